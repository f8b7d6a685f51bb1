"""Dates in the visitor's language, as the site writes them."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

from urdu import dates


def in_words(day: date) -> str:
    """13 November 2025, 13 نومبر 2025."""
    return dates.in_words(day) if get_language() == "ur" else format_date(day, "j F Y")


def month_in_words(day: date) -> str:
    """November 2025, نومبر 2025."""
    return dates.month_and_year(day) if get_language() == "ur" else format_date(day, "F Y")
