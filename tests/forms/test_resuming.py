"""Save and come back later: a link by e-mail, on any device, once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from forms.casework.models import Case
from forms.engine import drafts
from forms.engine.encryption import lookup_hash
from forms.engine.models import Draft, ResumeLink
from forms.outbox.models import Message, State

ADDRESS = "ayesha@example.com"
LINK = re.compile(r"http://testserver(/(?:en|ur)/internships/apply/resume/[\w-]+/)")


def link_in(letter):
    return LINK.search(letter.body)[1]


def saved_link(visitor, address=ADDRESS):
    """Press the button, give the address, read the mail."""
    visitor.send("save", {"email": address})
    return link_in(visitor.mail()[-1])


def open_link(visitor, shown_form, link):
    """Open the link of the mail and press its button."""
    page = visitor.client.get(link)
    assert page.status_code == 200
    return visitor.client.post(link, shown_form(page))


def test_a_person_who_is_cut_off_goes_on_on_another_device_and_finishes(
    both, new_visitor, shown_form
):
    both.answer_until("skills")
    link = saved_link(both)
    phone = new_visitor(both.language)
    answer = open_link(phone, shown_form, link)
    assert phone.client.get(answer["Location"])["Location"] == phone.address("fields")
    for name in ["fields", "cities", "availability", "about", "consent"]:
        assert phone.send(name).status_code == 303
    # The link has proven the address: no code is asked for.
    assert phone.send("check", {})["Location"] == phone.address("done")
    assert Case.objects.get().applicant_name == "Ayesha Siddiqui"


@pytest.mark.parametrize("name", ["contact", "name", "skills", "consent"])
def test_every_question_offers_to_save_and_keeps_what_was_typed(both, name):
    both.answer_all()
    page = both.get(name).content.decode()
    assert '<button type="submit" class="link-button" name="action" value="save">' in page
    response = both.send(name, {"full_name": "half"}, action="save")
    assert response["Location"] == both.address("save")


def test_what_was_half_typed_is_kept_when_saving(visitor):
    visitor.answer_until("name")
    visitor.send("cnic", {"cnic": "35202-12"}, action="save")
    assert 'value="35202-12"' in visitor.get("cnic").content.decode()


def test_who_saves_in_the_middle_of_a_page_comes_back_to_it(visitor, new_visitor, shown_form):
    """Half a sentence is an answer for the form, but not for who writes it."""
    visitor.answer_until("availability")
    visitor.send("about", {"motivation": "Half a", "cv_link": ""}, action="save")
    phone = new_visitor()
    open_link(phone, shown_form, saved_link(visitor))
    assert phone.get()["Location"] == phone.address("about")
    page = phone.get("about").content.decode()
    assert "Half a" in page
    assert "error-summary" not in page


def test_saving_an_accepted_page_as_it_is_leaves_it_accepted(visitor, answers):
    visitor.answer_all()
    visitor.send("name", answers["name"], query="?change=1", action="save")
    assert visitor.get()["Location"] == visitor.address("check")


def test_the_first_page_can_be_saved_with_nothing_typed(visitor):
    response = visitor.send("contact", {"email": "", "mobile": ""}, action="save")
    assert response["Location"] == visitor.address("save")
    assert visitor.send("save", {"email": ADDRESS})["Location"] == visitor.address("saved")
    assert Draft.objects.get().email == ADDRESS


def test_the_summary_can_be_saved_too(visitor):
    visitor.answer_all()
    assert visitor.send("check", {}, action="save")["Location"] == visitor.address("save")
    assert not Case.objects.exists()


def test_the_address_that_was_answered_stands_in_the_field(both):
    both.answer_until("name")
    assert f'value="{ADDRESS}"' in both.get("save").content.decode()


def test_saving_without_an_address_that_can_be_one_is_refused_with_advice(both):
    both.answer_until("name")
    response = both.send("save", {"email": "ayesha"})
    assert response.status_code == 400
    assert "error-summary" in response.content.decode()
    assert not Message.objects.exists()


def test_the_page_after_saving_shows_the_address_masked_and_both_ways_on(both):
    both.answer_until("name")
    both.send("save", {"email": ADDRESS})
    page = both.get("saved").content.decode()
    assert "a•••@example.com" in page
    assert ADDRESS not in page
    assert f'action="{both.address("clear")}"' in page
    assert f'href="{both.address("cnic")}"' in page


def test_the_mail_is_in_the_language_of_the_page_and_its_link_too(both):
    both.answer_until("name")
    both.send("save", {"email": ADDRESS})
    (letter,) = both.mail()
    assert letter.to == [ADDRESS]
    assert link_in(letter).startswith(f"/{both.language}/")
    assert ADDRESS not in letter.subject


def test_the_row_of_the_mail_holds_neither_token_nor_address(visitor):
    visitor.answer_until("name")
    link = saved_link(visitor)
    token = link.split("/")[-2]
    row = Message.objects.get()
    assert {row.target, row.key} == {str(Draft.objects.get().pk), ""}
    assert ResumeLink.objects.get().token_hash == drafts.token_hash(token)
    assert len(token) >= 43  # 256 bits


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_link_uses_nothing_up(visitor, new_visitor, shown_form, method):
    """Mail scanners open links, as often as they like."""
    visitor.answer_until("name")
    link = saved_link(visitor)
    scanner = new_visitor()
    for _ in range(3):
        assert getattr(scanner.client, method)(link).status_code == 200
    assert not scanner.token
    assert visitor.get("cnic").status_code == 200
    assert open_link(new_visitor(), shown_form, link).status_code == 303


def test_looking_at_the_link_shows_nothing_of_the_answers(both, new_visitor):
    both.answer_all()
    page = new_visitor().client.get(saved_link(both)).content.decode()
    assert not [word for word in ["Ayesha", ADDRESS, "35202", "0300"] if word in page]


def test_no_address_with_the_token_is_told_to_other_pages(visitor, new_visitor, shown_form):
    visitor.answer_until("name")
    link = saved_link(visitor)
    stranger = new_visitor()
    for response in [stranger.client.get(link), open_link(stranger, shown_form, link)]:
        assert response["Referrer-Policy"] == "strict-origin"
        assert response["Cache-Control"] == "no-store"
        assert link not in response.get("Location", "")


def test_the_token_stands_in_no_line_of_the_log(visitor, new_visitor, shown_form, caplog, capfd):
    visitor.answer_until("name")
    link = saved_link(visitor)
    token = link.split("/")[-2]
    open_link(new_visitor(), shown_form, link)
    visitor.client.get(link)
    written = capfd.readouterr()
    assert token not in caplog.text + written.out + written.err
    assert "request" in caplog.text


def test_going_on_elsewhere_ends_the_way_of_the_first_browser(visitor, new_visitor, shown_form):
    visitor.answer_until("name")
    open_link(new_visitor(), shown_form, saved_link(visitor))
    response = visitor.get("cnic")
    assert response["Location"] == visitor.address("no-draft")
    page = visitor.get("no-draft").content.decode()
    assert visitor.address("resume") in page


def test_a_page_of_the_first_browser_that_is_sent_later_is_kept_apart(
    visitor, new_visitor, shown_form
):
    visitor.answer_until("name")
    form = shown_form(visitor.get("cnic"))
    open_link(new_visitor(), shown_form, saved_link(visitor))
    visitor.client.post(visitor.address("cnic"), form | {"cnic": "61101-7654321-0"})
    kept = {draft.typed("cnic").get("cnic", [""])[0] for draft in Draft.objects.all()}
    assert kept == {"", "61101-7654321-0"}


def test_a_used_link_opens_nothing_for_others(both, new_visitor, shown_form):
    both.answer_until("name")
    link = saved_link(both)
    open_link(new_visitor(), shown_form, link)
    thief = new_visitor(both.language)
    page = thief.client.get(link)
    assert page.status_code == 404
    assert thief.address("resume") in page.content.decode()
    assert thief.get("cnic")["Location"] == thief.address("no-draft")


def test_a_link_that_was_shown_before_it_was_used_opens_nothing_afterwards(
    visitor, new_visitor, shown_form
):
    visitor.answer_until("name")
    link = saved_link(visitor)
    thief = new_visitor()
    form = shown_form(thief.client.get(link))
    open_link(new_visitor(), shown_form, link)
    assert thief.client.post(link, form).status_code == 404
    assert not thief.token


def test_the_second_click_on_the_button_finds_the_form_that_the_first_has_opened(
    visitor, new_visitor, shown_form
):
    visitor.answer_until("name")
    link = saved_link(visitor)
    phone = new_visitor()
    form = shown_form(phone.client.get(link))
    first, second = phone.client.post(link, form), phone.client.post(link, form)
    assert first["Location"] == second["Location"] == phone.address()
    assert phone.get("cnic").status_code == 200


def test_an_expired_link_opens_nothing(visitor, new_visitor):
    visitor.answer_until("name")
    link = saved_link(visitor)
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert new_visitor().client.get(link).status_code == 404


@pytest.mark.parametrize("change", [str.swapcase, lambda t: t[:-1], lambda t: t + "A"])
def test_an_altered_link_opens_nothing(visitor, new_visitor, change):
    visitor.answer_until("name")
    link = saved_link(visitor)
    token = link.split("/")[-2]
    assert new_visitor().client.get(link.replace(token, change(token))).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 5000, "-", "_"])
def test_a_guessed_link_opens_nothing_and_says_what_to_do(both, new_visitor, token):
    both.answer_until("name")
    saved_link(both)
    response = new_visitor(both.language).get(f"resume/{token}")
    assert response.status_code == 404
    assert both.address("resume") in response.content.decode()


def test_the_link_of_another_service_opens_nothing(visitor, new_visitor):
    visitor.answer_until("name")
    link = saved_link(visitor)
    Draft.objects.update(service="freelancers")
    assert new_visitor().client.get(link).status_code == 404


def test_a_link_ends_with_its_draft(visitor, new_visitor):
    visitor.answer_until("name")
    link = saved_link(visitor)
    visitor.send("leave", {})
    assert new_visitor().client.get(link).status_code == 404
    assert not ResumeLink.objects.exists()


def test_drafts_that_are_removed_in_one_statement_take_their_links_along(visitor):
    visitor.answer_until("name")
    saved_link(visitor)
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    Draft.objects.expired().discard()
    assert not ResumeLink.objects.exists()


def test_a_link_to_a_submitted_form_opens_nothing(visitor, new_visitor):
    visitor.answer_all()
    link = saved_link(visitor)
    visitor.submit()
    assert new_visitor().client.get(link).status_code == 404


def test_a_link_that_went_to_a_mistyped_address_ends_when_the_address_is_changed(
    visitor, new_visitor
):
    visitor.answer_until("name")
    wrong = saved_link(visitor, "somebody-else@example.com")
    right = saved_link(visitor)
    assert new_visitor().client.get(wrong).status_code == 404
    assert new_visitor().client.get(right).status_code == 200


def test_a_mail_that_waits_goes_to_the_address_that_holds_when_it_is_sent(visitor):
    visitor.answer_until("name")
    visitor.send("save", {"email": "somebody-else@example.com"})
    visitor.send("save", {"email": ADDRESS})
    assert {letter.to[0] for letter in visitor.mail()} == {ADDRESS}


def test_the_first_link_that_is_used_ends_all_others(visitor, new_visitor, shown_form):
    visitor.answer_until("name")
    first, second = saved_link(visitor), saved_link(visitor)
    assert first != second
    open_link(new_visitor(), shown_form, first)
    assert new_visitor().client.get(second).status_code == 404


def test_a_mail_about_a_draft_that_is_gone_is_not_sent(visitor):
    visitor.answer_until("name")
    visitor.send("save", {"email": ADDRESS})
    visitor.send("leave", {})
    assert visitor.mail() == []
    assert Message.objects.get().state == State.DROPPED


def test_another_form_in_this_browser_is_named_before_it_is_put_aside(
    both, new_visitor, shown_form
):
    both.answer_until("skills")
    link = saved_link(both)
    shared = new_visitor(both.language)
    shared.send("contact", {"email": "bilal@example.com", "mobile": "0333 7654321"})
    page = shared.client.get(link).content.decode()
    assert "callout-warning" in page
    assert "bilal" not in page
    open_link(shared, shown_form, link)
    assert shared.get("skills").status_code == 200
    assert Draft.objects.count() == 2
    ask(shared, "bilal@example.com")
    assert link_in(shared.mail()[-1])


def test_the_answered_address_is_the_way_back_without_pressing_save(visitor):
    visitor.send("contact")
    assert Draft.objects.get().email == ADDRESS
    assert Draft.objects.get().email_hash == lookup_hash("email", ADDRESS)


def test_a_corrected_answer_corrects_the_way_back(visitor):
    visitor.send("contact", {"email": "typo@example.com", "mobile": "0300 1234567"})
    visitor.send("contact")
    assert Draft.objects.get().email == ADDRESS


def test_an_address_of_its_own_for_the_way_back_stays(visitor):
    visitor.answer_until("name")
    visitor.send("save", {"email": "elsewhere@example.com"})
    visitor.send("contact", {"email": "new@example.com", "mobile": "0300 1234567"})
    assert Draft.objects.get().email == "elsewhere@example.com"


def ask(visitor, address):
    return visitor.send("resume", {"email": address})


def test_asking_for_a_link_again_answers_everybody_alike(both, new_visitor):
    both.answer_until("name")
    stranger = new_visitor(both.language)
    known, unknown = ask(stranger, ADDRESS), ask(stranger, "nobody@example.com")
    assert known["Location"] == unknown["Location"]
    pages = {stranger.client.get(one["Location"]).content for one in (known, unknown)}
    assert len({re.sub(rb'value="[^"]*"', b"", page) for page in pages}) == 1
    assert [letter.to for letter in both.mail()] == [[ADDRESS]]


def test_one_address_with_several_forms_gets_a_link_to_each(visitor, new_visitor):
    for language in ["en", "ur"]:
        new_visitor(language).answer_until("name")
    ask(visitor, "Ayesha@Example.com")
    assert len({link_in(letter) for letter in visitor.mail()}) == 2


def test_asking_again_finds_neither_submitted_nor_expired_forms(visitor, new_visitor):
    visitor.register()
    new_visitor().answer_until("name")
    Draft.objects.filter(reference="").update(expires_at=timezone.now())
    mail.outbox.clear()
    visitor.mail()
    mail.outbox.clear()
    ask(visitor, ADDRESS)
    assert visitor.mail() == []


def test_links_are_mailed_to_one_address_so_often_an_hour(visitor):
    visitor.answer_until("name")
    answers = [visitor.send("save", {"email": ADDRESS}).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]
    assert visitor.get("cnic").status_code == 200


def test_clearing_the_computer_ends_the_browsers_way_and_keeps_the_answers(
    both, new_visitor, shown_form
):
    both.answer_until("name")
    link = saved_link(both)
    token = both.token
    both.get("clear")
    gone = both.send("clear", {})
    assert gone["Location"] == both.address("cleared")
    assert {cookie["max-age"] for cookie in gone.cookies.values()} == {0}
    assert both.get("cleared").status_code == 200
    both.carry(token)  # kept by somebody
    assert both.get("cnic")["Location"] == both.address("no-draft")
    phone = new_visitor(both.language)
    open_link(phone, shown_form, link)
    assert phone.get("name").status_code == 200


def test_after_submitting_the_computer_can_be_cleared_too(both):
    both.register()
    assert f'action="{both.address("clear")}"' in both.get("done").content.decode()
    both.send("clear", {})
    assert both.get("done")["Location"] == both.address("no-draft")


def test_looking_at_the_page_that_clears_changes_nothing(visitor):
    visitor.answer_until("name")
    assert visitor.get("clear").status_code == 200
    assert visitor.get("cnic").status_code == 200


def test_a_link_leads_nowhere_but_to_the_start_page_after_the_last_day(
    dated_page, new_visitor_alone
):
    page = dated_page(-5, 0)
    visitor = new_visitor_alone()
    visitor.answer_until("name")
    link = saved_link(visitor)
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    assert new_visitor_alone().client.get(link)["Location"] == "/en/internships/"
    assert ResumeLink.objects.get().used_at is None
