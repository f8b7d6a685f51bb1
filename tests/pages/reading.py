"""What a test asks of a page that it has read."""

from itertools import pairwise

from lxml import html

type Page = html.HtmlElement


def text(page: Page, css: str = "main") -> str:
    """The words of everything that fits, in one line."""
    return " ".join(" ".join(found.text_content().split()) for found in page.cssselect(css))


def links(page: Page, css: str = "main") -> dict[str, str]:
    """Address by the words of the link."""
    return {
        " ".join(link.text_content().split()): link.get("href")
        for found in page.cssselect(css)
        for link in found.cssselect("a[href]")
    }


def heading_levels(page: Page) -> list[int]:
    return [int(found.tag[1]) for found in page.cssselect("h1, h2, h3, h4")]


def has_no_gaps(levels: list[int]) -> bool:
    """One first heading, and none that skips a level."""
    return levels.count(1) == 1 and all(after - before <= 1 for before, after in pairwise(levels))
