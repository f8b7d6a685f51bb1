"""Wagtail's explorer in sections with many pages: what it shows, and that it neither counts nor
sorts a page's children to show fifty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from accounts.roles import EDITORS
from content.explorer import ParentPath
from tests.staff.factories import page, signed_in, superuser

pytestmark = pytest.mark.django_db
CHANGED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def section() -> Page:
    """A page with 60 children: a later number is later changed, but for the last ten, without any
    revision; and a grandchild."""
    parent = page("Section")
    for number in range(60):
        page(f"Child {number}", under=parent)
    for number in range(50):
        Page.objects.filter(title=f"Child {number}").update(
            latest_revision_created_at=CHANGED + timedelta(days=number // 2)
        )
    Page.objects.filter(title__in=[f"Child {number}" for number in range(50, 60)]).update(
        latest_revision_created_at=None
    )
    page("Grandchild", under=Page.objects.get(title="Child 3"))
    return Page.objects.get(pk=parent.pk)


def listing(client: Client, parent: Page, **query: Any) -> Any:
    response = client.get(reverse("wagtailadmin_explore", args=[parent.pk]), query)
    assert response.status_code == 200
    return response


def titles(response: Any) -> list[str]:
    return [one.title for one in response.context["object_list"]]


def test_children_stand_last_changed_first_and_each_once(section: Page) -> None:
    client = superuser()
    shown = titles(listing(client, section)) + titles(listing(client, section, p=2))
    assert shown == [f"Child {number}" for number in [*range(49, -1, -1), *range(59, 49, -1)]]


def test_the_number_of_children_is_told(section: Page) -> None:
    response = listing(superuser(), section)
    assert response.context["items_count"] == 60
    assert "1-50 of 60" in " ".join(response.content.decode().split())


def test_a_removed_child_is_not_counted(section: Page) -> None:
    Page.objects.get(title="Child 7").delete()
    assert listing(superuser(), section).context["items_count"] == 59


@pytest.mark.parametrize(
    ("query", "first", "number"),
    [
        ({"ordering": "latest_revision_created_at"}, "Child 50", 60),
        ({"ordering": "title"}, "Child 0", 60),
        ({"ordering": "ord"}, "Child 0", 60),
        ({"q": "Grandchild"}, "Grandchild", 1),
        ({"has_child_pages": "true"}, "Child 3", 1),
    ],
)
def test_other_orders_searches_and_filters_are_wagtail_s_own(
    section: Page, query: dict[str, str], first: str, number: int
) -> None:
    response = listing(superuser(), section, **query)
    assert response.context["items_count"] == number
    if query != {"ordering": "latest_revision_created_at"}:  # ten have no date: any may be first
        assert titles(response)[0] == first
    else:
        assert titles(response)[0] in {f"Child {one}" for one in range(50, 60)}


def test_pages_are_found_by_whose_they_are_and_by_who_changed_them(section: Page) -> None:
    client, other = superuser(), signed_in(EDITORS)
    Page.objects.filter(title="Child 8").update(owner=other.user)
    PageLogEntry.objects.log_action(
        instance=Page.objects.get(title="Child 9"), action="wagtail.edit", user=other.user
    )
    filters = listing(client, section).context["filters"].form.fields
    for name in ("owner", "edited_by"):
        assert list(filters[name].queryset) == [other.user]
    assert titles(listing(client, section, owner=other.user.pk)) == ["Child 8"]
    assert titles(listing(client, section, edited_by=other.user.pk)) == ["Child 9"]


def test_an_editor_sees_all_children_of_what_is_theirs(section: Page) -> None:
    assert listing(signed_in(EDITORS), section).context["items_count"] == 60


def test_who_may_see_one_child_is_told_of_one(section: Page) -> None:
    group = Group.objects.create(name="Of one page")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    for title in ("Child 3", "Child 4"):
        of = Page.objects.get(title=title)
        GroupPagePermission.objects.create(group=group, page=of, permission=right)
    response = listing(signed_in("Of one page"), section)
    assert sorted(titles(response)) == ["Child 3", "Child 4"]
    assert response.context["items_count"] == 2


def test_the_root_and_a_page_without_children(section: Page) -> None:
    client = superuser()
    assert titles(listing(client, Page.get_first_root_node()))
    assert listing(client, Page.objects.get(title="Child 5")).context["items_count"] == 0


def test_children_are_not_counted(section: Page) -> None:
    client = superuser()
    with CaptureQueriesContext(connection) as captured:
        listing(client, section)
    counting = [
        one["sql"] for one in captured.captured_queries
        if "COUNT(" in one["sql"].upper() and '"path"' in one["sql"]
    ]  # fmt: skip
    assert counting == []


def test_children_are_not_sorted(section: Page) -> None:
    """The index has them in the order that is shown."""
    children = (
        Page.objects.alias(parent=ParentPath())
        .filter(parent=section.path)
        .order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which prefers to sort what is as little as here
            for way in ("seqscan", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        plan = children[:50].explain()
    assert "content_explorer" in plan
    assert "sort" not in plan.lower()
    assert "TEMP B-TREE" not in plan


def test_the_explorer_costs_the_same_with_one_page_more(section: Page) -> None:
    client = superuser()
    listing(client, section)
    asked = []
    for _ in range(2):
        page("One more", under=section)
        with CaptureQueriesContext(connection) as captured:
            listing(client, section)
        asked.append([one["sql"] for one in captured.captured_queries])
    assert len(asked[0]) == len(asked[1])
