"""Internship interest: its start page, the lists of its own, the columns of its own."""

from forms.internships.interest import InternshipInterest
from forms.internships.lists import Degree, InternshipField, University
from forms.internships.pages import InternshipsPage

__all__ = [
    "Degree",
    "InternshipField",
    "InternshipInterest",
    "InternshipsPage",
    "University",
]
