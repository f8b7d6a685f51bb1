"""Registration of freelancers: its start page, and the columns of its own."""

from forms.freelancers.pages import FreelancersPage
from forms.freelancers.profile import Freelancer

__all__ = ["Freelancer", "FreelancersPage"]
