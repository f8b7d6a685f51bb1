"""Title and address of pages, looked up when a link needs them and kept in the process.

What is kept is bounded: a site of 100,000 pages takes no more memory, and a change of content costs
no more to follow, than a small one. Below the home pages both languages have the same slugs, so a
page has one path, and a title in each language in which it is live. An alias that shows the other
language's original is not readable.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils.translation import get_language
from wagtail.models import Page

from content import stamp

# Pages of which a process knows title and address, about 500 bytes each.
MOST_KEPT = 10_000


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


type Table[Key] = dict[Key, Entry | None]


class Directory:
    """Pages that were asked for under one stamp; None for what cannot be read.

    One query for all that are asked for together and not yet known.
    """

    def __init__(self) -> None:
        # By primary key, and by place in treebeard's tree. Exchanged together, never emptied: what
        # a thread has begun with stays whole.
        self.tables: tuple[Table[int], Table[str]] = ({}, {})

    def of_ids(self, ids: Iterable[int]) -> Table[int]:
        """By primary key, in whichever language."""
        wanted, tables = set(ids), self.with_room()
        if unknown := wanted - tables[0].keys():
            learn(Q(pk__in=unknown), tables)
        return {pk: tables[0].setdefault(pk, None) for pk in wanted}

    def of_places(self, places: list[str]) -> list[Entry | None]:
        """By place in the tree, in the order given."""
        tables = self.with_room()
        if unknown := set(places) - tables[1].keys():
            learn(Q(path__in=unknown), tables)
        return [tables[1].setdefault(place, None) for place in places]

    def with_room(self) -> tuple[Table[int], Table[str]]:
        if any(len(table) > MOST_KEPT for table in self.tables):
            self.tables = ({}, {})
        return self.tables


def learn(which: Q, tables: tuple[Table[int], Table[str]]) -> None:
    """Note those pages and their translations; one query."""
    entries: dict[object, Entry] = {}
    by_id: Table[int] = {}
    by_place: Table[str] = {}
    for pk, place, key, url_path, title, language in readable(which):
        entry = entries.setdefault(key, Entry(below_home(url_path)))
        entry.titles[language] = title
        by_id[pk] = by_place[place] = entry
    # Only now, whole: another thread must not find a page that has one of its languages so far.
    tables[0].update(by_id)
    tables[1].update(by_place)


def readable(which: Q) -> Any:
    """Rows of the pages that can be read, of those and of their translations."""
    own = Q(alias_of__isnull=True) | Q(alias_of__locale_id=F("locale_id"))
    keys = Page.objects.filter(which).order_by().values("translation_key")
    return (
        Page.objects.live()
        .filter(own, depth__gt=1, translation_key__in=keys)
        .order_by()
        .values_list("pk", "path", "translation_key", "url_path", "title", "locale__language_code")
    )


def directory() -> Directory:
    """What this process knows under the present stamp."""
    return stamp.remembered("content.directory", Directory)


def entries_of(ids: Iterable[int]) -> Table[int]:
    """Pages by primary key in any language; None for one that cannot be read."""
    return directory().of_ids(ids)


def entry_of(page_id: int) -> Entry | None:
    return entries_of([page_id])[page_id]


def link_to(page_id: int | None) -> Link | None:
    """The page in the active language, whichever language's primary key is given."""
    return next(iter(links_to([page_id])), None) if page_id else None


def links_to(page_ids: Iterable[int]) -> list[Link]:
    """The same for many, in the order given. What cannot be read in this language is left out: a
    link must not lead into another language without saying so.
    """
    ids = list(page_ids)
    entries = entries_of(ids)
    found = (entries[pk] for pk in ids)
    return [link for entry in found if entry and (link := entry.link(active()))]


def links_above(page: Page) -> list[Link]:
    """From the home page down to the parent of the page."""
    places = [page.path[: depth * page.steplen] for depth in range(2, page.depth or 0)]
    found = directory().of_places(places)
    return [link for entry in found if entry and (link := entry.link(active()))]


def below_home(url_path: str) -> str:
    """`/home-ur/news/roadmap/` is `news/roadmap/`."""
    return url_path.lstrip("/").partition("/")[2]


def active() -> str:
    return (get_language() or "en")[:2]
