"""Cases as a file: every cell is text as it stands in the case, none is ever calculated.

CSV is streamed, with the byte-order mark that Excel needs for Urdu. XLSX is put together in memory:
its writer's way of sparing memory would leave a file with everything in clear on the disk.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from forms.casework.models import Case, CaseQuerySet
from forms.casework.registry import Column

CHUNK = 500
XLSX_MOST = 20_000  # cases; about 10 KB of memory each while the file is made
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSX_CELL = 32_767  # characters; more makes Excel repair the file
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


def csv_response(cases: CaseQuerySet, columns: tuple[Column, ...], name: str) -> HttpResponseBase:
    """Cases are read in chunks while they are sent."""
    response = StreamingHttpResponse(
        lines(cases.iterator(chunk_size=CHUNK), columns), content_type="text/csv; charset=utf-8"
    )
    return as_download(response, f"{name}.csv")


def xlsx_response(cases: CaseQuerySet, columns: tuple[Column, ...], name: str) -> HttpResponseBase:
    content = workbook(cases.iterator(chunk_size=CHUNK), columns)
    return as_download(HttpResponse(content, content_type=XLSX_TYPE), f"{name}.xlsx")


def workbook(cases: Iterable[Case], columns: tuple[Column, ...]) -> bytes:
    """One sheet with a heading that stays in sight. Cells are strings, so none is a formula, a link
    or a number that loses its zeros."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("Cases"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 20)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.heading, bold)
        for row, case in enumerate(cases, start=1):
            for place, column in enumerate(columns):
                sheet.write_string(row, place, column.text(case)[:XLSX_CELL])
    return content.getvalue()


def as_download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}
