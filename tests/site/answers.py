"""Answers of an invented person, by service, step and field, as they are typed or chosen."""

from typing import Any

type Answers = dict[str, dict[str, Any]]

INTERNSHIPS: Answers = {
    "contact": {"email": "ayesha@example.com", "mobile": "0300 1234567"},
    "name": {"full_name": "Ayesha Siddiqui"},
    "cnic": {"cnic": "35202 1234567 1"},
    "studies": {
        "university": "nust",
        "degree": "bs-computer-science",
        "graduation_month": "6",
        "graduation_year": "2027",
        "cgpa": "3.25",
    },
    "skills": {"skills": ["python", "sql"]},
    "fields": {"fields_of_work": ["software-development"]},
    "cities": {"cities": ["lahore", "karachi"]},
    "availability": {"start_month": "9", "start_year": "2027", "hours": "full-time"},
    "about": {"motivation": "I want to learn how software is made.", "cv_link": "example.com/cv"},
    "consent": {"consent": "on"},
}
FREELANCERS: Answers = {
    "contact": {"email": "ayesha@example.com", "mobile": "+44 7700 900123"},
    "name": {"full_name": "Ayesha"},
    "identity": {
        "cnic": "35202 1234567 1",
        "birth_date_day": "27", "birth_date_month": "3", "birth_date_year": "1990",
    },
    "gender": {"gender": "x"},
    "residence": {"lives_in": "pakistan", "district": "lahore", "town": "Raiwind"},
    "skills": {"skills": ["python", "sql"], "tags": "WordPress، Shopify"},
    "platforms": {
        "platforms": ["upwork", "direct-clients"],
        "links": "https://www.upwork.com/freelancers/a-name-longer-than-a-phone-is-wide-0123456789",
        "portfolio": "example.com/work",
    },
    "tax": {"ntn": "4174941-3"},
    "evidence": {},
    "register": {"in_register": "yes"},
    "consent": {"consent": "on"},
}  # fmt: skip
# By the last part of the address of the start page.
SERVICES = {"internships": INTERNSHIPS, "register-as-freelancer": FREELANCERS}
# Steps of which nothing must be answered.
OPTIONAL = {"gender", "tax", "evidence"}
STEPS = INTERNSHIPS
