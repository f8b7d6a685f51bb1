"""The stamp: what advances it, what does not, and who sees what was built under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from content import publishing, stamp
from content.models import ContentChange, SiteDocument, SiteImage
from home.rows import MenuItem, NoticeBanner, SiteTexts
from news.models import Category
from tests.machine import pages
from tests.machine.committing import as_if_committed
from tests.sample_files import png
from tests.staff import factories

pytestmark = pytest.mark.django_db


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def publish(page: Any) -> None:
    page.title = "Another title"
    page.save_revision().publish()


def move(page: Any) -> None:
    page.move(pages.section("news"), pos="last-child")


def reorder(page: Any) -> None:
    page.move(page.get_parent().get_first_child(), pos="left")


def rename(page: Any) -> None:
    page.slug = "another-address"
    page.save()


def schedule(page: Any) -> None:
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def image() -> SiteImage:
    return SiteImage.objects.create(title="A picture", file=ImageFile(ContentFile(png(), "a.png")))


def document() -> SiteDocument:
    return SiteDocument.objects.create(title="A file", file=ContentFile(b"text", name="a.txt"))


def replace_file(kept: SiteImage) -> None:
    kept.file = ImageFile(ContentFile(png((80, 80)), "b.png"))
    kept.save()


def retitle(row: Any) -> None:
    field = next(
        name for name in ("title_en", "name_en", "label_en", "title") if hasattr(row, name)
    )
    setattr(row, field, "Another name")
    row.save()


def menu_item() -> MenuItem:
    return MenuItem.objects.create(page=pages.section("news"), label_en="News")


def redirect() -> Redirect:
    return Redirect.objects.create(old_path="/old", redirect_link="/en/")


def notice() -> NoticeBanner:
    return NoticeBanner.objects.create(title_en="Closed", title_ur="بند", on=True)


def change_texts(texts: SiteTexts) -> None:
    texts.site_name_en = "Another name"
    texts.save()


def programme() -> Any:
    pages.programme("Before")
    return fresh(pages.programme("Skills"))


def untranslated() -> Any:
    return factories.page("About")


# By name: what there is, and what staff do to it.
CHANGES: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "a page is published": (programme, publish),
    "a page is unpublished": (programme, lambda page: page.unpublish()),
    "a page is moved": (programme, move),
    "a page is put in another order": (programme, reorder),
    "a page is deleted": (programme, lambda page: page.delete()),
    "a page gets another address": (programme, rename),
    "a page is copied": (programme, lambda page: page.copy(update_attrs={"slug": "copy"})),
    "a page gets an end": (programme, schedule),
    "a page is translated": (untranslated, factories.translated),
    "a row is made": (lambda: None, lambda _: pages.category()),
    "a row is changed": (pages.category, retitle),
    "a row is deleted": (pages.category, Category.delete),
    "a figure is corrected": (pages.figure, retitle),
    "a menu item is made": (lambda: None, lambda _: menu_item()),
    "a menu item is changed": (menu_item, retitle),
    "a menu item is deleted": (menu_item, MenuItem.delete),
    "a notice is changed": (notice, retitle),
    "the site's texts are changed": (SiteTexts.load, change_texts),
    "an image is uploaded": (lambda: None, lambda _: image()),
    "an image gets another title": (image, retitle),
    "an image gets another file": (image, replace_file),
    "an image is deleted": (image, SiteImage.delete),
    "a document is uploaded": (lambda: None, lambda _: document()),
    "a document is changed": (document, retitle),
    "a document is deleted": (document, SiteDocument.delete),
    "a redirect is made": (lambda: None, lambda _: redirect()),
    "a redirect is deleted": (redirect, Redirect.delete),
    "the site gets another root": (lambda: Site.objects.first(), Site.save),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_kind_of_change_advances_the_stamp(change: str) -> None:
    prepare, act = CHANGES[change]
    there = prepare()
    as_if_committed()
    before = stamp.current()
    assert stamp.remembered("test", lambda: "old") == "old"
    act(there)
    assert stamp.remembered("test", lambda: "new") == "new", "within the transaction of the change"
    as_if_committed()
    assert stamp.current() != before
    assert stamp.remembered("test", lambda: "new") == "new"


def test_a_page_that_is_published_on_time_advances_the_stamp() -> None:
    page = programme()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.title = "Later"
    page.save_revision().publish()
    assert publishing.publish_due() is False
    as_if_committed()
    before = stamp.current()
    revisions = page.revisions.filter(approved_go_live_at__isnull=False)
    assert revisions.update(approved_go_live_at=timezone.now() - timedelta(seconds=1)) == 1
    fields = fresh(page).get_latest_revision()
    fields.content["go_live_at"] = None
    fields.save()
    assert publishing.publish_due() is True
    as_if_committed()
    assert (fresh(page).title, stamp.current() != before) == ("Later", True)
    assert publishing.publish_due() is False


def test_a_page_that_comes_to_its_end_is_taken_away_once(monkeypatch: Any) -> None:
    page = programme()
    schedule(page)
    as_if_committed()
    assert publishing.publish_due() is False
    tomorrow = timezone.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert publishing.publish_due() is True
    assert (fresh(page).live, fresh(page).expired) == (False, True)
    as_if_committed()
    assert publishing.publish_due() is False


def test_a_change_that_is_rolled_back_leaves_the_stamp_and_nothing_of_what_it_saw() -> None:
    pages.category()
    as_if_committed()
    before = stamp.current()
    with transaction.atomic():
        retitle(Category.objects.get())
        assert stamp.remembered("names", names) == ["Another name"]
        assert stamp.current() != before
        transaction.set_rollback(True)
    assert stamp.current() == before
    assert stamp.remembered("names", names) == ["Results"]


def names() -> list[str]:
    return list(Category.objects.values_list("name_en", flat=True))


def test_what_is_not_committed_is_kept_for_nobody_else() -> None:
    pages.category()
    as_if_committed()
    before = stamp.current()
    retitle(Category.objects.get())
    assert stamp.remembered("names", names) == ["Another name"]
    found: dict[str, Any] = {}

    def another_thread() -> None:
        found.update(stamp=stamp._seen.stamp, kept=stamp._seen.kept.get(before, {}))

    thread = Thread(target=another_thread)
    thread.start()
    thread.join()
    assert found["stamp"] == before
    assert "names" not in found["kept"]


def test_a_second_change_in_the_same_transaction_writes_nothing_and_is_seen() -> None:
    pages.category()
    as_if_committed()
    retitle(Category.objects.get())
    changes = ContentChange.objects.count()
    first = stamp.current()
    with CaptureQueriesContext(connection) as queries:
        stamp.advance()
    assert (len(queries), ContentChange.objects.count()) == (0, changes)
    assert stamp.current() != first


def test_loading_advances_the_stamp_once_and_shares_nothing_meanwhile() -> None:
    as_if_committed()
    before, changes = stamp.current(), ContentChange.objects.count()
    with stamp.one_change():
        for _ in range(5):
            pages.category().save()
        stamp.remembered("loading", lambda: "half")
    assert "loading" not in stamp._seen.kept.get(before, {})
    assert ContentChange.objects.count() == changes + 1
    as_if_committed()
    assert stamp.current() != before


def test_old_changes_are_removed_and_the_stamp_does_not_return_to_what_it_was() -> None:
    stamps = set()
    for hours in (3, 2, 0):
        stamp.advance()
        as_if_committed()
        ContentChange.objects.filter(pk=ContentChange.objects.latest("pk").pk).update(
            at=timezone.now() - timedelta(hours=hours)
        )
        stamps.add(stamp.current())
    stamp.prune()
    as_if_committed()
    stamps.add(stamp.current())
    assert len(stamps) == 4
    old = ContentChange.objects.filter(at__lt=timezone.now() - timedelta(hours=1))
    assert not old.exists()
    ContentChange.objects.update(at=timezone.now() - timedelta(hours=2))
    stamp.prune()  # all of them are old now
    as_if_committed()
    assert stamp.current() not in stamps
    ContentChange.objects.update(at=timezone.now() - timedelta(hours=2))
    before = stamp.current()
    stamp.prune()
    as_if_committed()
    assert stamp.current() == before, "an hour without a change changes nothing"


def test_what_no_visitor_sees_advances_nothing() -> None:
    page = programme()
    kept = image()
    as_if_committed()
    before = stamp.current()
    kept.get_rendition("fill-20x20")
    page.get_latest_revision_as_object()
    factories.staff("Editors")
    as_if_committed()
    assert stamp.current() == before


def test_reading_the_stamp_is_one_query_and_a_change_of_it_two() -> None:
    as_if_committed()
    stamp.current()
    stamp._seen.read_at = float("-inf")
    with CaptureQueriesContext(connection) as queries:
        stamp.current()
    assert len(queries) == 1
    ContentChange.objects.create()  # another process's
    stamp._seen.read_at = float("-inf")
    with CaptureQueriesContext(connection) as queries:
        stamp.current()
    assert len(queries) == 2, "the rows, and the dates of notices"


def test_pages_of_another_app_count_as_content() -> None:
    """Whatever model a page has, Wagtail saves a row of its own app."""
    assert Page._meta.app_label in stamp.CONTENT_APPS
