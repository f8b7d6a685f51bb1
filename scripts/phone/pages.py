"""What is looked at, and what is wanted of it."""

from dataclasses import dataclass

LANGUAGES = ("en", "ur")
# As in `tests/site/browsing.py`: the browser asks nobody but the site.
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page below the language's prefix. One that is not `indexed` tells search engines so, which
    Lighthouse counts as a fault: it must have no other."""

    name: str
    path: str
    indexed: bool = True


PAGES = (
    Page("home", ""),
    Page("programme", "programs/ict-internship-program/"),
    Page("list", "programs/"),
    Page("announcement", "news/nineteen-projects-completed/"),
    Page("figure", "figures/it-exports-fy24/"),
    Page("search", "search/?q=internship", indexed=False),
    Page("form", "internships/apply/contact/", indexed=False),
)
SMALL = PAGES[:1]

NOT_INDEXED = "is-crawlable"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Seconds until the largest thing is painted, and the share of the screen that moves, by language.
LARGEST_PAINT = {"en": 1.0, "ur": 1.5}
LAYOUT_SHIFT = {"en": 0.0, "ur": 0.02}
