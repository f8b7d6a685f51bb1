"""Error pages: in the language of the address, in both when it names none, without the database."""

import pytest
from django.test import RequestFactory
from lxml import html

from config.errors import error_page

STATUSES = [400, 403, 404, 413, 429, 500, 503]
URDU = range(0x600, 0x700)


def page_at(path: str, status: int) -> html.HtmlElement:
    return html.fromstring(error_page(RequestFactory().get(path), status).content.decode())


@pytest.mark.parametrize("status", STATUSES)
def test_an_urdu_address_gets_an_urdu_error(status: int) -> None:
    page = page_at("/ur/nothing/", status)
    assert (page.get("lang"), page.get("dir")) == ("ur", "rtl")
    assert page.xpath("//section/@lang") == ["ur"]
    words = page.xpath("string(//main)").replace("404", "")
    assert not any(sign.isascii() and sign.isalpha() for sign in words)


@pytest.mark.parametrize("status", STATUSES)
def test_an_english_address_gets_an_english_error(status: int) -> None:
    page = page_at("/en/nothing/", status)
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert not any(ord(sign) in URDU for sign in page.xpath("string(//body)"))


@pytest.mark.parametrize("status", STATUSES)
def test_an_address_without_a_language_gets_both(status: int) -> None:
    page = page_at("/nothing/", status)
    assert page.xpath("//section/@lang") == ["en", "ur"]
    assert page.xpath("//section[@lang='ur']/@dir") == ["rtl"]


@pytest.mark.parametrize("path", ["/en/x/", "/ur/x/", "/x/"])
@pytest.mark.parametrize("status", STATUSES)
def test_an_error_says_what_to_do_next(status: int, path: str) -> None:
    page = page_at(path, status)
    assert len(page.xpath("//h1")) == 1
    for section in page.xpath("//section"):
        assert section.xpath(".//p[not(a)]")
        assert section.xpath(".//a[starts-with(@href, '/')]")


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_needs_neither_script_nor_inline_style(status: int) -> None:
    page = page_at("/en/x/", status)
    assert page.xpath("//script | //style | //@style") == []
