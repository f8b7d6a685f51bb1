"""The start page of registration, with what is content and not code: the fee and the validity."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from forms.engine.pages import ServicePage
from forms.freelancers.journey import FREELANCERS


class FreelancersPage(ServicePage):
    """Fee and validity are said of the real registration, with date and source; nothing is paid
    here."""

    service = FREELANCERS
    template = "freelancers/start_page.html"

    fee = models.CharField(
        max_length=200, blank=True,
        help_text="In words, such as: Rs 1,000. Shown with its date; never collected here.",
    )  # fmt: skip
    fee_as_of = models.DateField("fee as of", null=True, blank=True)
    fee_note = models.TextField(
        "source of the fee", blank=True, max_length=500,
        help_text="Who says so, and how sure it is. Plain text.",
    )  # fmt: skip
    validity_months = models.PositiveSmallIntegerField(
        "valid for (months)", default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="Of what is granted from now on. Both languages follow it.",
    )  # fmt: skip

    content_panels = [
        *ServicePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("fee"), FieldPanel("fee_as_of")]),
                FieldPanel("fee_note"),
                FieldPanel("validity_months"),
            ],
            heading="Fee and validity",
        ),
    ]
    override_translatable_fields = [
        *ServicePage.override_translatable_fields,
        SynchronizedField("fee_as_of", overridable=False),
        SynchronizedField("validity_months", overridable=False),
    ]

    @classmethod
    def months_of_validity(cls) -> int | None:
        """What the page in the source language says; None without a page."""
        pages = cls.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return pages.values_list("validity_months", flat=True).first()
