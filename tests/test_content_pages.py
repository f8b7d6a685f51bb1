"""The demonstration's pages, menus, lists and images, read as files: no Django is needed.

What `load_content` would stumble over, and what a reader would: a missing language, a link or code
that leads nowhere, a list that lost an item in translation, an image without words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

CONTENT = Path(__file__).parent.parent / "home" / "demonstration"
PAGES = CONTENT / "pages"
# Programmes have tests of their own.
PAGE_FILES = sorted(
    file
    for file in PAGES.rglob("*.yaml")
    if file.relative_to(PAGES).parts[0] not in {"programs", "programs.yaml"}
)
ANNOUNCEMENT_FILES = sorted((PAGES / "news").glob("*.yaml"))
ROW_FILES = [CONTENT / f"{name}.yaml" for name in ("categories", "images", "menus")]
LIST_FILES = sorted((CONTENT / "lists").glob("*.yaml"))
EVERY_FILE = [*PAGE_FILES, *ROW_FILES, *LIST_FILES]

LANGUAGES = {"en", "ur"}
ALLOWED_TAGS = {"p", "ul", "ol", "li", "b", "a"}
MOST_BYTES_OF_AN_IMAGE = 60_000
# Letters that Urdu does not use, though they look alike: Arabic kaf, yeh, alef maksura and heh.
ARABIC_LOOK_ALIKES = "\u0643\u064a\u0649\u0647"
URDU_DIGITS = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def name_of(file: Path) -> str:
    return str(file.relative_to(CONTENT))


def codes_in(name: str) -> set[str]:
    return {row["code"] for row in read(CONTENT / f"{name}.yaml")}


def walk(value: Any) -> Iterator[Any]:
    """Every mapping, list and scalar inside, from the outside in."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from walk(each)


def texts(content: Any) -> list[dict[str, str]]:
    """Every text of a file: a mapping that names a language."""
    return [value for value in walk(content) if isinstance(value, dict) and LANGUAGES & set(value)]


def blocks(content: Any, kind: str) -> list[Any]:
    return [block[kind] for block in content.get("body", []) if kind in block]


def tags(html: str) -> list[str]:
    """Opening tags in order; links apart, since word order may differ between languages."""
    return [tag for tag in re.findall(r"<(\w+)", html) if tag not in {"a", "b"}]


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def words(content: Any) -> int:
    """English words of the running text, as a reader counts them."""
    running = " ".join(text["en"] for text in texts(content.get("body", [])))
    return len(re.sub(r"<[^>]+>", " ", running).split())


every_file = pytest.mark.parametrize("file", EVERY_FILE, ids=name_of)
every_page = pytest.mark.parametrize("file", PAGE_FILES, ids=name_of)
every_announcement = pytest.mark.parametrize("file", ANNOUNCEMENT_FILES, ids=name_of)


@every_file
def test_every_text_stands_in_both_languages(file: Path) -> None:
    for text in texts(read(file)):
        assert set(text) == LANGUAGES, text
        assert all(value.strip() for value in text.values()), text


@every_file
def test_urdu_is_spelt_with_urdu_letters_and_ascii_digits(file: Path) -> None:
    for text in texts(read(file)):
        urdu = text["ur"]
        assert not re.search(r"\bھ", urdu), urdu  # ہے, never ھے; inside a word (تھے) ھ is right
        assert not set(urdu) & set(ARABIC_LOOK_ALIKES + URDU_DIGITS), urdu


@every_file
def test_urdu_sentences_end_with_urdu_punctuation(file: Path) -> None:
    for text in texts(read(file)):
        prose = re.sub(r"<[^>]+>", "", text["ur"])
        assert not re.search(r"[\u0600-\u06ff][,;?]", prose), prose


@every_file
def test_html_holds_only_the_allowed_tags_and_is_closed(file: Path) -> None:
    for text in texts(read(file)):
        for html in text.values():
            opened = re.findall(r"<(\w+)", html)
            assert set(opened) <= ALLOWED_TAGS, html
            assert sorted(opened) == sorted(re.findall(r"</(\w+)>", html)), html


@every_file
def test_both_languages_have_the_same_paragraphs_and_list_items(file: Path) -> None:
    for text in texts(read(file)):
        assert tags(text["en"]) == tags(text["ur"]), text["en"]
        assert sorted(links(text["en"])) == sorted(links(text["ur"])), text["en"]


@every_page
def test_a_summary_fits_its_field(file: Path) -> None:
    for summary in read(file)["summary"].values():
        assert len(summary) <= 300
        assert "<" not in summary


@every_page
def test_links_lead_to_pages_that_exist(file: Path) -> None:
    for text in texts(read(file)):
        for address in links(text["en"]):
            kind, _, target = address.partition(":")
            assert kind in {"page", "https"}, address
            assert kind == "https" or (PAGES / f"{target}.yaml").exists(), address


@every_page
def test_pages_named_in_blocks_and_fields_exist(file: Path) -> None:
    content = read(file)
    named = [link["page"] for link in blocks(content, "link") if "page" in link]
    named += [path for related in blocks(content, "related_pages") for path in related]
    named += [task["page"] for task in content.get("tasks", [])]
    named += [f"programs/{slug}" for slug in content.get("programmes", [])]
    for path in named:
        assert (PAGES / f"{path}.yaml").exists(), path


@every_page
def test_figures_named_on_a_page_exist(file: Path) -> None:
    content = read(file)
    named = [*content.get("key_figures", []), *blocks(content, "figure")]
    for group in [*blocks(content, "figure_group"), *blocks(content, "chart")]:
        named += group["figures"]
    assert set(named) <= codes_in("figures")


@every_page
def test_images_named_on_a_page_exist(file: Path) -> None:
    content = read(file)
    named = {block["image"] for block in blocks(content, "image")}
    if content.get("image"):
        named.add(content["image"])
    assert named <= set(read(CONTENT / "images.yaml"))


@every_page
def test_a_chart_says_what_it_shows(file: Path) -> None:
    for chart in blocks(read(file), "chart"):
        assert chart["kind"] in {"bar", "line"}
        assert all(chart["says"][language].strip() for language in LANGUAGES)


@every_page
def test_every_row_of_a_table_is_as_wide_as_its_header(file: Path) -> None:
    for table in blocks(read(file), "table"):
        assert {len(row) for row in table["rows"]} == {len(table["header"])}


@every_announcement
def test_an_announcement_is_dated_and_sorted_under_a_category(file: Path) -> None:
    content = read(file)
    assert content["type"] == "news.AnnouncementPage"
    assert isinstance(content["date"], date)
    assert content["category"] in codes_in("categories")


@every_announcement
def test_an_announcement_names_a_source_that_exists_or_says_that_it_has_none(file: Path) -> None:
    content = read(file)
    if "source" in content:
        assert content["source"] in codes_in("sources")
    else:
        said = " ".join(text["en"] for text in texts(content["body"]))
        assert re.search(r"(not|none) (among|of) (the documents|those)", said, re.IGNORECASE)


@every_announcement
def test_an_announcement_is_neither_a_headline_nor_an_essay(file: Path) -> None:
    assert 120 <= words(read(file)) <= 350


@every_announcement
def test_a_correction_has_a_text_and_a_date_or_neither(file: Path) -> None:
    content = read(file)
    assert ("correction" in content) == ("correction_date" in content)


def test_there_are_at_least_eight_announcements() -> None:
    assert len(ANNOUNCEMENT_FILES) >= 8


def test_every_source_is_borne_out_by_an_announcement() -> None:
    cited = {read(file).get("source") for file in ANNOUNCEMENT_FILES}
    assert codes_in("sources") <= cited


def test_every_page_of_the_menus_exists() -> None:
    menus = read(CONTENT / "menus.yaml")
    for entry in [*menus["menu"], *menus["footer"]]:
        assert (PAGES / f"{entry['page']}.yaml").exists(), entry


def test_contact_details_are_examples_only() -> None:
    everything = "".join(file.read_text(encoding="utf-8") for file in EVERY_FILE)
    addresses = re.findall(r"[\w.]+@([\w.]+\w)", everything)
    assert set(addresses) == {"example.org"}
    assert not re.search(r"(\+92|0092|\b03\d\d)[\d -]{7,}", everything)


def test_the_internship_form_opens_before_it_closes() -> None:
    page = read(PAGES / "internships.yaml")
    assert page["opens_at"] < page["closes_at"]
    assert set(page) >= {"consent", "confirmation", "retention"}


@pytest.mark.parametrize("key", sorted(read(CONTENT / "images.yaml")))
def test_an_image_exists_is_light_and_has_words_in_both_languages(key: str) -> None:
    row = read(CONTENT / "images.yaml")[key]
    file = CONTENT / row["file"]
    assert file.stat().st_size <= MOST_BYTES_OF_AN_IMAGE
    with Image.open(file) as picture:
        assert picture.size == (1200, 675)
    assert row["decorative"] or all(row["alt"][language] for language in LANGUAGES)


def test_every_drawn_file_is_listed() -> None:
    listed = {row["file"] for row in read(CONTENT / "images.yaml").values()}
    drawn = {f"images/{file.name}" for file in (CONTENT / "images").iterdir()}
    assert listed == drawn


@pytest.mark.parametrize("file", LIST_FILES, ids=name_of)
def test_codes_of_a_list_are_plain_and_occur_once(file: Path) -> None:
    rows = [value for value in walk(read(file)) if isinstance(value, dict) and "code" in value]
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes)


@pytest.mark.parametrize("name", ["universities", "cities"])
def test_places_lie_in_a_region_that_exists(name: str) -> None:
    assert {row["region"] for row in read(CONTENT / "lists" / f"{name}.yaml")} <= codes_in(
        "regions"
    )


@pytest.mark.parametrize("file", LIST_FILES, ids=name_of)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_name_occurs_twice_in_a_list(file: Path, language: str) -> None:
    for group in [read(file), *(row["skills"] for row in read(file) if "skills" in row)]:
        names = [row["name"][language] for row in group]
        assert len(names) == len(set(names))
