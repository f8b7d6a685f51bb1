"""Each role may do exactly what this table says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, Workflow

from accounts.roles import (
    ADMINISTRATORS,
    ALL_ROLES,
    EDITORS,
    NEEDS_SECOND_FACTOR,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
)
from tests.staff.factories import home, page, refused, signed_in, staff

pytestmark = pytest.mark.django_db


def on_page(action: str, language: str) -> Callable[[Any], bool]:
    def may(user: Any) -> bool:
        subject = page(under=home(language))
        return bool(getattr(subject.permissions_for_user(user), action)())

    return may


def right(name: str) -> Callable[[Any], bool]:
    return lambda user: user.has_perm(name)


def collection(model: str, action: str) -> Callable[[Any], bool]:
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.permissions import policy_registry

    kind = {"image": get_image_model, "document": get_document_model}[model]()

    def may(user: Any) -> bool:
        policy = policy_registry.get_by_type(kind)
        somebody_s = kind(collection=Collection.get_first_root_node())
        if action == "add":
            return policy.user_has_permission(user, action)
        return policy.user_has_permission_for_instance(user, action, somebody_s)

    return may


E, TE, TU, P, A = (EDITORS, TRANSLATORS_EN, TRANSLATORS_UR, PUBLISHERS, ADMINISTRATORS)
TABLE: list[tuple[str, Callable[[Any], bool], set[str]]] = [
    ("enter the staff's side", right("wagtailadmin.access_admin"), set(ALL_ROLES)),
    ("need a second factor", right("accounts.need_second_factor"), set(NEEDS_SECOND_FACTOR)),
    ("edit an English page", on_page("can_edit", "en"), {E, TE, P, A}),
    ("edit an Urdu page", on_page("can_edit", "ur"), {E, TU, P, A}),
    ("add below an English page", on_page("can_add_subpage", "en"), {E, TE, P, A}),
    ("add below an Urdu page", on_page("can_add_subpage", "ur"), {E, TU, P, A}),
    ("publish an English page", on_page("can_publish", "en"), {P, A}),
    ("publish an Urdu page", on_page("can_publish", "ur"), {P, A}),
    ("unpublish an English page", on_page("can_unpublish", "en"), {P, A}),
    ("delete a live English page", on_page("can_delete", "en"), {P, A}),
    ("lock an English page", on_page("can_lock", "en"), {P, A}),
    ("unlock an Urdu page", on_page("can_unlock", "ur"), {P, A}),
    ("translate", right("wagtail_localize.submit_translation"), {E, TE, TU, P, A}),
    ("choose images", collection("image", "choose"), {E, TE, TU, P, A}),
    ("upload images", collection("image", "add"), {E, P, A}),
    ("change anybody's images", collection("image", "change"), {P, A}),
    ("choose documents", collection("document", "choose"), {E, TE, TU, P, A}),
    ("upload documents", collection("document", "add"), {E, P, A}),
    ("change anybody's documents", collection("document", "change"), {P, A}),
    *(
        (f"{action} {row}", right(f"{app}.{action}_{row}"), roles)
        for app, row in [
            ("programs", "figure"), ("programs", "agency"), ("programs", "theme"),
            ("programs", "region"), ("programs", "unit"), ("programs", "source"),
            ("programs", "series"), ("news", "category"),
        ]
        for action, roles in [
            ("view", {E, TE, TU, P, A}), ("add", {P, A}), ("change", {P, A}), ("delete", {A}),
        ]
    ),
    *(
        (f"{action} {row}", right(f"home.{action}_{row}"), {P, A})
        for row in ("menuitem", "noticebanner")
        for action in ("view", "add", "change", "delete")
    ),
    ("change the wording of mail", right("outbox.change_mailtext"), {P, A}),
    ("see messages", right("outbox.view_message"), {A}),
    ("send messages again", right("outbox.retry_message"), {A}),
    ("read the mail on this machine", right("outbox.read_mail"), {A}),
    ("change the site's texts", right("home.change_sitetexts"), {A}),
    ("add users", right("accounts.add_user"), {A}),
    ("change users", right("accounts.change_user"), {A}),
    ("delete users", right("accounts.delete_user"), {A}),
    ("change groups", right("auth.change_group"), {A}),
    ("add redirects", right("wagtailredirects.add_redirect"), {A}),
    ("change languages", right("wagtailcore.change_locale"), {A}),
    ("change workflows", right("wagtailcore.change_workflow"), {A}),
    ("change collections", right("wagtailcore.change_collection"), {A}),
    ("change sites", right("wagtailcore.change_site"), {A}),
]  # fmt: skip


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_role_may_do_what_the_table_says_and_nothing_else_of_it(role: str) -> None:
    user = staff(role)
    may = {what for what, question, _ in TABLE if question(user)}
    assert may == {what for what, _, roles in TABLE if role in roles}


ADDRESSES = [
    ("wagtailusers_users:index", {A}),
    ("wagtailusers_groups:index", {A}),
    ("wagtailredirects:index", {A}),
    ("wagtaillocales:index", {A}),
    ("wagtailimages:index", {E, P, A}),
    ("wagtaildocs:index", {E, P, A}),
    ("wagtailsnippets_programs_figure:list", {E, TE, TU, P, A}),
    ("wagtailsnippets_programs_figure:add", {P, A}),
    ("wagtailsnippets_home_noticebanner:list", {P, A}),
    ("wagtailadmin_home", set(ALL_ROLES)),
]


@pytest.mark.parametrize("role", ALL_ROLES)
@pytest.mark.parametrize(("name", "roles"), ADDRESSES)
def test_an_address_opens_for_the_roles_of_the_table(name: str, roles: set[str], role: str) -> None:
    response = signed_in(role).get(reverse(name))
    opened = response.status_code == 200 and not refused(response)
    assert opened == (role in roles)


def test_wagtail_s_own_first_groups_are_gone() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(ALL_ROLES)


def test_there_is_one_workflow_and_both_trees_have_it() -> None:
    workflow = Workflow.objects.get()
    assert workflow.name == "Review before publishing"
    assert {home("en").get_workflow(), home("ur").get_workflow()} == {workflow}
    (task,) = workflow.tasks
    assert list(task.specific.groups.values_list("name", flat=True)) == [PUBLISHERS]


def test_an_editor_s_page_goes_to_review() -> None:
    english = page(live=False)
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    form = {"title": "About", "slug": english.slug, "body-count": 0, "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0, "comments-MAX_NUM_FORMS": 1000}  # fmt: skip
    signed_in(EDITORS).post(address, {**form, "action-submit": "x"})
    english.refresh_from_db()
    assert english.workflow_in_progress
    assert not english.live


def test_an_editor_cannot_publish_by_forging_the_button() -> None:
    english = page(live=False)
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    form = {"title": "About", "slug": english.slug, "body-count": 0, "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0, "comments-MAX_NUM_FORMS": 1000}  # fmt: skip
    signed_in(EDITORS).post(address, {**form, "action-publish": "x"})
    english.refresh_from_db()
    assert not english.live


# Privacy: everything published is public ----------------------------------------------------------


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_no_page_is_made_private(kind: str) -> None:
    english = page()
    address = reverse("wagtailadmin_pages:set_privacy", args=[english.pk])
    signed_in(is_superuser=True).post(
        address, {"restriction_type": kind, "password": "x", "groups": [Group.objects.first().pk]}
    )
    assert not english.view_restrictions.exists()


def test_no_collection_of_documents_is_made_private() -> None:
    from wagtail.models import Collection, CollectionViewRestriction

    root = Collection.get_first_root_node()
    child = root.add_child(name="Papers")
    address = reverse("wagtailadmin_collections:set_privacy", args=[child.pk])
    assert refused(signed_in(is_superuser=True).post(address, {"restriction_type": "login"}))
    assert not CollectionViewRestriction.objects.exists()
