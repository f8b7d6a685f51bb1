from datetime import UTC, date, datetime

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from urdu.dates import (
    MONTHS,
    in_words,
    month_and_year,
    month_name,
    period,
    weekday_name,
    with_weekday,
)


def test_a_date_is_written_as_papers_write_it():
    assert in_words(date(2025, 11, 13)) == "13 نومبر 2025"


def test_a_datetime_gives_its_own_day():
    assert in_words(datetime(2025, 11, 13, 23, 59, tzinfo=UTC)) == "13 نومبر 2025"


def test_a_date_can_name_its_weekday():
    assert with_weekday(date(2025, 11, 13)) == "جمعرات، 13 نومبر 2025"


def test_a_month_can_stand_alone():
    assert month_and_year(date(2021, 9, 16)) == "ستمبر 2021"


def test_months_are_named_as_cldr_names_them():
    assert list(MONTHS) == list(get_month_names("wide", locale="ur_PK").values())


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2025, 11, 1), date(2025, 11, 13), "1 تا 13 نومبر 2025"),
        (date(2025, 11, 1), date(2025, 12, 2), "1 نومبر تا 2 دسمبر 2025"),
        (date(2023, 7, 1), date(2024, 6, 30), "1 جولائی 2023 تا 30 جون 2024"),
        (date(2024, 6, 30), date(2024, 6, 30), "30 جون 2024"),
    ],
)
def test_a_period_names_month_and_year_once(start, end, words):
    assert period(start, end) == words


def test_a_period_cannot_run_backwards():
    with pytest.raises(ValueError, match="before it starts"):
        period(date(2025, 1, 2), date(2025, 1, 1))


@given(day=st.dates())
def test_every_date_has_its_month_and_weekday(day):
    assert month_name(day) in in_words(day)
    assert weekday_name(day) in with_weekday(day)
