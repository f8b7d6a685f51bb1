"""Rows of the shell that staff edit in both languages: menus, notice banner, site texts."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page

from content.bilingual import Bilingual, BilingualRow, UrduCharField, UrduTextField
from programs.rows import both


class MenuItem(BilingualRow):
    """A link in the menu or the footer. Leads to a page in the visitor's language."""

    PLACES = [("menu", "Menu"), ("footer", "Footer")]

    place = models.CharField(max_length=6, choices=PLACES, default="menu")
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+",
        help_text="In any language: the visitor gets the page in theirs.",
    )  # fmt: skip
    label_en = models.CharField(
        "label (English)", max_length=40, blank=True, help_text="Empty: the page's title."
    )
    label_ur = UrduCharField("label (Urdu)", max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    label = Bilingual()

    panels = [FieldPanel("place"), FieldPanel("page"), both("label"), FieldPanel("position")]

    class Meta:
        ordering = ["place", "position", "pk"]

    def __str__(self) -> str:
        return self.label_en or self.page.title


class NoticeBanner(BilingualRow):
    """A notice above every page, for a time."""

    TONES = [("note", "Note"), ("warning", "Warning")]
    DATES_DUE = ("begins", "ends")

    title_en = models.CharField("title (English)", max_length=120)
    title_ur = UrduCharField("title (Urdu)", max_length=120)
    text_en = models.TextField("text (English)", max_length=400, blank=True)
    text_ur = UrduTextField("text (Urdu)", max_length=400, blank=True)
    tone = models.CharField(max_length=7, choices=TONES, default="note")
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Where the notice leads to, if anywhere.",
    )  # fmt: skip
    on = models.BooleanField("switched on", default=False)
    begins = models.DateTimeField(null=True, blank=True)
    ends = models.DateTimeField(null=True, blank=True)
    title = Bilingual()
    text = Bilingual()

    panels = [
        both("title"), both("text"), FieldPanel("tone"), FieldPanel("page"),
        MultiFieldPanel(
            [FieldPanel("on"), FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")])],
            heading="When",
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-begins", "-pk"]

    def __str__(self) -> str:
        return self.title_en

    def clean(self) -> None:
        super().clean()
        if self.begins and self.ends and self.ends <= self.begins:
            raise ValidationError({"ends": "The notice must end after it begins."})


@register_setting(icon="cog")
class SiteTexts(BilingualRow, BaseGenericSetting):
    """Texts of the shell."""

    site_name_en = models.CharField(
        "site name (English)", max_length=60, default="Digital Pakistan"
    )
    site_name_ur = UrduCharField("site name (Urdu)", max_length=60, default="ڈیجیٹل پاکستان")
    demonstration_en = models.CharField(
        "demonstration notice (English)", max_length=250, blank=True,
        default="This is a demonstration, not a government service.",
    )  # fmt: skip
    demonstration_ur = UrduCharField(
        "demonstration notice (Urdu)", max_length=250, blank=True,
        default="یہ ایک نمونہ ہے، سرکاری خدمت نہیں۔",
    )  # fmt: skip
    demonstration_text_en = models.CharField("after it (English)", max_length=250, blank=True)
    demonstration_text_ur = UrduCharField("after it (Urdu)", max_length=250, blank=True)
    demonstration_form_en = models.TextField("notice on forms (English)", blank=True)
    demonstration_form_ur = UrduTextField("notice on forms (Urdu)", blank=True)
    contact_name_en = models.CharField("contact (English)", max_length=160, blank=True)
    contact_name_ur = UrduCharField("contact (Urdu)", max_length=160, blank=True)
    contact_email = models.EmailField("contact e-mail", blank=True)
    contact_address_en = models.CharField("address (English)", max_length=250, blank=True)
    contact_address_ur = UrduCharField("address (Urdu)", max_length=250, blank=True)
    contact_hours_en = models.CharField("hours (English)", max_length=160, blank=True)
    contact_hours_ur = UrduCharField("hours (Urdu)", max_length=160, blank=True)
    contact_note_en = models.CharField("note (English)", max_length=250, blank=True)
    contact_note_ur = UrduCharField("note (Urdu)", max_length=250, blank=True)
    security_contact = models.EmailField(
        blank=True, help_text="For reports of weaknesses; published in security.txt."
    )
    site_name = Bilingual()
    demonstration = Bilingual()
    demonstration_text = Bilingual()
    demonstration_form = Bilingual()
    contact_name = Bilingual()
    contact_address = Bilingual()
    contact_hours = Bilingual()
    contact_note = Bilingual()

    panels = [
        both("site_name"),
        MultiFieldPanel(
            [both("demonstration"), both("demonstration_text"), both("demonstration_form")],
            heading="While this is a demonstration",
        ),
        MultiFieldPanel(
            [both("contact_name"), FieldPanel("contact_email"), both("contact_address"),
             both("contact_hours"), both("contact_note")],
            heading="Contact",
        ),
        FieldPanel("security_contact"),
    ]  # fmt: skip

    class Meta:
        verbose_name = "site texts"
