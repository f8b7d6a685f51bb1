"""The staff's side itself: its policy, its mark, its dashboard."""

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import get_page_models

from accounts.roles import CASE_OFFICERS, PUBLISHERS, TRANSLATORS_UR
from content.staff_scripts import as_data
from tests.staff.factories import change, page, signed_in, superuser, translated

pytestmark = pytest.mark.django_db

DATA = ("application/json", "text/x-template", "text/django-form")


def executable(html: str) -> list[str]:
    """Inline scripts that a browser would run, and handlers in attributes."""
    scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", html, re.DOTALL)
    inline = [body for attributes, body in scripts if not any(kind in attributes for kind in DATA)]
    return inline + re.findall(r"<[^>]*\son[a-z]+=\"[^\"]*\"", html)


ADDRESSES = [
    "/admin/", "/admin/pages/", "/admin/images/", "/admin/images/add/", "/admin/documents/",
    "/admin/images/multiple/add/", "/admin/documents/multiple/add/", "/admin/users/",
    "/admin/users/new/", "/admin/groups/", "/admin/groups/new/", "/admin/redirects/add/",
    "/admin/account/", "/admin/reports/site-history/", "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/", "/admin/reports/locked/", "/admin/workflows/list/",
    "/admin/workflows/add/", "/admin/collections/", "/admin/locales/", "/admin/sites/",
    "/admin/snippets/programs/figure/add/", "/admin/snippets/home/noticebanner/add/",
    "/admin/snippets/programs/figure/", "/admin/localize/reports/translations/",
    "/admin/login/", "/admin/password_reset/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_staff_page_runs_no_inline_script(address: str) -> None:
    response = superuser().get(address, follow=True)
    assert response.status_code == 200
    assert executable(response.content.decode()) == []


@pytest.mark.parametrize(
    "name", ["edit", "history", "usage", "move", "copy", "delete", "unpublish", "add_subpage"]
)
def test_a_page_s_staff_pages_run_no_inline_script(name: str) -> None:
    english = page()
    response = superuser().get(reverse(f"wagtailadmin_pages:{name}", args=[english.pk]))
    assert executable(response.content.decode()) == []


@pytest.mark.parametrize(
    "kind", ["home.homepage", "programs.programmepage", "news.announcementpage"]
)
def test_the_form_of_a_page_runs_no_inline_script(kind: str) -> None:
    model = next(one for one in get_page_models() if one._meta.label_lower == kind)
    user = superuser().user
    handler = model.get_edit_handler()
    instance = model(locale=page().locale)
    form = handler.get_form_class()(instance=instance, for_user=user)
    request = RequestFactory().get("/")
    request.user = user
    panel = handler.get_bound_panel(instance=instance, request=request, form=form)
    html = panel.render_form_content()
    assert "data-start" in html
    assert executable(html) == []


def test_translation_pages_run_no_inline_script() -> None:
    english = page()
    client = superuser()
    submit = client.get(reverse("wagtail_localize:submit_page_translation", args=[english.pk]))
    urdu = translated(english)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[urdu.pk]))
    assert executable(submit.content.decode()) == []
    assert executable(editor.content.decode()) == []


def test_the_policy_of_the_staff_s_side_allows_scripts_in_files_only() -> None:
    policy = superuser().get("/admin/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["script-src"] == "'self'"
    assert rules["default-src"] == "'self'"


def test_the_public_policy_stays_strict() -> None:
    policy = superuser().get("/en/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_a_preview_is_framed_by_the_editor_and_by_nobody_else() -> None:
    english = page()
    client = superuser()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[english.pk])
    form = {"title": "About", "slug": english.slug, "body-count": 0, "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0, "comments-MAX_NUM_FORMS": 1000}  # fmt: skip
    assert client.post(address, form).json()["is_valid"]
    response = client.get(address)
    assert "About" in response.content.decode()
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


def test_data_cannot_end_its_own_script() -> None:
    assert "</script><script>" not in as_data("new PageChooser", ["</script><script>alert(1)"])


def test_the_public_site_knows_no_user_bar() -> None:
    page(slug="about-us")
    assert "wagtail-userbar" not in superuser().get("/en/about-us/").content.decode()


def test_the_mark_and_the_name_of_the_site_are_on_the_staff_s_side() -> None:
    text = superuser().get("/admin/").content.decode()
    assert "img/mark" in text
    assert "Digital Pakistan" in text
    assert "Sign in to Digital Pakistan" in Client().get("/admin/login/").content.decode()


# The dashboard ------------------------------------------------------------------------------------


def dashboard(role: str) -> str:
    return signed_in(role).get("/admin/").content.decode()


def test_nothing_waits_on_a_new_site() -> None:
    assert "Nothing. Every translation is up to date" in dashboard(PUBLISHERS)


def test_a_translator_sees_stale_translations_and_since_when() -> None:
    english = page("About")
    translated(english)
    change(english, summary="New.")
    text = dashboard(TRANSLATORS_UR)
    assert "اردو About" in text
    assert "translation out of date since" in text


def test_a_translator_sees_how_many_pages_lack_a_translation() -> None:
    page()
    assert "Live pages that have no Urdu yet: <strong>1</strong>" in dashboard(TRANSLATORS_UR)


def test_a_publisher_sees_what_is_to_be_reviewed() -> None:
    english = page(live=False)
    english.get_workflow().start(english, superuser().user)
    text = dashboard(PUBLISHERS)
    assert "To review before publishing: <strong>1</strong>" in text
    assert "Awaiting your review" in text


def test_a_publisher_sees_what_is_scheduled() -> None:
    english = page("Later", live=False)
    english.go_live_at = timezone.now() + timedelta(days=3)
    english.save_revision().publish()
    text = dashboard(PUBLISHERS)
    assert "goes live on" in text
    assert "Later" in text


def test_nothing_of_the_pages_is_told_to_case_officers() -> None:
    english = page("Secret plan")
    translated(english)
    change(english, summary="New.")
    assert "Secret plan" not in dashboard(CASE_OFFICERS)
