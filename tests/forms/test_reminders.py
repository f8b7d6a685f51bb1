"""Three days before a draft ends its owner is told, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms.engine.models import Draft
from forms.engine.reminding import remind
from forms.outbox.models import Message


def ends_in(**time):
    Draft.objects.update(expires_at=timezone.now() + timedelta(**time))


def test_the_owner_of_a_draft_that_ends_soon_is_told_once(both):
    both.answer_until("name")
    ends_in(days=2, hours=23)
    assert remind() == 1
    assert remind() == 0
    (letter,) = both.mail()
    assert letter.to == ["ayesha@example.com"]
    assert f"/{both.language}/internships/apply/resume/" in letter.body
    assert both.mail() == []


@pytest.mark.parametrize("time", [{"days": 3, "minutes": 5}, {"days": 30}, {"seconds": -1}])
def test_nobody_is_told_earlier_or_when_it_is_over(visitor, time):
    visitor.answer_until("name")
    ends_in(**time)
    assert remind() == 0


def test_nobody_is_told_of_a_form_that_was_submitted(visitor):
    visitor.register()
    ends_in(days=1)
    assert remind() == 0


def test_a_draft_without_an_address_reminds_nobody(visitor):
    visitor.send("contact", {"email": "", "mobile": "1"})
    ends_in(days=1)
    assert remind() == 0


def test_who_goes_on_and_stops_again_is_reminded_again(visitor):
    visitor.answer_until("name")
    ends_in(days=2)
    remind()
    visitor.send("cnic")
    assert remind() == 0
    ends_in(days=1)
    assert remind() == 1
    assert Message.objects.count() == 2


def test_the_link_of_the_reminder_opens_the_draft(visitor, new_visitor, shown_form):
    visitor.answer_until("name")
    ends_in(days=2)
    remind()
    line = next(one for one in visitor.mail()[0].body.splitlines() if "/resume/" in one)
    link = line.removeprefix("http://testserver")
    phone = new_visitor()
    phone.client.post(link, shown_form(phone.client.get(link)))
    assert phone.get("name").status_code == 200


def test_a_draft_of_a_form_that_has_closed_reminds_nobody(dated_page, new_visitor_alone):
    page = dated_page(-5, 0)
    visitor = new_visitor_alone()
    visitor.answer_until("name")
    ends_in(days=2)
    page.closes_at = timezone.localdate() - timedelta(days=1)
    page.save()
    remind()
    assert visitor.mail() == []


def test_the_scheduler_reminds():
    from config.scheduler import jobs

    assert remind in [job.work for job in jobs()]
