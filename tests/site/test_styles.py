"""The stylesheets and the font: what the sources may hold, and what becomes of them."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from config.styles import build_styles, join, sources

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css" / "src"
FILES = sorted(CSS.rglob("*.css"))
FONT = ROOT / "static" / "fonts" / "noto-nastaliq-urdu.woff2"
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:"
)
COMMENTS_AND_QUERIES = re.compile(r"/\*.*?\*/|@media[^{]*", re.DOTALL)


def text_of(path: Path) -> str:
    return COMMENTS_AND_QUERIES.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_source_uses_logical_properties_only(path: Path) -> None:
    assert PHYSICAL.findall(text_of(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_source_lies_in_a_layer_that_the_first_line_orders(path: Path) -> None:
    ordered = (CSS / "layers.css").read_text().removeprefix("@layer ").strip("; \n").split(", ")
    used = re.findall(r"^@layer (\w+) \{", path.read_text(), re.MULTILINE)
    assert set(used) <= set(ordered)
    assert used or path.name in {"layers.css", "fonts.css"}


def test_the_bundle_keeps_the_order_of_the_layers() -> None:
    ordered = (CSS / "layers.css").read_text().removeprefix("@layer ").strip("; \n").split(", ")
    assert re.findall(r"@layer (\w+)", join(sources(CSS))) == ordered


def test_what_is_not_css_stops_the_build(tmp_path: Path) -> None:
    broken = tmp_path / "broken.css"
    broken.write_text("a { color: red;; }} b {")
    with pytest.raises(ValueError, match="Parsing stylesheet failed"):
        join([broken])


def test_an_address_in_a_bundle_leads_to_a_file() -> None:
    build_styles(ROOT)
    bundle = ROOT / "static" / "css" / "site.css"
    addresses = set(re.findall(r"url\(([^)]+)\)", bundle.read_text()))
    assert addresses
    assert all((bundle.parent / address).is_file() for address in addresses)


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "static" / "css" / "src"
    folder.mkdir(parents=True)
    (folder / "layers.css").write_text("@layer a;")
    assert build_styles(tmp_path)
    assert not build_styles(tmp_path)


def test_the_font_is_light_and_its_licence_lies_beside_it() -> None:
    assert FONT.stat().st_size <= 102_400
    assert "SIL Open Font License" in FONT.with_suffix(".LICENSE.txt").read_text()


def test_the_font_holds_every_urdu_sign_that_the_site_writes() -> None:
    words = (ROOT / "site" / "templates").rglob("*.html")
    catalogues = (ROOT / "locale").rglob("*.po")
    text = "".join(path.read_text(encoding="utf-8") for path in [*words, *catalogues])
    wanted = {sign for sign in text if "\u0600" <= sign <= "\u06ff"}
    assert wanted - set(map(chr, TTFont(FONT).getBestCmap())) == set()
