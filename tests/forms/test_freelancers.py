"""A freelancer registers: what is asked, what is stored, what is granted."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from forms.casework.columns import columns_of
from forms.casework.erasing import clear
from forms.casework.models import Case, Registration
from forms.engine.encryption import lookup_hash
from forms.freelancers import places, questions
from forms.freelancers.desk import DESK
from forms.freelancers.journey import STEPS
from forms.freelancers.models import Freelancer, FreelancersPage
from forms.freelancers.storing import store_freelancer
from forms.lists import countries
from forms.lists.models import City, District, Skill
from forms.lists.offer import kept_rows
from tests.forms.freelancing import ANSWERS, SHORTEST, make_page, make_rows

OWN_QUERIES = 5


@pytest.fixture
def page(start_page: Any) -> FreelancersPage:
    make_rows()
    return make_page()


@pytest.fixture
def freelancer(page: FreelancersPage, new_visitor_alone: type[Any]) -> Any:
    """Makes a visitor who registers as a freelancer."""

    class Walking(new_visitor_alone):  # type: ignore[misc, valid-type]
        slug, service, page_type = "register-as-freelancer", "freelancers", FreelancersPage

        def __init__(self, language: str = "en", answers: dict[str, Any] = ANSWERS) -> None:
            super().__init__(language)
            self.answers = answers

    return Walking


def stored(reference: str) -> Any:
    return Case.objects.get(reference=reference).freelancer


def judged(form: type[Any], **typed: Any) -> Any:
    found = form.of({name: [given] if isinstance(given, str) else given
                     for name, given in typed.items()})  # fmt: skip
    found.is_valid()
    return found


def cleaned(answers: dict[str, Any] = ANSWERS, **more: Any) -> dict[str, Any]:
    """All answers as a submission hands them over."""
    everything: dict[str, Any] = {}
    for step in STEPS:
        form = judged(step.form, **answers[step.slug])
        assert form.is_valid(), (step.slug, form.errors)
        everything |= form.cleaned_data
    return everything | more


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_whole_way_ends_with_a_case(freelancer, language):
    reference = freelancer(language).register()
    case = Case.objects.get(reference=reference)
    assert (case.service, case.language, case.region) == ("freelancers", language, "PK-PB")
    assert case.applicant_name == "Ayesha Siddiqui"


def test_every_answer_is_stored_in_its_column(freelancer):
    one = stored(freelancer().register())
    assert one.born == date(1990, 3, 27)
    assert (one.gender, one.region.code, one.district.code) == (
        "woman", "PK-PB", "lahore-district",
    )  # fmt: skip
    assert (one.city.code, one.city_other, one.country) == ("lahore", "", "")
    assert sorted(one.skills.values_list("code", flat=True)) == ["python", "sql"]
    assert one.tags == ["WordPress", "Shopify"]
    assert sorted(one.platforms.values_list("code", flat=True)) == ["direct-clients", "upwork"]
    assert one.links == ["https://www.upwork.com/freelancers/ayesha", "https://fiverr.com/ayesha"]
    assert (one.portfolio, one.ntn) == ("https://example.com/work", "41749413")
    assert one.in_public_register is True


@pytest.mark.parametrize("language", ["en", "ur"])
def test_one_name_abroad_with_nothing_optional_is_enough(freelancer, language):
    one = stored(freelancer(language, SHORTEST).register())
    assert one.case.applicant_name == "Ayesha"
    assert (one.country, one.region, one.district, one.city_other) == ("AE", None, None, "Dubai")
    assert (one.gender, one.ntn, one.links, one.portfolio) == ("", "", [], "")
    assert one.in_public_register is False
    assert one.case.region == ""


def test_a_foreign_mobile_number_is_taken(freelancer):
    answers = ANSWERS | {"contact": {"email": "a@example.com", "mobile": "+971 50 123 4567"}}
    assert stored(freelancer(answers=answers).register()).case.phone == "+971501234567"


def test_the_first_question_is_how_to_come_back():
    assert STEPS[0].slug == "contact"


def test_a_dump_of_the_row_shows_no_identifier_and_nothing_typed_freely(freelancer):
    freelancer(answers=ANSWERS | {"residence": {
        "lives_in": "pakistan", "district": "kasur", "country": "", "town": "Chunian",
    }}).register()  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM freelancers_freelancer")
        dump = str(cursor.fetchall())
    for secret in ("1990", "4174941", "upwork.com", "example.com", "WordPress", "Chunian"):
        assert secret not in dump


# Where people live


IN_PAKISTAN = {"lives_in": "pakistan", "town": "Kasur"}
ABROAD = {"lives_in": "abroad", "town": "Dubai"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({**IN_PAKISTAN, "district": "kasur"}, ("pakistan", "kasur", "")),
        ({**ABROAD, "country": "AE"}, ("abroad", "", "AE")),
        ({"district": "kasur", "town": "Kasur"}, ("pakistan", "kasur", "")),
        ({"country": "AE", "town": "Dubai"}, ("abroad", "", "AE")),
        ({**IN_PAKISTAN, "district": "kasur", "country": "AE"}, ("pakistan", "kasur", "")),
        ({**ABROAD, "district": "kasur", "country": "AE"}, ("abroad", "", "AE")),
        ({**ABROAD, "district": "no-such", "country": "AE"}, ("abroad", "", "AE")),
        ({**IN_PAKISTAN, "district": "PK-PB"}, ("pakistan", "PK-PB", "")),
    ],
    ids=["district", "country", "district alone", "country alone", "both, at home", "both, abroad",
         "nonsense in the other branch", "another district"],
)  # fmt: skip
def test_where_somebody_lives_is_understood(page, typed, expected):
    form = judged(questions.ResidenceForm, **typed)
    assert form.is_valid(), form.errors
    found = form.cleaned_data
    assert (found["lives_in"], found["district"], found["country"]) == expected


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"town": "Kasur"}, "lives_in", "Choose whether"),
        ({"district": "kasur", "country": "AE", "town": "x"}, "lives_in", "Choose whether"),
        ({**IN_PAKISTAN, "country": "AE"}, "district", "Choose your district"),
        ({**ABROAD, "district": "kasur"}, "country", "Choose the country"),
        ({**IN_PAKISTAN, "district": "no-such"}, "district", "Choose from the list"),
        ({**ABROAD, "country": "PK"}, "country", "Choose from the list"),
        ({"lives_in": "pakistan", "district": "kasur"}, "town", "Enter the city"),
    ],
)
def test_what_is_missing_of_a_place_is_asked_for_where_it_belongs(page, typed, field, words):
    form = judged(questions.ResidenceForm, **typed)
    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


def test_the_answer_that_was_not_chosen_is_not_read_back(page):
    form = judged(questions.ResidenceForm, **IN_PAKISTAN, district="kasur")
    assert form.void_fields() == {"country"}


@pytest.mark.parametrize("town", ["Lahore", "lahore", "لاہور", "لاھور", " LAHORE "])
def test_a_town_of_the_list_is_found_in_any_spelling(page, town):
    form = judged(questions.ResidenceForm, lives_in="pakistan", district="kasur", town=town)
    found = places.place("kasur", "", form.cleaned_data["town"])
    if town == "لاھور":  # another letter, not another spelling
        assert found.city is None
    else:
        assert (found.city.code, found.city_other) == ("lahore", "")


def test_a_town_abroad_is_not_the_one_at_home(page):
    found = places.place("", "IN", "Lahore")
    assert (found.city, found.city_other) == (None, "Lahore")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_region_offers_another_district_unless_it_has_but_one(page, language):
    with override(language):
        offered = {code for _, options in list(places.districts())[1:] for code, _ in options}
    assert offered == {"lahore-district", "kasur", "PK-PB", "badin"}


def test_a_district_taken_out_of_the_offer_is_not_asked_any_more(page):
    District.objects.get(code="kasur").delete()
    District.objects.create(
        code="gone", name_en="Gone", name_ur="گیا", offered=False,
        region=District.objects.get(code="badin").region,
    )  # fmt: skip
    assert "gone" not in str(places.districts())


@pytest.mark.parametrize("language", ["en", "ur"])
def test_countries_have_names_in_the_visitors_language(language):
    names = countries.names(language)
    assert len(names) > 190
    assert "PK" not in names
    latin = [name for name in names.values() if name.isascii()]
    assert bool(latin) == (language == "en")


# Skills, register


def test_a_skill_in_ones_own_words_is_enough(page):
    assert judged(questions.SkillsForm, tags="subtitles").is_valid()


def test_somebody_without_any_skill_is_asked_for_one(page):
    form = judged(questions.SkillsForm, tags=" ، ")
    assert list(form.errors) == ["skills"]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_nothing_is_chosen_beforehand_about_the_public_register(freelancer, language):
    visitor = freelancer(language)
    visitor.answer_until("evidence")
    assert " checked" not in visitor.get("register").content.decode()
    assert visitor.send("register", {}).status_code == 400


def test_the_gender_may_be_left_out_or_kept_to_oneself(page):
    assert judged(questions.GenderForm).is_valid()
    assert judged(questions.GenderForm, gender="unsaid").is_valid()


# Storing and granting


@pytest.fixture
def case(page: FreelancersPage) -> Any:
    from tests.cases import make_case

    return make_case(service="freelancers", status="in_review")


def test_answers_of_a_returned_case_replace_the_former_ones(case):
    store_freelancer(case, cleaned())
    clear(case)
    store_freelancer(case, cleaned(skills=["sql"], platforms=["upwork"], ntn="", tags=[]))
    one = Freelancer.objects.get(pk=case.pk)
    assert [row.code for row in one.skills.all()] == ["sql"]
    assert [row.code for row in one.platforms.all()] == ["upwork"]
    assert (one.ntn, one.tags) == ("", [])


@pytest.mark.parametrize("answers", [ANSWERS, SHORTEST], ids=["everything", "the least"])
def test_storing_takes_few_queries(case, answers, settings):
    settings.STAMP_SECONDS = 60
    given = cleaned(answers)
    kept_rows(City)  # kept in the process from the first submission on
    with CaptureQueriesContext(connection) as captured:
        store_freelancer(case, given)
    assert len(captured) <= OWN_QUERIES, [one["sql"] for one in captured.captured_queries]


def test_an_answer_does_not_renew_the_cached_pages(case):
    from content import stamp

    before = stamp.current()
    store_freelancer(case, cleaned())
    assert stamp.current() == before


@pytest.mark.parametrize("choice", [True, False])
def test_an_approval_registers_for_as_long_as_the_page_says(case, page, choice):
    FreelancersPage.objects.update(validity_months=6)
    store_freelancer(case, cleaned(in_register="yes" if choice else "no"))
    DESK.approve(Case.objects.get(pk=case.pk), None)
    granted = Registration.objects.get()
    assert granted.number.startswith("FR-")
    assert granted.in_public_register is choice
    assert granted.cnic_hash == lookup_hash("cnic", "3520212345671")
    months = granted.valid_until.month - granted.valid_from.month
    assert months % 12 == 6


def test_without_a_page_an_approval_registers_for_a_year(case, page):
    store_freelancer(case, cleaned())
    for one in page.get_translations(inclusive=True):
        one.delete()
    DESK.approve(Case.objects.get(pk=case.pk), None)
    granted = Registration.objects.get()
    assert granted.valid_until.year == granted.valid_from.year + 1


def test_staff_see_every_answer_and_what_identifies_is_masked(case):
    store_freelancer(case, cleaned())
    fresh: Any = Case.objects.get(pk=case.pk)
    shown = {column.heading: column.text(fresh) for column in DESK.columns}
    assert shown["Region or country"] == "Punjab"
    assert shown["City, town or village"] == "Lahore"
    assert shown["Skills"] == "Databases; Python"
    assert shown["NTN"] == "4174941-3"
    masked = {column.heading for column in DESK.columns if column.personal}
    assert masked == {"Date of birth", "Gender", "Profiles", "Portfolio", "NTN"}


def test_staff_see_the_country_of_somebody_abroad(case):
    store_freelancer(case, cleaned(SHORTEST))
    fresh: Any = Case.objects.get(pk=case.pk)
    shown = {column.heading: column.text(fresh) for column in DESK.columns}
    assert (shown["Region or country"], shown["District"], shown["City, town or village"]) == (
        "United Arab Emirates", "", "Dubai",
    )  # fmt: skip


def test_a_list_of_freelancers_costs_the_same_queries_however_long(case):
    from tests.cases import make_case

    def queries() -> int:
        found = Case.objects.filter(service="freelancers").select_related(*DESK.related)
        with CaptureQueriesContext(connection) as captured:
            for one in found.prefetch_related(*DESK.many):
                [column.text(one) for column in columns_of("freelancers")]
        return len(captured)

    store_freelancer(case, cleaned())
    few = queries()
    for number in range(3):
        more = make_case(service="freelancers", cnic=f"352021234567{number}")
        store_freelancer(more, cleaned())
    assert queries() == few


# The start page


@pytest.mark.parametrize(
    ("language", "fee", "day"),
    [("en", "Rs 1,000", "21 November 2026"), ("ur", "1,000 روپے", "21 نومبر 2026")],
)
def test_the_fee_is_shown_with_its_date_and_source_and_is_not_collected(
    page, client, language, fee, day
):
    shown = client.get(f"/{language}/register-as-freelancer/").content.decode()
    assert fee in shown
    assert day in shown
    assert ("By accounts." if language == "en" else "بیانات کے مطابق۔") in shown
    assert "<form" not in shown.split("<main")[1].split("</main")[0]


def test_a_page_without_a_fee_says_nothing_of_one(start_page, client):
    make_page(fee="", fee_as_of=None, fee_note="")
    assert "Rs" not in client.get("/en/register-as-freelancer/").content.decode()


# The lists that moved


def test_lists_that_moved_kept_their_tables():
    assert City._meta.db_table == "internships_city"
    assert Skill._meta.db_table == "internships_skill"


@pytest.mark.django_db
def test_the_right_to_edit_a_list_that_moved_is_kept():
    """What sites of the first release go through when they migrate."""
    migration = import_module("forms.lists.migrations.0003_grants")
    ContentType.objects.filter(app_label="form_lists", model="city").update(app_label="internships")
    editor = SimpleNamespace(connection=connection)
    migration.move_content_types(apps, editor, old="internships", new="form_lists")
    ContentType.objects.clear_cache()
    moved = ContentType.objects.get(app_label="form_lists", model="city")
    assert moved.permission_set.filter(codename="change_city", group__name="Publishers").exists()
    assert not ContentType.objects.filter(app_label="internships", model="city").exists()
