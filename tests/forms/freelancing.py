"""A freelancer's answers, and the page on which they are asked."""

from datetime import date
from typing import Any

from wagtail.models import Locale

from forms.freelancers.models import FreelancersPage
from forms.lists.models import District, Platform
from home.models import HomePage
from programs.rows import Region

ANSWERS: dict[str, dict[str, Any]] = {
    "contact": {"email": "ayesha@example.com", "mobile": "0300 1234567"},
    "name": {"full_name": "Ayesha Siddiqui"},
    "identity": {
        "cnic": "35202-1234567-1",
        "birth_date_day": "27", "birth_date_month": "3", "birth_date_year": "1990",
    },
    "gender": {"gender": "woman"},
    "residence": {
        "lives_in": "pakistan", "district": "lahore-district", "country": "", "town": "لاہور",
    },
    "skills": {"skills": ["python", "sql"], "tags": "WordPress، Shopify"},
    "platforms": {
        "platforms": ["upwork", "direct-clients"],
        "links": "https://www.upwork.com/freelancers/ayesha\nfiverr.com/ayesha",
        "portfolio": "example.com/work",
    },
    "tax": {"ntn": "4174941-3"},
    "evidence": {},
    "register": {"in_register": "yes"},
    "consent": {"consent": "on"},
}  # fmt: skip
# Nothing but what must be answered.
SHORTEST: dict[str, dict[str, Any]] = ANSWERS | {
    "name": {"full_name": "Ayesha"},
    "gender": {},
    "residence": {"lives_in": "abroad", "district": "", "country": "AE", "town": "Dubai"},
    "skills": {"tags": "subtitles"},
    "platforms": {"platforms": ["upwork"]},
    "tax": {"ntn": ""},
    "register": {"in_register": "no"},
}


def make_rows() -> None:
    """Districts and platforms, beside the rows that internships use too."""
    punjab, sindh = Region.objects.get(code="PK-PB"), Region.objects.get(code="PK-SD")
    for code, english, urdu, region in (
        ("lahore-district", "Lahore", "لاہور", punjab), ("kasur", "Kasur", "قصور", punjab),
        ("badin", "Badin", "بدین", sindh),
    ):  # fmt: skip
        District.objects.create(code=code, name_en=english, name_ur=urdu, region=region)
    for code, english, urdu in (
        ("upwork", "Upwork", "اپ ورک"), ("direct-clients", "My own clients", "میرے اپنے گاہک"),
    ):  # fmt: skip
        Platform.objects.create(code=code, name_en=english, name_ur=urdu)


def make_page(**more: Any) -> FreelancersPage:
    """The start page in both languages."""
    page = FreelancersPage(
        title="Register as a freelancer",
        slug="register-as-freelancer",
        consent="<p>Your answers are used to decide.</p>",
        confirmation="<p>An officer checks it.</p>",
        retention="Five years.",
        **{"fee": "Rs 1,000", "fee_as_of": date(2026, 11, 21), "fee_note": "By accounts."} | more,
    )
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    urdu = page.copy_for_translation(Locale.objects.get(language_code="ur"))
    urdu.title = "فری لانسر کے طور پر اندراج"
    urdu.fee, urdu.fee_note = "1,000 روپے", "بیانات کے مطابق۔"
    urdu.save_revision().publish()
    return page
