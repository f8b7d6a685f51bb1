"""Internship interest: its start page, the lists to choose from, the columns of its own."""

from forms.internships.interest import InternshipInterest
from forms.internships.lists import City, Degree, InternshipField, Skill, SkillGroup, University
from forms.internships.pages import InternshipsPage

__all__ = [
    "City",
    "Degree",
    "InternshipField",
    "InternshipInterest",
    "InternshipsPage",
    "Skill",
    "SkillGroup",
    "University",
]
