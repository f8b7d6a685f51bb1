"""The start page of internship interest."""

from forms.engine.pages import ServicePage
from forms.internships.journey import INTERNSHIPS


class InternshipsPage(ServicePage):
    service = INTERNSHIPS
    template = "form_engine/start_page.html"
