"""Dates in Urdu words, as Pakistani newspapers write them: 13 نومبر 2025.

Names of months and days are CLDR's (`ur`), with پیر for Monday. CLDR puts a comma before the year,
papers do not. Digits are ASCII (CLDR: ur-PK counts in `latn`).
"""

from datetime import date

MONTHS = (
    "جنوری",
    "فروری",
    "مارچ",
    "اپریل",
    "مئی",
    "جون",
    "جولائی",
    "اگست",
    "ستمبر",
    "اکتوبر",
    "نومبر",
    "دسمبر",
)
WEEKDAYS = ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار")


def month_name(day: date) -> str:
    """The name of the date's month: نومبر."""
    return MONTHS[day.month - 1]


def weekday_name(day: date) -> str:
    """The name of the date's day of the week: جمعرات."""
    return WEEKDAYS[day.weekday()]


def in_words(day: date) -> str:
    """The date as 13 نومبر 2025; a datetime gives its own day, in its own time zone."""
    return f"{day.day} {month_name(day)} {day.year}"


def with_weekday(day: date) -> str:
    """The date with its day of the week: جمعرات، 13 نومبر 2025."""
    return f"{weekday_name(day)}، {in_words(day)}"


def month_and_year(day: date) -> str:
    """The date's month: نومبر 2025."""
    return f"{month_name(day)} {day.year}"


def period(start: date, end: date) -> str:
    """From one date to another, naming month and year once where they are the same.

    1 تا 13 نومبر 2025; 1 نومبر تا 2 دسمبر 2025; 1 جولائی 2023 تا 30 جون 2024. One day is that
    day; ValueError when the end is before the start.
    """
    if end < start:
        raise ValueError("A period cannot end before it starts.")
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return in_words(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} تا {in_words(end)}"
    if start.year == end.year:
        return f"{start.day} {month_name(start)} تا {in_words(end)}"
    return f"{in_words(start)} تا {in_words(end)}"
