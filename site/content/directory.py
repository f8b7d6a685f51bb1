"""Title and address of every page that can be read, kept in the process: links cost no query.

Below the home pages both languages have the same slugs, so a page has one path, and a title in each
language in which it is live. An alias that shows the other language's original is not readable.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.utils.translation import get_language
from wagtail.models import Page

from content import stamp


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A page in all its languages: its path below the language's prefix, its titles by language."""

    path: str
    titles: dict[str, str] = field(default_factory=dict)

    def link(self, language: str) -> Link | None:
        """The link in that language, None where the page cannot be read in it."""
        title = self.titles.get(language)
        return Link(title, self.url(language)) if title is not None else None

    def url(self, language: str) -> str:
        """The address in that language, which says so if the page is not there yet."""
        return f"/{language}/{self.path}"


@dataclass(frozen=True)
class Directory:
    by_id: dict[int, Entry]
    by_path: dict[str, Entry]


def directory() -> Directory:
    """All readable pages, by the primary key in either language and by path; one query a stamp."""
    return stamp.remembered("content.directory", read_directory)


def read_directory() -> Directory:
    own = Q(alias_of__isnull=True) | Q(alias_of__locale_id=F("locale_id"))
    rows = Page.objects.live().filter(own, depth__gt=1).values_list(
        "pk", "translation_key", "url_path", "title", "locale__language_code"
    )  # fmt: skip
    by_id: dict[int, Entry] = {}
    by_key: dict[object, Entry] = {}
    for pk, key, url_path, title, language in rows:
        entry = by_key.setdefault(key, Entry(below_home(url_path)))
        entry.titles[language] = title
        by_id[pk] = entry
    return Directory(by_id, {entry.path: entry for entry in by_key.values()})


def link_to(page_id: int | None) -> Link | None:
    """The page in the active language, whichever language's primary key is given."""
    entry = directory().by_id.get(page_id) if page_id else None
    return entry.link(active()) if entry else None


def links_to(page_ids: Iterable[int]) -> list[Link]:
    """The same for many, in the order given. What cannot be read in this language is left out: a
    link must not lead into another language without saying so.
    """
    return [link for pk in page_ids if (link := link_to(pk))]


def links_above(url_path: str) -> list[Link]:
    """From the home page down to the parent of the page with that `url_path`."""
    parts = below_home(url_path).split("/")[:-1]
    paths = ["".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts))]
    found = (directory().by_path.get(path) for path in paths)
    return [link for entry in found if entry and (link := entry.link(active()))]


def below_home(url_path: str) -> str:
    """`/home-ur/news/roadmap/` is `news/roadmap/`."""
    return url_path.lstrip("/").partition("/")[2]


def active() -> str:
    return (get_language() or "en")[:2]
