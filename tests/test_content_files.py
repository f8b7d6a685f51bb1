"""The readable content files: both languages, good Urdu, every figure of the sources once.

No database is needed: the files are read as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

FILES = Path(__file__).resolve().parent.parent / "home" / "demonstration"
PAGES = FILES / "pages"
PROGRAMMES = PAGES / "programs"

# Every row of the collected facts that is a figure, by the document it comes from.
FIGURES_OF_SOURCES = {
    "nineteen-projects-2025-11-13": (
        "19 12.65 12.06 7 6 25 2700 8600 40 31 13 16557 184 200 100 1 1 1"
    ),
    "di-khan-new-city-2025": (
        "2.82 541 2.42 400 over:6400 3400 more-than:2700 70 over:1600 9300 more-than:50 25"
    ),
    "daily8-2025": "3.223 24 5 over:139 70 over:600000 more-than:166 more-than:5000 260 4.1",
    "business-recorder-roadmap-2025-08": "1 14 38 25 8 10 19 over:3.3 300000 200000",
    "business-recorder-deep-2025-08-10": "78 3",
    "global-village-space-2021-09-16": "2 150 40 10 60",
}
# Rows of the facts that are dates of events, told in announcements.
NOT_FIGURES = {"2020-01-15", "2019-12", "2021-09-16"}

# Where sources disagree, or a number lacks what would make it comparable, the public is told.
CONTESTED = [
    "projects-completed-2023-25", "sco-projects-completed-2023-25",
    "pseb-projects-completed-2023-25", "project-funds-spent-2023-25",
    "graduates-given-internships-2023-25", "interns-joined-fy25",
    "it-professionals-certified-2023-25", "professionals-trained-fy25",
    "certifications-in-progress-fy25", "technology-parks-established-2023-25",
    "parks-and-e-rozgar-centres-2025", "technology-parks-planned-2025",
    "incubation-centres-established-2023-25", "freelancer-earnings-jul-mar-fy25",
    "online-labour-rank-2021", "digiskills-people-trained", "digiskills-3-target",
    "broadband-subscribers-fy24", "broadband-penetration-growth-fy24", "e-office-time-saved",
    "it-revenue-expected-2021", "startups-emerged-fy24",
]  # fmt: skip

# Names that stay in Latin letters in Urdu text.
LATIN_NAMES = re.compile(
    r"\b(ISO|PAF-IAST|DigiSkills\.pk|English|HTML|PDF|CSV|JSON|WCAG|AAA?|W3C|Nu|axe|Wagtail)\b"
    r"|\S+@\S+|\b(?:https?://)?[a-z0-9.-]+\.(?:pk|org|com)\b[\w./-]*"
)
WORDS_OF_GLOSSARY = {
    "moitt": "وزارتِ انفارمیشن ٹیکنالوجی و ٹیلی کمیونیکیشن",
    "pseb": "پاکستان سافٹ ویئر ایکسپورٹ بورڈ (پی ایس ای بی)",
    "sco": "اسپیشل کمیونیکیشنز آرگنائزیشن (ایس سی او)",
    "pitb": "پنجاب انفارمیشن ٹیکنالوجی بورڈ (پی آئی ٹی بی)",
    "nitb": "نیشنل انفارمیشن ٹیکنالوجی بورڈ (این آئی ٹی بی)",
    "stza": "اسپیشل ٹیکنالوجی زونز اتھارٹی (ایس ٹی زیڈ اے)",
    "ignite": "اگنائٹ",
    "world-bank": "عالمی بینک",
    "PK-PB": "پنجاب",
    "PK-SD": "سندھ",
    "PK-KP": "خیبر پختونخوا",
    "PK-BA": "بلوچستان",
    "PK-IS": "وفاقی دارالحکومت اسلام آباد",
    "PK-GB": "گلگت بلتستان",
    "PK-JK": "آزاد جموں و کشمیر",
}
ALLOWED_TAGS = {"p", "ul", "ol", "li", "b", "a"}
TAG = re.compile(r"<(/?\w+)([^>]*)>")
# Built from a page of code, so it has no content file that could be missing.
AWAITED_PAGES = {"internships"}
BLOCKS = {
    "heading", "subheading", "text", "quotation", "callout", "figure", "figure_group", "chart",
    "table", "timeline", "steps", "questions", "link", "related_pages",
}  # fmt: skip


@cache
def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = loaded(FILES / f"{name}.yaml")
    return found


def codes(name: str) -> set[str]:
    return {row["code"] for row in rows(name)}


def maps_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a loaded file, the outermost first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from maps_in(one)


def texts(path: Path) -> list[dict[str, str]]:
    return [one for one in maps_in(loaded(path)) if one.keys() & {"en", "ur"}]


def urdu(path: Path) -> str:
    """All Urdu of a file as it is read: without tags, one text a line."""
    return "\n".join(TAG.sub(" ", str(one["ur"])) for one in texts(path) if one.get("ur"))


def page_paths() -> set[str]:
    return {str(path.relative_to(PAGES).with_suffix("")) for path in PAGES.rglob("*.yaml")}


def figures_in(page: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Figures that a page shows: by its own field, by each block of its body."""
    shown = [("field", list(page.get("figures", [])))]
    for block in page.get("body", []):
        for kind, value in block.items():
            if kind == "figure":
                shown.append((kind, [value]))
            elif kind in ("figure_group", "chart"):
                shown.append((kind, value["figures"]))
    return shown


def by_name(path: Path) -> str:
    return str(path.relative_to(FILES))


ALL_FILES = sorted(FILES.rglob("*.yaml"))
PAGE_FILES = sorted(PAGES.rglob("*.yaml"))
PROGRAMME_FILES = sorted(PROGRAMMES.glob("*.yaml"))
every_file = pytest.mark.parametrize("path", ALL_FILES, ids=by_name)
every_page = pytest.mark.parametrize("path", PAGE_FILES, ids=by_name)
every_programme = pytest.mark.parametrize("path", PROGRAMME_FILES, ids=by_name)


@every_file
def test_every_text_stands_in_both_languages(path: Path) -> None:
    for one in texts(path):
        assert one.keys() == {"en", "ur"}, one
        assert all(isinstance(text, str) and text.strip() for text in one.values()), one


@every_file
def test_both_languages_have_the_same_elements_and_links_in_the_same_order(path: Path) -> None:
    for one in texts(path):
        english, urdu_tags = (TAG.findall(str(one[language])) for language in ("en", "ur"))
        assert english == urdu_tags, one["en"]
        assert {name.strip("/") for name, _ in english} <= ALLOWED_TAGS


@every_file
def test_urdu_is_spelt_with_urdu_letters_and_ascii_digits(path: Path) -> None:
    assert re.findall(r"\b\w*[يىكهة٠-٩۰-۹]\w*", urdu(path)) == []
    assert re.findall(r"(?<!\w)ھ\w*", urdu(path)) == [], "do-chashmi he begins no word: ہے"


@every_file
def test_urdu_keeps_latin_letters_for_names_alone(path: Path) -> None:
    assert re.findall(r"[A-Za-z]+", LATIN_NAMES.sub("", urdu(path).replace("{value}", ""))) == []


@every_file
def test_urdu_has_urdu_punctuation(path: Path) -> None:
    assert re.findall(r".{0,12}(?:[;?]|,(?!\d)|[\u0600-\u06ff][.])", urdu(path)) == []


@every_file
def test_a_range_of_years_cannot_be_turned_round_in_urdu(path: Path) -> None:
    """After Urdu letters `2023-24` would show as `24-2023`; a left-to-right mark prevents it."""
    assert re.findall(r"(?<!\u200e)\b\d{4}[-–]\d{2,4}\b", urdu(path)) == []


def test_every_figure_of_the_sources_is_there_once_and_as_stated() -> None:
    stated = Counter(
        (source, *(["", value] if ":" not in value else value.split(":")))
        for source, values in FIGURES_OF_SOURCES.items()
        for value in values.split()
    )
    held = Counter(
        (row["source"], row.get("qualifier", ""), row["value"]) for row in rows("figures")
    )
    assert held == stated
    assert not {row["value"] for row in rows("figures")} & NOT_FIGURES


@pytest.mark.parametrize(
    "name", ["agencies", "themes", "regions", "units", "sources", "series", "figures"]
)
def test_codes_are_ascii_and_used_once(name: str) -> None:
    found = [row["code"] for row in rows(name)]
    assert len(found) == len(set(found))
    pattern = r"PK-[A-Z]{2}" if name == "regions" else r"[a-z0-9]+(-[a-z0-9]+)*"
    assert all(re.fullmatch(pattern, code) for code in found)


def test_rows_of_figures_refer_to_rows_that_exist() -> None:
    for row in rows("figures"):
        assert row["unit"] in codes("units"), row["code"]
        assert row["source"] in codes("sources"), row["code"]
        assert row["theme"] in codes("themes"), row["code"]
        assert set(row["agencies"]) <= codes("agencies"), row["code"]
        assert row.get("series") in {None, *codes("series")}, row["code"]


@pytest.mark.parametrize("name", ["units", "themes", "agencies", "series"])
def test_no_row_is_without_use(name: str) -> None:
    """A source may stand without a figure: an announcement tells what it reports."""
    used = str([loaded(path) for path in PROGRAMME_FILES]) + str(rows("figures"))
    assert [code for code in codes(name) if f"'{code}'" not in used] == []


def test_every_unit_holds_its_value_in_both_languages() -> None:
    for unit in rows("units"):
        assert all(text.count("{value}") == 1 for text in unit["template"].values())
        assert Decimal(unit.get("factor_ur", "1")) > 0


def test_contested_figures_say_so() -> None:
    notes = {row["code"]: row.get("note") for row in rows("figures")}
    assert [code for code in CONTESTED if not notes[code]] == []


def test_a_period_does_not_end_before_it_begins() -> None:
    for row in rows("figures"):
        start, end = row["period_start"], row["period_end"]
        assert not (start and end) or start < end, row["code"]


def test_figures_of_a_series_share_a_unit_and_have_an_order() -> None:
    for series in codes("series"):
        points = [row for row in rows("figures") if row.get("series") == series]
        assert len({row["unit"] for row in points}) == 1
        assert sorted(row["series_order"] for row in points) == [*range(1, len(points) + 1)]


def test_names_follow_the_glossary() -> None:
    names = {row["code"]: row["name"]["ur"] for row in rows("agencies") + rows("regions")}
    assert {code: names[code] for code in WORDS_OF_GLOSSARY} == WORDS_OF_GLOSSARY


def test_at_least_eighteen_programmes_are_described() -> None:
    assert len(PROGRAMME_FILES) >= 18


def test_programmes_show_every_kind_of_block_that_needs_no_file() -> None:
    used = {kind for path in PROGRAMME_FILES for block in loaded(path)["body"] for kind in block}
    assert used >= BLOCKS


@every_page
def test_a_summary_fits_its_field(path: Path) -> None:
    assert all(len(text) <= 300 for text in loaded(path)["summary"].values())


@every_page
def test_links_lead_to_pages_that_exist(path: Path) -> None:
    there = page_paths() | AWAITED_PAGES
    for one in maps_in(loaded(path)):
        linked = set(re.findall(r'"page:([^"]+)"', str(one.get("en", ""))))
        linked |= set(one.get("related_pages", []))
        linked |= {one["page"]} if isinstance(one.get("page"), str) else set()
        assert linked <= there, linked - there


@every_page
def test_pages_show_figures_that_exist_and_charts_of_one_unit(path: Path) -> None:
    units = {row["code"]: row["unit"] for row in rows("figures")}
    for kind, shown in figures_in(loaded(path)):
        assert set(shown) <= units.keys(), shown
        assert kind != "chart" or len({units[code] for code in shown}) == 1, shown


@every_programme
def test_a_programme_refers_to_rows_and_programmes_that_exist(path: Path) -> None:
    page = loaded(path)
    others = {other.stem for other in PROGRAMME_FILES} - {path.stem}
    money = {page.get("allocated_figure"), page.get("spent_figure")} - {None}
    assert page["status"] in {"planned", "in-progress", "completed"}
    assert page["theme"] in codes("themes")
    assert set(page["agencies"]) <= codes("agencies")
    assert set(page["related"]) <= others
    assert money <= codes("figures")


@every_programme
def test_a_programme_shows_a_figure_once(path: Path) -> None:
    """A chart may repeat what stands beside it; the rest may not."""
    shown = [code for kind, found in figures_in(loaded(path)) if kind != "chart" for code in found]
    assert len(shown) == len(set(shown))


@every_programme
def test_a_programme_is_short_enough_for_a_slow_line(path: Path) -> None:
    for language in ("en", "ur"):
        assert len(" ".join(TAG.sub(" ", one[language]) for one in texts(path)).split()) <= 600


@every_programme
def test_rows_of_a_table_are_as_wide_as_its_header(path: Path) -> None:
    for table in (block["table"] for block in loaded(path)["body"] if "table" in block):
        assert {len(row) for row in table["rows"]} == {len(table["header"])}
