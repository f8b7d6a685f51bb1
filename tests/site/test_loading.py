"""Content is loaded once, follows its files, and never overwrites what staff changed."""

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page

from home.loading import files
from home.loading.pages import PageLoader
from home.models import InformationPage
from news.models import AnnouncementPage
from programs.models import Figure, ProgrammePage

pytestmark = pytest.mark.usefixtures("content")


def page_at(path: str) -> Page:
    return PageLoader().find(path)


def test_at_least_eighteen_programmes_and_eight_announcements_in_each_language() -> None:
    for code in ("en", "ur"):
        locale = Locale.objects.get(language_code=code)
        assert ProgrammePage.objects.live().filter(locale=locale).count() >= 18
        assert AnnouncementPage.objects.live().filter(locale=locale).count() >= 8


def test_a_second_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content")
    assert "0 pages and 0 rows" in capsys.readouterr().out


def test_what_staff_changed_is_not_overwritten() -> None:
    page = page_at("about")
    page.title = "About us, by staff"
    page.save_revision().publish()
    Figure.objects.filter(code="it-exports-fy24").update(value="9.9")
    call_command("load_content")
    page.refresh_from_db()
    assert page.title == "About us, by staff"
    assert str(Figure.objects.get(code="it-exports-fy24").value) == "9.9000"


def test_what_staff_deleted_does_not_come_back() -> None:
    for page in page_at("help").get_translations(inclusive=True):
        page.delete()
    call_command("load_content")
    assert page_at("help") is None


def test_a_changed_file_changes_its_page_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {
        **files.read("pages/about.yaml"),
        "summary": {"en": "New words.", "ur": "نئے الفاظ۔"},
    }
    read = files.read
    monkeypatch.setattr(
        files, "read", lambda name: changed if name == "pages/about.yaml" else read(name)
    )
    call_command("load_content")
    page = page_at("about")
    urdu = page.get_translation(Locale.objects.get(language_code="ur")).specific
    assert (page.summary, urdu.summary) == ("New words.", "نئے الفاظ۔")
    assert urdu.stale_since is None


def test_removing_the_demonstration_leaves_an_empty_site_that_still_answers(client) -> None:
    call_command("remove_demonstration", yes=True)
    assert not Figure.objects.exists()
    assert not ProgrammePage.objects.exists()
    assert not InformationPage.objects.exists()
    for path in ("/en/", "/ur/", "/en/programs/", "/ur/news/", "/ur/figures/", "/en/internships/"):
        assert client.get(path).status_code == 200
    call_command("load_content")
    assert not Figure.objects.exists(), "the demonstration must not come back"


def as_information_page(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """The file of a page as it would be if it named another type."""
    texts = {name: files.read(f"pages/{path}.yaml")[name] for name in ("title", "summary", "body")}
    changed = {"type": "home.InformationPage", **texts}
    read = files.read
    monkeypatch.setattr(
        files, "read", lambda name: changed if name == f"pages/{path}.yaml" else read(name)
    )


def test_a_page_follows_its_file_to_another_type_and_stays_the_same_page(
    monkeypatch: pytest.MonkeyPatch, client
) -> None:
    before = page_at("register-as-freelancer")
    with monkeypatch.context() as patch:
        as_information_page(patch, "register-as-freelancer")
        call_command("load_content")
        other = page_at("register-as-freelancer")
        assert (type(other), other.pk) == (InformationPage, before.pk)
        assert client.get("/ur/register-as-freelancer/").status_code == 200
    call_command("load_content")
    again = page_at("register-as-freelancer")
    urdu = again.get_translation(Locale.objects.get(language_code="ur")).specific
    assert (type(again), again.pk) == (type(before), before.pk)
    assert (type(urdu), urdu.fee) == (type(before), "1,000 روپے؛ تجدید 3,500 روپے سالانہ")
    assert urdu.stale_since is None
    assert not InformationPage.objects.filter(pk=before.pk).exists()
    assert "/apply/" in client.get("/ur/register-as-freelancer/").content.decode()


def test_a_page_that_staff_changed_keeps_its_type_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = page_at("about")
    page.title = "About us, by staff"
    page.save_revision().publish()
    changed = {**files.read("pages/about.yaml"), "type": "forms.hosts.HostsPage"}
    read = files.read
    monkeypatch.setattr(
        files, "read", lambda name: changed if name == "pages/about.yaml" else read(name)
    )
    call_command("load_content")
    assert isinstance(page_at("about"), InformationPage)
    assert "“about” is now of another type, but staff have changed it" in capsys.readouterr().out
