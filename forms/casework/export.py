"""Cases as CSV: streamed, with the byte-order mark that Excel needs for Urdu, without formulas."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

from forms.casework.models import Case, CaseQuerySet
from forms.casework.registry import Column

CHUNK = 500
# What makes a spreadsheet calculate (OWASP, "CSV Injection"), full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """The text as a spreadsheet shows it and never calculates it: formulas get an apostrophe."""
    risky = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if risky else text


class Line:
    """csv.writer writes here; each line is handed on as it comes."""

    @staticmethod
    def write(text: str) -> bytes:
        return text.encode()


def lines(cases: Iterable[Case], columns: tuple[Column, ...]) -> Iterator[bytes]:
    writer: Any = csv.writer(Line(), quoting=csv.QUOTE_ALL)
    yield codecs.BOM_UTF8
    yield writer.writerow([column.heading for column in columns])
    for case in cases:
        yield writer.writerow([safe_cell(column.text(case)) for column in columns])


def csv_response(
    cases: CaseQuerySet, columns: tuple[Column, ...], name: str
) -> StreamingHttpResponse:
    """The download; cases are read in chunks while they are sent."""
    response = StreamingHttpResponse(
        lines(cases.iterator(chunk_size=CHUNK), columns), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
