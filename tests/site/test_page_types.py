"""Every page type can be created, edited, previewed and rendered: Wagtail's own assertions."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, get_page_models
from wagtail.test.utils import WagtailPageTestCase

OURS = ("home", "programs", "news", "internships")


@pytest.mark.usefixtures("loaded")
class TestPageTypes(WagtailPageTestCase):
    def setUp(self) -> None:
        user = get_user_model().objects.create_superuser("tester", "tester@example.org", "x")
        self.client.force_login(user)

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
        self.assertEqual(len(self.examples()), 2 * len(models))

    def test_every_page_is_rendered(self) -> None:
        for page in self.examples():
            with self.subTest(page=page.url_path):
                self.assertPageIsRoutable(page)
                self.assertPageIsRenderable(page)

    def test_every_page_is_previewed(self) -> None:
        for page in self.examples():
            with self.subTest(page=page.url_path):
                self.assertPageIsPreviewable(page)

    def test_every_page_is_edited_in_its_source_language(self) -> None:
        for page in self.examples():
            if page.locale.language_code == "en":
                with self.subTest(page=page.url_path):
                    self.assertPageIsEditable(page)

    def test_pages_stand_only_where_they_belong(self) -> None:
        from home.models import HomePage, InformationPage
        from news.models import AnnouncementIndexPage, AnnouncementPage
        from programs.models import ProgrammeIndexPage, ProgrammePage

        self.assertCanCreateAt(HomePage, InformationPage)
        self.assertCanCreateAt(AnnouncementIndexPage, AnnouncementPage)
        self.assertCanCreateAt(ProgrammeIndexPage, ProgrammePage)
        self.assertCanNotCreateAt(HomePage, AnnouncementPage)
        self.assertCanNotCreateAt(AnnouncementPage, ProgrammePage)
