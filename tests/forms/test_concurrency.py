"""Several clicks at the same moment. Needs rows that are really committed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from forms.casework.models import Case, CaseEvent
from forms.engine.models import Draft

CLICKS = 6


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
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


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
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
