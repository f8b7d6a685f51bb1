"""What Django shows in Urdu, with our formats and our catalogue in place of its own."""

from datetime import date, datetime, timedelta

import pytest
from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.validators import MinLengthValidator
from django.utils import formats, timesince
from django.utils.translation import gettext, ngettext, override

from config.catalogues import compile_catalogues
from config.catalogues.files import LIBRARIES, ROOT
from urdu.dates import in_words


@pytest.fixture(autouse=True)
def urdu(settings, tmp_path):
    """Urdu is active, with the project's formats and the libraries' catalogue, freshly compiled."""
    catalogue = tmp_path / LIBRARIES
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes((ROOT / LIBRARIES).read_bytes())
    compile_catalogues(tmp_path)
    settings.LOCALE_PATHS = [tmp_path / "locale/libraries"]
    settings.FORMAT_MODULE_PATH = "config.formats"
    formats.reset_format_cache()
    with override("ur"):
        yield
    formats.reset_format_cache()


def test_dates_are_written_as_in_papers():
    day = date(2025, 11, 13)
    assert formats.date_format(day) == in_words(day) == "13 نومبر 2025"


def test_a_time_needs_no_part_of_the_day():
    assert formats.date_format(datetime(2025, 11, 13, 17, 5), "DATETIME_FORMAT") == (
        "13 نومبر 2025، 17:05"
    )


def test_english_dates_have_the_day_first():
    with override("en"):
        assert formats.date_format(date(2025, 11, 13)) == "13 November 2025"


@pytest.mark.parametrize("language", ["en", "ur"])
def test_digits_are_grouped_by_three(language):
    with override(language):
        assert intcomma(1234567) == "1,234,567"
        assert formats.number_format(0.5) == "0.5"


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_typed_date_has_the_day_first(language):
    with override(language):
        assert forms.DateField().clean("02/03/2026") == date(2026, 3, 2)
        assert forms.DateField().clean("2026-03-02") == date(2026, 3, 2)


def test_our_urdu_stands_in_front_of_djangos():
    assert gettext("This field is required.") == "یہ خانہ پُر کرنا لازمی ہے۔"
    assert gettext("Yes") == "ہاں"


def test_messages_that_django_lacks_in_urdu_are_urdu():
    with pytest.raises(forms.ValidationError, match="درست ای میل پتہ لکھیں۔"):
        forms.EmailField().clean("nobody")
    with pytest.raises(forms.ValidationError, match="کم از کم 5 حروف لکھیں"):
        MinLengthValidator(5)("abc")


def test_one_and_many_are_told_apart():
    assert ngettext("%(num)d hour", "%(num)d hours", 1) == "%(num)d گھنٹہ"
    assert ngettext("%(num)d hour", "%(num)d hours", 5) == "%(num)d گھنٹے"


def test_a_duration_is_joined_by_an_urdu_comma():
    start = datetime(2025, 1, 1)
    words = timesince.timesince(start, start + timedelta(days=8))
    assert words.replace("\u00a0", " ") == "1 ہفتہ، 1 دن"


def test_a_label_that_ends_with_urdu_punctuation_gets_no_colon():
    class Question(forms.Form):
        name = forms.CharField(label="آپ کا نام؟")

    assert "؟:" not in str(Question()["name"].label_tag())
