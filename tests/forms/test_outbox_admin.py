"""Staff see what was sent and what was not, word the mail, and read it on their own machine."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage, mailers
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.roles import ADMINISTRATORS, ALL_ROLES, CASE_OFFICERS, PUBLISHERS
from forms.outbox import local
from forms.outbox.models import MailText, Message, State
from forms.outbox.queue import queue
from forms.outbox.sending import send_due, take
from forms.outbox.testing import deliver
from tests.forms.mailing import (
    ADDRESS,
    BODY_EN,
    BODY_UR,
    KIND,
    LINK,
    NAME,
    make_kind,
    make_words,
    raising,
    registered,
)
from tests.second_factor import verify
from tests.staff import factories
from tests.staff.factories import refused

pytestmark = pytest.mark.django_db
DATA = ("application/json", "text/x-template", "text/django-form")


def signed_in(role: str | None = None, **fields: object) -> Client:
    """Proven by a second factor, which the pages of mail ask for."""
    client = factories.signed_in(role, **fields)
    verify(client, client.user)
    return client


def superuser() -> Client:
    return signed_in(is_superuser=True)


@pytest.fixture(autouse=True)
def kind(db):
    with registered():
        make_words()
        yield make_kind()


@pytest.fixture
def on_this_machine(settings, tmp_path):
    settings.MAILERS = {"default": {"BACKEND": local.BACKEND, "OPTIONS": {"folder": tmp_path}}}
    return tmp_path


def queued(language: str = "en", **more: object) -> Message:
    queue(KIND, 17, language=language, **more)
    return Message.objects.order_by("-queued_at").first()


def failed() -> Message:
    message = queued()
    Message.objects.filter(pk=message.pk).end(State.FAILED)
    return message


def again(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def text_of(client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


# Messages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ALL_ROLES)
def test_messages_are_seen_by_administrators_only(role: str) -> None:
    client, message = signed_in(role), failed()
    for response in (
        client.get(reverse("outbox")),
        client.get(reverse("outbox_message", args=[message.pk])),
    ):
        assert (response.status_code == 200) == (role == ADMINISTRATORS)
        assert refused(response) == (role != ADMINISTRATORS)


def test_the_list_says_what_became_of_each_message() -> None:
    queued()
    deliver()
    failed()
    text = text_of(signed_in(ADMINISTRATORS), "outbox")
    assert "Could not be sent" in text
    assert "Sent" in text
    assert "Test code" in text
    assert ADDRESS not in text


def test_the_list_is_filtered_by_state() -> None:
    shown, hidden = failed(), queued()
    text = signed_in(ADMINISTRATORS).get(reverse("outbox"), {"state": "failed"}).content.decode()
    assert str(shown.pk) in text
    assert str(hidden.pk) not in text


def test_the_list_costs_the_same_for_one_and_for_many(django_assert_max_num_queries) -> None:
    client = signed_in(ADMINISTRATORS)
    failed()
    client.get(reverse("outbox"))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse("outbox"))
    for _ in range(20):
        failed()
    with django_assert_max_num_queries(20) as many:
        client.get(reverse("outbox"))
    assert len(few) == len(many)


def test_a_message_shows_each_attempt_and_its_error() -> None:
    make_kind(raising(RuntimeError(f"about {ADDRESS}")))
    message = queued()
    send_due()
    text = text_of(signed_in(ADMINISTRATORS), "outbox_message", message.pk)
    assert "RuntimeError" in text
    assert "Did not succeed, to be tried again" in text
    assert ADDRESS not in text


def test_staff_ask_for_a_failed_message_again_and_it_is_sent() -> None:
    message, client = failed(), signed_in(ADMINISTRATORS)
    response = client.post(reverse("outbox_again", args=[message.pk]))
    assert response.url == reverse("outbox_message", args=[message.pk])
    assert len(deliver()) == 1
    entry = ModelLogEntry.objects.get(action="outbox.again")
    assert (entry.object_id, entry.user) == (str(message.pk), client.user)


def test_staff_give_a_message_up() -> None:
    message = failed()
    signed_in(ADMINISTRATORS).post(reverse("outbox_give_up", args=[message.pk]))
    assert again(message).state == State.DROPPED
    assert deliver() == []


def test_what_was_sent_is_not_sent_again_by_asking() -> None:
    message = queued()
    deliver()
    client = signed_in(ADMINISTRATORS)
    text = text_of(client, "outbox_message", message.pk)
    assert "Send it now" not in text
    client.post(reverse("outbox_again", args=[message.pk]))
    assert deliver() == []


def test_what_a_worker_is_sending_is_left_alone() -> None:
    message = queued()
    take()
    signed_in(ADMINISTRATORS).post(reverse("outbox_again", args=[message.pk]))
    assert again(message).leased_until
    assert deliver() == []


@pytest.mark.parametrize("role", [PUBLISHERS, CASE_OFFICERS])
@pytest.mark.parametrize("name", ["outbox_again", "outbox_give_up"])
def test_nobody_else_decides_about_a_message(role: str, name: str) -> None:
    message = failed()
    assert refused(signed_in(role).post(reverse(name, args=[message.pk])))
    assert again(message).state == State.FAILED


@pytest.mark.parametrize("name", ["outbox_message", "outbox_again", "outbox_give_up"])
def test_a_message_that_does_not_exist_is_not_found(name: str) -> None:
    client = signed_in(ADMINISTRATORS)
    ask = client.get if name == "outbox_message" else client.post
    assert ask(reverse(name, args=[uuid4()])).status_code == 404


# The dashboard ------------------------------------------------------------------------------------


def test_the_dashboard_says_how_much_could_not_be_sent() -> None:
    failed()
    failed()
    text = text_of(signed_in(ADMINISTRATORS), "wagtailadmin_home")
    assert "Mail that could not be sent: <strong>2</strong>" in text


def test_the_dashboard_says_when_no_worker_sends() -> None:
    queued(due_at=timezone.now() - timedelta(hours=1))
    text = text_of(signed_in(ADMINISTRATORS), "wagtailadmin_home")
    assert "should have left long ago: <strong>1</strong>" in text


def test_the_dashboard_is_silent_when_nothing_failed() -> None:
    queued()
    deliver()
    assert "unsent-mail" not in text_of(signed_in(ADMINISTRATORS), "wagtailadmin_home")


def test_the_dashboard_tells_nobody_else() -> None:
    failed()
    assert "unsent-mail" not in text_of(signed_in(PUBLISHERS), "wagtailadmin_home")


# Wording ------------------------------------------------------------------------------------------


def wording(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_outbox_mailtext:{name}", args=args)


FORM = {
    "subject_en": "A code for {service}", "subject_ur": "{service} کا کوڈ",
    "body_en": BODY_EN, "body_ur": BODY_UR,
}  # fmt: skip


def save(client, **fields: str) -> str:
    row = MailText.objects.get(code=KIND)
    return client.post(wording("edit", row.pk), FORM | fields, follow=True).content.decode()


@pytest.mark.parametrize("role", ALL_ROLES)
def test_wording_is_edited_by_publishers_and_administrators(role: str) -> None:
    client = signed_in(role)
    save(client)
    changed = MailText.objects.get(code=KIND).subject_en == FORM["subject_en"]
    assert changed == (role in {PUBLISHERS, ADMINISTRATORS})


def test_wording_is_stored_with_plain_line_ends() -> None:
    save(signed_in(PUBLISHERS), body_en=BODY_EN.replace("\n", "\r\n"))
    assert MailText.objects.get(code=KIND).body_en == BODY_EN


def test_the_form_says_what_can_be_filled_in() -> None:
    row = MailText.objects.get(code=KIND)
    text = signed_in(PUBLISHERS).get(wording("edit", row.pk)).content.decode()
    assert "<code>{code}</code>" in text
    assert "Six characters." in text
    assert re.search(r'<textarea[^>]*name="body_ur"[^>]*dir="rtl"', text)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body_en": BODY_EN + "{surname}"}, "{surname} is not known here"),
        ({"subject_ur": "{name}"}, "{name} tells something of the person"),
        ({"body_ur": "کچھ نہیں"}, "{code} is missing"),
        ({"subject_en": ""}, "This field is required"),
    ],
)
def test_wording_that_cannot_be_sent_is_refused_with_the_reason(fields, said) -> None:
    before = MailText.objects.filter(code=KIND).values().get()
    assert said in save(signed_in(PUBLISHERS), **fields)
    assert MailText.objects.filter(code=KIND).values().get() == before


def test_nobody_adds_or_deletes_wording_not_even_a_superuser() -> None:
    row = MailText.objects.get(code=KIND)
    for client in (superuser(), signed_in(ADMINISTRATORS)):
        assert refused(client.get(wording("add")))
        assert refused(client.post(wording("delete", row.pk)))
        bulk = reverse("wagtail_bulk_action", args=["outbox", "mailtext", "delete"])
        client.post(f"{bulk}?id={row.pk}")
        text = client.get(wording("list")).content.decode()
        assert wording("add") not in text
    assert MailText.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("language", "word"), [("en", "Dear"), ("ur", "محترم")])
def test_wording_is_previewed_in_both_languages_before_it_is_saved(language, word) -> None:
    client, row = signed_in(PUBLISHERS), MailText.objects.get(code=KIND)
    body = {"en": f"{BODY_EN} New.", "ur": f"{BODY_UR} نیا۔"}
    form = FORM | {"body_en": body["en"], "body_ur": body["ur"]}
    address = wording("preview_on_edit", row.pk) + f"?mode={language}"
    assert client.post(address, form).json()["is_valid"]
    response = client.get(address)
    text = response.content.decode()
    assert word in text
    assert ("New." if language == "en" else "نیا۔") in text
    assert f'lang="{language}"' in text
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_wording_survives_the_removal_of_the_demonstration() -> None:
    from home.emptying import empty_site

    before = set(MailText.objects.values_list("code", flat=True))
    empty_site()
    assert set(MailText.objects.values_list("code", flat=True)) == before


# Mail on this machine -----------------------------------------------------------------------------


@pytest.mark.usefixtures("on_this_machine")
@pytest.mark.parametrize("role", ALL_ROLES)
def test_mail_on_this_machine_is_read_by_administrators_only(role: str) -> None:
    message = queued()
    send_due()
    client = signed_in(role)
    for name, args in [
        ("local_mail", []), ("local_mail_one", [message.pk]), ("local_mail_html", [message.pk]),
    ]:  # fmt: skip
        response = client.get(reverse(name, args=args))
        assert (response.status_code == 200) == (role == ADMINISTRATORS)
        assert (ADDRESS in response.content.decode()) <= (role == ADMINISTRATORS)


@pytest.mark.usefixtures("on_this_machine")
def test_mail_is_listed_newest_first_and_shown_with_links_that_work() -> None:
    first, second = queued("en"), queued("ur")
    send_due()
    client = superuser()
    text = text_of(client, "local_mail")
    assert text.index(str(second.pk)) < text.index(str(first.pk))
    one = text_of(client, "local_mail_one", first.pk)
    assert ADDRESS in one
    assert NAME in one
    assert f'<a href="{LINK}"' in one
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in one


@pytest.mark.usefixtures("on_this_machine")
def test_the_html_of_a_mail_is_framed_and_runs_nothing() -> None:
    message = queued("ur")
    send_due()
    response = superuser().get(reverse("local_mail_html", args=[message.pk]))
    assert "محترم" in response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.usefixtures("on_this_machine")
def test_a_message_leads_to_its_mail() -> None:
    message = queued()
    send_due()
    text = text_of(signed_in(ADMINISTRATORS), "outbox_message", message.pk)
    assert reverse("local_mail_one", args=[message.pk]) in text


def test_a_mail_is_readable_by_its_owner_alone_and_kept_once(on_this_machine) -> None:
    message = queued()
    send_due()
    Message.objects.update(state=State.WAITING, ended_at=None)
    send_due()
    (file,) = on_this_machine.iterdir()
    assert file.name == f"{message.pk}.eml"
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("on_this_machine")
def test_mail_from_elsewhere_is_kept_too() -> None:
    mailers.default.send_messages([EmailMessage("Password", "A link", to=["x@example.org"])])
    (kept,) = local.kept()
    assert "Password" in text_of(superuser(), "local_mail_one", kept.uuid)


def test_with_another_mailer_there_is_no_mail_on_this_machine() -> None:
    message = queued()
    deliver()
    client = superuser()
    for name, args in [
        ("local_mail", []), ("local_mail_one", [message.pk]), ("local_mail_html", [message.pk]),
    ]:  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404
    assert "On this machine" not in text_of(client, "wagtailadmin_home")
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("on_this_machine")
def test_what_is_no_mail_is_not_shown(on_this_machine) -> None:
    (on_this_machine / "notes.eml").write_text("x")
    (on_this_machine / f"{uuid4()}.unfinished").write_text("x")
    assert local.kept() == []
    assert superuser().get(reverse("local_mail_one", args=[uuid4()])).status_code == 404


@pytest.mark.usefixtures("on_this_machine")
def test_a_mangled_mail_is_still_a_page(on_this_machine) -> None:
    name = uuid4()
    (on_this_machine / f"{name}.eml").write_bytes(b"Subject: =?utf-8?b?\xff\r\n\r\n\xff\xfe")
    assert superuser().get(reverse("local_mail_one", args=[name])).status_code == 200
    assert superuser().get(reverse("local_mail")).status_code == 200


# Policy -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("on_this_machine")
def test_the_pages_of_mail_run_no_inline_script() -> None:
    message, client = queued(), superuser()
    send_due()
    failed()
    row = MailText.objects.get(code=KIND)
    for address in [
        reverse("outbox"), reverse("outbox_message", args=[message.pk]), reverse("local_mail"),
        reverse("local_mail_one", args=[message.pk]), wording("list"), wording("edit", row.pk),
        reverse("wagtailadmin_home"),
    ]:  # fmt: skip
        html = client.get(address).content.decode()
        scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
        assert [one for one in scripts if not any(kind in one for kind in DATA)] == [], address
