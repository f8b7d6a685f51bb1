"""Run inside the site: makes the plain form page, drafts that only have to be submitted, and what
is posted to both.

    python prepare_submissions.py FOLDER ROUNDS POSTS

writes the files `plain-0`, `ours-0`, `plain-1` … for `posts.lua`: a line for each post, with the
cookies and CSRF token of a browser of its own.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

import django

django.setup()

from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret  # noqa: E402
from django.utils import timezone  # noqa: E402
from plain_form.models import PlainFormField, PlainFormPage  # noqa: E402

from forms.casework.registry import required  # noqa: E402
from forms.engine import drafts  # noqa: E402
from forms.engine.encryption import lookup_hash  # noqa: E402
from forms.engine.models import Draft  # noqa: E402
from forms.lists.models import District, Platform, Skill  # noqa: E402
from home.models import HomePage  # noqa: E402


def answers(number: int) -> dict[str, dict[str, list[str]]]:
    """A freelancer who does not exist; every number is another person."""
    year = timezone.localdate().year - 30
    return {
        "contact": {"email": [f"person{number}@example.org"], "mobile": [f"03{number:09}"]},
        "name": {"full_name": [f"Person {number}"]},
        "identity": {
            "cnic": [f"35202{number:08}"],
            "birth_date_day": ["1"], "birth_date_month": ["2"], "birth_date_year": [str(year)],
        },
        "gender": {"gender": ["woman"]},
        "residence": {"lives_in": ["pakistan"], "district": [District.objects.all()[0].code],
                      "town": ["Lahore"]},
        "skills": {"skills": [one.code for one in Skill.objects.all()[:3]], "tags": ["Shopify"]},
        "platforms": {"platforms": [one.code for one in Platform.objects.all()[:2]],
                      "links": ["https://example.org/me"], "portfolio": ["example.org/work"]},
        "tax": {"ntn": ["4174941-3"]},
        "evidence": {},
        "register": {"in_register": ["yes"]},
        "consent": {"consent": ["on"]},
    }  # fmt: skip


def make_drafts(number: int) -> list[str]:
    steps = required("freelancers").service.by_slug
    tokens, rows = [], []
    for one in range(number):
        draft, token = drafts.begin("freelancers", "en")
        for slug, typed in answers(one).items():
            if slug in steps:
                draft.keep(slug, typed, complete=True, language="en",
                           email=f"person{one}@example.org")  # fmt: skip
        draft.verified_hash = lookup_hash("email", f"person{one}@example.org")
        draft.consent = {"text": "…", "retention": "…", "language": "en",
                         "at": timezone.now().isoformat()}  # fmt: skip
        tokens.append(token)
        rows.append(draft)
    Draft.objects.bulk_create(rows, batch_size=200)
    return tokens


def make_plain_form() -> dict[str, str]:
    """As many fields as a freelancer answers."""
    page = PlainFormPage(title="Plain form", slug="plain-form")
    names = [f"question {number}" for number in range(16)]
    page.form_fields = [
        PlainFormField(sort_order=place, label=name, field_type="singleline", required=True)
        for place, name in enumerate(names)
    ]
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    return {f"question_{number}": "An answer of usual length" for number in range(16)}


def line(cookies: str, fields: dict[str, str]) -> str:
    """One post: cookies, a tab, the body."""
    secret = _get_new_csrf_string()
    body = urlencode({**fields, "csrfmiddlewaretoken": _mask_cipher_secret(secret)})
    return f"form={secret}{cookies}\t{body}\n"


def write(file: Path, lines: Iterable[str]) -> None:
    file.write_text("".join(lines))


def main(folder: Path, rounds: int, posts: int) -> None:
    plain, tokens = make_plain_form(), make_drafts(rounds * posts)
    for number in range(rounds):
        mine = tokens[number * posts :][:posts]
        write(folder / f"plain-{number}", (line("", plain) for _ in mine))
        write(folder / f"ours-{number}", (line(f"; draft={token}", {}) for token in mine))


main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
