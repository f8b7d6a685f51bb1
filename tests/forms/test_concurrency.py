"""Several clicks at the same moment. Needs rows that are really committed."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from forms.casework.models import Case, CaseEvent
from forms.engine import codes
from forms.engine.models import Draft
from forms.engine.reminding import remind
from forms.outbox.models import Message

CLICKS = 6
committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@committed
def test_clicks_at_the_same_moment_make_one_case(build, new_visitor_alone, shown_form):
    build()
    visitor = new_visitor_alone()
    visitor.answer_all()
    visitor.prove()
    form = shown_form(visitor.get("check"))
    start = Barrier(CLICKS)

    def click(number: int) -> str:
        start.wait()
        try:
            return visitor.client.post(visitor.address("check"), form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        answers = list(pool.map(click, range(CLICKS)))
    assert answers == [visitor.address("done")] * CLICKS
    assert Case.objects.count() == 1
    assert CaseEvent.objects.count() == 1


@committed
def test_pages_sent_at_the_same_moment_are_all_kept(build, new_visitor_alone, answers, shown_form):
    build()
    visitor = new_visitor_alone()
    visitor.answer_until("contact")
    form = shown_form(visitor.get("name"))
    sent = {
        "name": {"full_name": "New Name"},
        "cnic": {"cnic": "61101-7654321-0"},
        "contact": {"email": "new@example.com", "mobile": "0333 7654321"},
        "studies": answers["studies"],
    }
    start = Barrier(len(sent))

    def send(name: str) -> int:
        start.wait()
        try:
            return visitor.client.post(visitor.address(name), form | sent[name]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sent)) as pool:
        assert list(pool.map(send, sent)) == [303] * len(sent)
    draft = Draft.objects.get()
    for name, given in sent.items():
        assert draft.typed(name) == {key: [value] for key, value in given.items()}


def at_once(work, times: int = CLICKS) -> list:
    """What `work(number)` gives, done so many times at the same moment."""
    start = Barrier(times)

    def one(number: int):
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@committed
def test_the_right_code_in_several_windows_makes_one_case(build, new_visitor_alone, shown_form):
    build()
    visitor = new_visitor_alone()
    visitor.answer_all()
    visitor.send("check", {})
    form = shown_form(visitor.get("verify")) | {"code": visitor.mailed_code()}
    answers = at_once(lambda _: visitor.client.post(visitor.address("verify"), form))
    assert {answer["Location"] for answer in answers} == {visitor.address("done")}
    assert Case.objects.count() == 1


@committed
def test_guesses_at_the_same_moment_are_all_counted(build, new_visitor_alone):
    build()
    visitor = new_visitor_alone()
    visitor.answer_all()
    draft = Draft.objects.get()
    codes.send("draft-submit", draft.pk, email_hash=draft.email_hash, language="en")
    right = codes.text_of(codes.current("draft-submit", draft.pk))
    wrong = right[:-1] + ("2" if right[-1] != "2" else "3")
    assert not any(at_once(lambda _: codes.check("draft-submit", draft.pk, wrong)))
    assert not codes.check("draft-submit", draft.pk, right)


@committed
def test_one_link_opened_in_several_browsers_at_once_opens_one(
    build, new_visitor_alone, shown_form
):
    build()
    owner = new_visitor_alone()
    owner.answer_until("name")
    owner.send("save", {"email": "ayesha@example.com"})
    link = re.search(r"/en/\S+/resume/[\w-]+/", owner.mail()[-1].body)[0]
    browsers = [new_visitor_alone() for _ in range(CLICKS)]
    forms = [shown_form(one.client.get(link)) for one in browsers]
    answers = at_once(lambda number: browsers[number].client.post(link, forms[number]))
    assert sorted(answer.status_code for answer in answers) == [303] + [404] * (CLICKS - 1)
    assert sum(one.get("cnic").status_code == 200 for one in browsers) == 1


@committed
def test_two_workers_remind_once(build, new_visitor_alone):
    build()
    new_visitor_alone().answer_until("name")
    Draft.objects.update(expires_at=timezone.now() + timedelta(days=2))
    assert sorted(at_once(lambda _: remind(), 2)) == [0, 1]
    assert Message.objects.count() == 1
