"""Every page type can be created, edited, previewed and rendered: Wagtail's own assertions.

Not `assertPageIsRoutable`: it does not strip the language's prefix (Wagtail 8.0.1), and what it
shows is part of `assertPageIsRenderable`, which asks for the page by its address.
"""

from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.test.utils import WagtailPageTestCase, page_tests
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from config.settings.base import AUTHENTICATION_BACKENDS
from home.loading.pages import PageLoader
from home.models import HomePage, InformationPage
from news.models import AnnouncementIndexPage, AnnouncementPage, Category
from programs.models import ProgrammeIndexPage, ProgrammePage

EXAMPLE_BODY = [("heading", "A heading"), ("text", rich_text("<p>Words.</p>"))]
OURS = ("home", "programs", "news", "freelancers", "hosts", "internships")


@pytest.mark.usefixtures("loaded")
class TestPageTypes(WagtailPageTestCase):
    def setUp(self) -> None:
        # Wagtail signs in by the first backend, which here only counts wrong passwords.
        backend = mock.patch.object(page_tests, "AUTH_BACKEND", AUTHENTICATION_BACKENDS[1])
        backend.start()
        self.addCleanup(backend.stop)
        self.user = get_user_model().objects.create_superuser("tester", "t@example.org", "x")

    def examples(self) -> list[Page]:
        """A live page of every type that we have, in each language."""
        models = [model for model in get_page_models() if model._meta.app_label in OURS]
        assert len(models) >= 8
        return [
            page
            for model in models
            for code in ("en", "ur")
            for page in [model.objects.live().filter(locale__language_code=code).first()]
            if page is not None
        ]

    def test_both_languages_have_a_page_of_every_type(self) -> None:
        models = [model for model in get_page_models() if model._meta.app_label in OURS]
        assert len(self.examples()) == 2 * len(models)

    def test_every_page_is_rendered(self) -> None:
        for page in self.examples():
            with self.subTest(page=page.url_path):
                self.assertPageIsRenderable(page)

    def in_source_language(self) -> list[Page]:
        """Translations are edited in the editor of wagtail-localize: see tests/staff."""
        return [page for page in self.examples() if page.locale.language_code == "en"]

    def form_data(self, page: Page) -> QueryDict:
        """The edit form as it is served. Block fields are made by script there, so by hand here."""
        self.client.force_login(self.user)  # every assertion signs out
        html = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        data = querydict_from_html(html, form_id="page-edit-form")
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                blocks = [] if field.name == "tasks" else EXAMPLE_BODY
                data.update(nested_form_data({field.name: streamfield(blocks)}))
        data["action-publish"] = "action-publish"
        return data

    def test_every_page_is_previewed(self) -> None:
        for page in self.in_source_language():
            with self.subTest(page=page.url_path):
                self.assertPageIsPreviewable(page, post_data=self.form_data(page))

    def test_every_page_is_edited_in_its_source_language(self) -> None:
        for page in self.in_source_language():
            with self.subTest(page=page.url_path):
                self.assertPageIsEditable(page, post_data=self.form_data(page))

    def test_pages_are_created_through_their_forms(self) -> None:
        body = {"body": streamfield(EXAMPLE_BODY)}
        forms = {
            "information": ("", InformationPage, {}),
            "programme": (
                "programs",
                ProgrammePage,
                {
                    "status": "planned",
                    "eligibility": rich_text("<p>Everybody.</p>"),
                    "programme_figures": inline_formset([]),
                    "related_programmes": inline_formset([]),
                },
            ),
            "announcement": (
                "news",
                AnnouncementPage,
                {
                    "date": "2026-11-21",
                    "category": str(Category.objects.first().pk),
                    "announcement_programmes": inline_formset([]),
                },
            ),
        }
        for name, (path, model, fields) in forms.items():
            with self.subTest(name):
                self.client.force_login(self.user)
                texts = {"title": f"A new {name}", "slug": f"a-new-{name}"}
                parent = PageLoader().find(path)
                self.assertCanCreate(parent, model, nested_form_data(texts | body | fields))
                assert model.objects.get(slug=f"a-new-{name}").live

    def test_pages_stand_only_where_they_belong(self) -> None:
        self.assertCanCreateAt(HomePage, InformationPage)
        self.assertCanCreateAt(AnnouncementIndexPage, AnnouncementPage)
        self.assertCanCreateAt(ProgrammeIndexPage, ProgrammePage)
        self.assertCanNotCreateAt(HomePage, AnnouncementPage)
        self.assertCanNotCreateAt(AnnouncementPage, ProgrammePage)
