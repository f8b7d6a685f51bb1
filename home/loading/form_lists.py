"""What can be chosen in forms: universities, degrees, cities, districts, skills …"""

from django.db.models import Model

from forms.internships.models import Degree, InternshipField, University
from forms.lists.models import City, District, Platform, Skill, SkillGroup
from home.loading import files
from home.loading.rows import load_rows

LIST_FILES: list[tuple[str, type[Model]]] = [
    ("lists/universities.yaml", University),
    ("lists/degrees.yaml", Degree),
    ("lists/fields.yaml", InternshipField),
    ("lists/cities.yaml", City),
    ("lists/districts.yaml", District),
    ("lists/platforms.yaml", Platform),
]
SKILLS = "lists/skills.yaml"


def load_lists() -> int:
    """Load all lists; returns how many rows were written."""
    written = sum(load_rows(name, model) for name, model in LIST_FILES)
    groups = files.read(SKILLS)
    bare = [{name: value for name, value in group.items() if name != "skills"} for group in groups]
    written += load_rows(SKILLS, SkillGroup, bare)
    skills = [{**skill, "group": group["code"]} for group in groups for skill in group["skills"]]
    return written + load_rows(SKILLS, Skill, skills)
