"""Open data: every figure and programme, in both languages, as JSON and CSV.

Each answer says what its fields mean. A value is a string, since a number in JSON may be rounded.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.http import condition, require_safe

from content import stamp
from content.translations import locale_id
from programs.models import Figure, FigureIndexPage, ProgrammeIndexPage, ProgrammePage

type Answer = Callable[[HttpRequest], HttpResponse]

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
TEXT = "in each language"
FIGURE_FIELDS = {
    "code": "permanent name",
    "label": f"what it counts, {TEXT}",
    "qualifier": "what the source puts before the number: over, more-than, about, up-to, or null",
    "value": "the number, as a decimal string in the unit",
    "unit": "code of the unit",
    "amount": f"number, unit and qualifier as they are read, {TEXT}",
    "period": f"the time that it covers, {TEXT}",
    "period_start": "first day, or null",
    "period_end": "last day, or null",
    "as_of": "the day on which it held, or null",
    "source": "the document that bears it out: code, title, publisher, published, link",
    "note": f"how it stands to other sources and what it does not say, {TEXT}; may be empty",
    "theme": "code of the theme",
    "agencies": "codes of the agencies that it is about",
    "series": "code of the series that it is a point of, or null",
    "url": f"its page, {TEXT}; null where it is not published",
}
PROGRAMME_FIELDS = {
    "code": "last part of its address",
    "title": f"its name, {TEXT}; null where it is not published",
    "summary": f"one or two sentences, {TEXT}",
    "status": "planned, in-progress or completed",
    "theme": "code of the theme, or null",
    "agencies": "codes of the agencies that run or pay for it",
    "start_date": "first day, or null",
    "end_date": "last day, or null",
    "allocated": "code of the figure of money allocated, or null",
    "spent": "code of the figure of money spent, or null",
    "url": f"its page, {TEXT}; null where it is not published",
}
# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = re.compile(r"^[\s]*[=+\-@|%]")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")


def etag(request: HttpRequest) -> str:
    """Any change of content, a deletion too, makes new data."""
    return f'"{stamp.current()}"'


def figures_changed(request: HttpRequest) -> datetime | None:
    return Figure.objects.aggregate(last=Max("updated"))["last"]


def programmes_changed(request: HttpRequest) -> datetime | None:
    return ProgrammePage.objects.live().aggregate(last=Max("last_published_at"))["last"]


def open_to_all(view: Answer) -> Answer:
    """Any site may read it from a browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Content-Language"] = ", ".join(LANGUAGES)
        return response

    return answer


@require_safe
@open_to_all
@condition(etag_func=etag, last_modified_func=figures_changed)
def figures_json(request: HttpRequest) -> HttpResponse:
    return as_json("figures", FIGURE_FIELDS, [described(figure) for figure in all_figures()])


@require_safe
@open_to_all
@condition(etag_func=etag, last_modified_func=figures_changed)
def figures_csv(request: HttpRequest) -> HttpResponse:
    rows = [flat(described(figure)) for figure in all_figures()]
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return response


@require_safe
@open_to_all
@condition(etag_func=etag, last_modified_func=programmes_changed)
def programmes_json(request: HttpRequest) -> HttpResponse:
    return as_json("programmes", PROGRAMME_FIELDS, programmes())


def as_json(name: str, fields: dict[str, str], rows: list[dict[str, Any]]) -> HttpResponse:
    return JsonResponse(
        {"count": len(rows), "fields": fields, name: rows},
        json_dumps_params={"ensure_ascii": False},
    )


def all_figures() -> Iterable[Figure]:
    return Figure.objects.by_theme().prefetch_related("agencies")


def described(figure: Figure) -> dict[str, Any]:
    """One figure. A text is a mapping from language to text; what is not known is null."""
    return {
        "code": figure.code,
        "label": in_both(figure, "label"),
        "qualifier": figure.qualifier or None,
        "value": f"{figure.value.normalize():f}",
        "unit": figure.unit.code,
        "amount": {code: stated_in(figure, code) for code in LANGUAGES},
        "period": in_both(figure, "period"),
        "period_start": iso(figure.period_start),
        "period_end": iso(figure.period_end),
        "as_of": iso(figure.as_of),
        "source": {
            "code": figure.source.code,
            "title": figure.source.title,
            "publisher": in_both(figure.source, "publisher"),
            "published": iso(figure.source.published),
            "link": figure.source.link or None,
        },
        "note": in_both(figure, "note"),
        "theme": figure.theme.code,
        "agencies": codes(figure.agencies),
        "series": figure.series.code if figure.series else None,
        "url": addresses_below(FigureIndexPage, f"{figure.code}/"),
    }


def programmes() -> list[dict[str, Any]]:
    """Programmes that can be read in at least one language, each once, by address."""
    pages = (
        ProgrammePage.objects.live()
        .select_related("theme", "allocated", "spent", "locale")
        .prefetch_related("agencies")
        .defer_streamfields()
        .order_by("slug", "locale__language_code")
    )
    found: dict[Any, dict[str, Any]] = {}
    for page in pages:
        row = found.setdefault(page.translation_key, programme(page))
        code = page.locale.language_code
        row["title"][code] = page.title
        row["summary"][code] = page.summary
        row["url"][code] = addresses_below(ProgrammeIndexPage, f"{page.slug}/")[code]
    return list(found.values())


def programme(page: ProgrammePage) -> dict[str, Any]:
    """What is the same in both languages; texts and addresses are filled in by language."""
    return {
        "code": page.slug,
        "title": dict.fromkeys(LANGUAGES),
        "summary": dict.fromkeys(LANGUAGES),
        "status": page.status,
        "theme": page.theme.code if page.theme else None,
        "agencies": codes(page.agencies),
        "start_date": iso(page.start_date),
        "end_date": iso(page.end_date),
        "allocated": page.allocated.code if page.allocated else None,
        "spent": page.spent.code if page.spent else None,
        "url": dict.fromkeys(LANGUAGES),
    }


def codes(rows: Any) -> list[str]:
    return sorted(row.code for row in rows.all())


def in_both(row: Any, name: str) -> dict[str, str]:
    return {code: getattr(row, f"{name}_{code}") for code in LANGUAGES}


def stated_in(figure: Figure, code: str) -> str:
    with override(code):
        return figure.stated


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def addresses_below(model: Any, rest: str) -> dict[str, str | None]:
    """Address of something below the only page of that type; None where that is not published."""
    slugs = stamp.remembered(
        f"open_data.{model._meta.label_lower}",
        lambda: dict(model.objects.live().values_list("locale_id", "slug")),
    )
    origin = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    published = {code: slugs.get(locale_id(code)) for code in LANGUAGES}
    return {
        code: f"{origin}/{code}/{slug}/{rest}" if slug else None for code, slug in published.items()
    }


def as_csv(rows: list[dict[str, str]]) -> bytes:
    """The rows as a spreadsheet opens them: byte-order mark, CRLF, no cell that is a formula."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, fieldnames=list(rows[0]) if rows else ["code"], quoting=csv.QUOTE_ALL
    )
    writer.writeheader()
    writer.writerows({name: harmless(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def flat(row: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested names joined by `_`: `label_en`, `source_publisher_ur`. Lists by `; `."""
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            cells |= flat(value, f"{prefix}{name}_")
        elif isinstance(value, list):
            cells[prefix + name] = "; ".join(value)
        else:
            cells[prefix + name] = "" if value is None else str(value)
    return cells


def harmless(cell: str) -> str:
    """The cell, with an apostrophe in front if a spreadsheet would calculate it."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.match(cell) else cell
