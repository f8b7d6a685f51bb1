"""A page that one language lacks: the site says so and offers the other, and nothing leaks."""

import pytest
from django.test import Client
from wagtail.models import Page

from tests.staff.factories import again, home, locale, page, translated

pytestmark = pytest.mark.django_db


def get(address: str):
    return Client().get(address)


def test_an_untranslated_page_is_offered_in_the_other_language() -> None:
    page("About us", slug="about-us")
    response = get("/ur/about-us/")
    text = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="ur" dir="rtl">' in text
    assert 'href="/en/about-us/"' in text
    assert '<h1 lang="en" dir="ltr">About us</h1>' in text


def test_it_works_the_other_way_round() -> None:
    page("ہمارے بارے میں", under=home("ur"), slug="about-us")
    text = get("/en/about-us/").content.decode()
    assert '<html lang="en" dir="ltr">' in text
    assert 'href="/ur/about-us/"' in text


def test_the_offer_is_not_indexed_and_has_no_canonical_address() -> None:
    page(slug="about-us")
    response = get("/ur/about-us/")
    assert response.headers["X-Robots-Tag"] == "noindex"
    text = response.content.decode()
    assert 'rel="canonical"' not in text
    assert 'hreflang="x-default"' not in text


def test_a_draft_is_offered_to_nobody() -> None:
    page("Secret plans", slug="plans", live=False)
    assert get("/ur/plans/").status_code == 404


def test_an_unpublished_page_is_offered_to_nobody() -> None:
    english = page("Secret plans", slug="plans")
    english.unpublish()
    assert get("/ur/plans/").status_code == 404


def test_a_draft_of_the_translation_does_not_hide_the_offer() -> None:
    english = page(slug="about-us")
    translated(english, live=False)
    assert 'href="/en/about-us/"' in get("/ur/about-us/").content.decode()


def test_a_translated_page_is_served_itself() -> None:
    translated(page("About us", slug="about-us"))
    assert "اردو About us" in get("/ur/about-us/").content.decode()


def test_an_address_that_neither_language_has_is_not_found() -> None:
    assert get("/ur/nothing/").status_code == 404
    assert get("/en/nothing/").status_code == 404


def test_an_alias_of_the_other_language_is_not_passed_off_as_a_translation() -> None:
    english = page("About us", slug="about-us")
    english.copy_for_translation(locale("ur"), alias=True)
    assert 'href="/en/about-us/"' in get("/ur/about-us/").content.decode()


def test_a_home_page_that_is_not_live_is_offered_too() -> None:
    Page.objects.get(pk=home("ur").pk).specific.unpublish()
    text = get("/ur/").content.decode()
    assert '<html lang="ur" dir="rtl">' in text
    assert 'href="/en/"' in text


def test_posting_to_a_missing_page_is_not_found() -> None:
    page(slug="about-us")
    assert Client().post("/ur/about-us/").status_code == 404


def test_the_offer_costs_no_cookie() -> None:
    page(slug="about-us")
    assert not get("/ur/about-us/").cookies


def test_a_stale_translation_says_since_when() -> None:
    from tests.staff.factories import change

    english = page("About us", slug="about-us")
    translated(english)
    change(english, summary="Quite new.")
    text = get("/ur/about-us/").content.decode()
    assert "یہ ترجمہ پرانا ہو چکا ہے" in text
    assert again(english).stale_since is None
