"""Lighthouse on its phone finds nothing wrong with what does not depend on the machine. The times
are for `make lighthouse`.
"""

from collections.abc import Iterator

import pytest
from pages import LANGUAGES
from running import running_site

from scripts.phone.pages import PAGES, Page
from scripts.phone.reading import Reading, read, shift_held, wrong_in
from scripts.phone.running import report

pytestmark = [
    pytest.mark.running,
    pytest.mark.browser,
    pytest.mark.lighthouse,
    pytest.mark.xdist_group("browser"),
]
LOOKED_AT = [page for page in PAGES if page.name in ("announcement", "form")]


@pytest.fixture(scope="module")
def indexed_url(site_url: str, site_folder: str) -> Iterator[str]:
    """The same content, offered to search engines."""
    with running_site(site_folder, DEMONSTRATION="false") as url:
        yield url


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", LOOKED_AT, ids=lambda page: page.name)
def test_lighthouse_finds_nothing_wrong(indexed_url: str, page: Page, language: str) -> None:
    reading = read(report(f"{indexed_url}/{language}/{page.path}"))
    assert faults(page, reading) == {"accessibility": [], "best-practices": [], "seo": []}
    assert shift_held(language, reading.layout_shift), reading.layout_shift


def faults(page: Page, reading: Reading) -> dict[str, list[str]]:
    """By category; without what a page that is not for search engines says on purpose."""
    categories = ("accessibility", "best-practices", "seo")
    return {name: sorted(wrong_in(page, reading, name)) for name in categories}
