"""What is accepted of identifiers, and how it is stored.

Each function takes what was typed, in any spelling that people use, and returns the one stored
form, or None. None of them raises, and each accepts its own result.
"""

import re
from decimal import Decimal
from urllib.parse import urlsplit, urlunsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from forms.engine.text import digits_and_signs, one_line
from urdu.normalise import identifier

CNIC_DIGITS = 13
NTN_DIGITS = frozenset({7, 8, CNIC_DIGITS})  # without and with the check digit; a person's CNIC
LONGEST = 1000  # an identifier longer than this is not looked at

# E.164: a country code that does not begin with 0, fifteen digits at most; seven at least.
_E164 = re.compile(r"\+[1-9]\d{6,14}")
# 03XXXXXXXXX at home, and what people make of it abroad: +92 3…, 92 3…, 0092 3…, +92 03…, 3….
_PAKISTANI_MOBILE = re.compile(r"(?:(?:\+?92)?0?)(3\d{9})")
_PAKISTANI = re.compile(r"\+?92")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CGPA = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?:/4(?:\.0{1,2})?)?")
_POINT = str.maketrans({",": ".", "،": ".", "٫": ".", "۔": ".", " ": None})

_is_https_address = URLValidator(schemes=["https"])


def cnic(typed: str) -> str | None:
    """13 ASCII digits of a CNIC or NICOP.

    There is no public check-digit rule, and the first and last digit are not read: 13 digits are
    all that can be asked (a leading 8 is Azad Jammu and Kashmir, a final 0 occurs).
    """
    plain = digits_and_signs(typed[:LONGEST])
    return plain if len(plain) == CNIC_DIGITS and _is_ascii_number(plain) else None


def grouped_cnic(digits: str) -> str:
    """3520212345671 as 35202-1234567-1; a number of another kind as it is."""
    if len(digits) != CNIC_DIGITS:
        return digits
    return f"{digits[:5]}-{digits[5:12]}-{digits[12:]}"


def ntn(typed: str) -> str | None:
    """A national tax number: seven digits, an eighth to check them, or the CNIC of a person."""
    plain = digits_and_signs(typed[:LONGEST])
    return plain if len(plain) in NTN_DIGITS and _is_ascii_number(plain) else None


def grouped_ntn(digits: str) -> str:
    """41749413 as 4174941-3."""
    if len(digits) == CNIC_DIGITS:
        return grouped_cnic(digits)
    return f"{digits[:7]}-{digits[7:]}" if len(digits) > 7 else digits


def mobile(typed: str) -> str | None:
    """E.164 of a Pakistani mobile number (03…, +92…, 0092…) or of a foreign number with its
    country code."""
    plain = digits_and_signs(typed[:LONGEST])
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    if at_home := _PAKISTANI_MOBILE.fullmatch(plain):
        return f"+92{at_home[1]}"
    if _PAKISTANI.match(plain) or not plain.isascii():
        return None
    return plain if _E164.fullmatch(plain) else None


def is_known_number(e164: str) -> bool:
    """Whether libphonenumber knows the range. It lags behind operators: warn, never refuse."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return False


def grouped_number(e164: str) -> str:
    """+923001234567 as 0300 1234567, foreign numbers in their country's groups."""
    if at_home := re.fullmatch(r"\+92(3\d\d)(\d{7})", e164):
        return f"0{at_home[1]} {at_home[2]}"
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def email(typed: str) -> str | None:
    """An e-mail address, its domain in lower case (the part before @ belongs to its server)."""
    plain = "".join(identifier(typed[:LONGEST]).replace("۔", ".").split())
    local, at, domain = plain.rpartition("@")
    address = f"{local}{at}{domain.lower()}"
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address


def cgpa(typed: str) -> Decimal | None:
    """A grade point average from 0.00 to 4.00; `3,5`, `۳٫۵` and `3.5/4` are read too."""
    plain = identifier(typed[:LONGEST]).translate(_POINT)
    match = _CGPA.fullmatch(plain) if plain.isascii() else None
    value = Decimal(match[1]).quantize(Decimal("0.01")) if match else None
    return value if value is not None and value <= 4 else None


def whole_number(typed: str) -> int | None:
    """A whole number in digits of any script; up to nine digits, so that every column holds it."""
    plain = digits_and_signs(typed[:LONGEST]).replace(",", "")
    return int(plain) if _is_ascii_number(plain) and len(plain) <= 9 else None


def https_address(typed: str) -> str | None:
    """An https address; `https://` is added where it is missing and put in place of `http://`.

    The host needs a dot, and nobody's user name may stand before it.
    """
    plain = "".join(one_line(typed[: LONGEST * 2]).split())
    if not _SCHEME.match(plain):
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        if parts.scheme == "http":
            parts = parts._replace(scheme="https")
        address = urlunsplit(parts)
        _is_https_address(address)
    except (ValidationError, ValueError):
        return None
    host = parts.hostname or ""
    named = "." in host and not host.replace(".", "").isdecimal()
    return address if named and "@" not in parts.netloc else None


def _is_ascii_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()
