"""wagtail-localize's views that begin or update translations, with the rights that they miss."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.utils.functional import cached_property
from wagtail.models import Locale
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)
from wagtail_localize.views.update_translations import UpdateTranslationsView

from content.translation import memory, rights
from content.translation.offline import make_draft

SUBTREE_LIMIT = 200  # pages; more are made by `manage.py sync_locale`


class OnlyPermittedLocales:
    """Mixin of the submit views: a language is offered only where its translation may be added."""

    def get_object(self) -> Any:
        instance = super().get_object()  # type: ignore[misc]
        if not rights.may_read(self.request.user, instance):  # type: ignore[attr-defined]
            raise PermissionDenied
        return instance

    def get_form(self) -> Any:
        form = super().get_form()  # type: ignore[misc]
        form.fields["locales"].queryset = self.permitted
        return form

    @cached_property
    def permitted(self) -> Any:
        """Languages into which this user may translate. Raises PermissionDenied without any."""
        offered = super().get_form().fields["locales"].queryset  # type: ignore[misc]
        permitted = [one.pk for one in offered if self.may_translate_into(one)]
        asked = self.request.POST.getlist("locales")  # type: ignore[attr-defined]
        forged = {int(pk) for pk in asked if pk.isdecimal()} - set(permitted)
        if forged or (offered and not permitted):
            raise PermissionDenied
        return Locale.objects.filter(pk__in=permitted)

    def may_translate_into(self, locale: Locale) -> bool:
        return rights.may_translate(self.request.user, self.object, locale)  # type: ignore[attr-defined]


class SubmitPage(OnlyPermittedLocales, SubmitPageTranslationView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """The page itself by wagtail-localize; pages below it one by one, each if permitted.

        wagtail-localize would write over translations that exist below the page.
        """
        whole_tree = form.cleaned_data["include_subtree"]
        form.cleaned_data["include_subtree"] = False
        response = super().form_valid(form)
        if whole_tree:
            self.translate_below(list(form.cleaned_data["locales"]))
        return response

    def translate_below(self, locales: list[Locale]) -> None:
        left_out = 0
        pages = self.object.get_descendants().order_by("path").specific()
        for place, page in enumerate(pages):
            wanted = [one for one in locales if not page.has_translation(one)]
            permitted = [
                one for one in wanted if rights.may_translate(self.request.user, page, one)
            ]
            left_out += len(permitted) < len(wanted) or place >= SUBTREE_LIMIT
            if permitted and place < SUBTREE_LIMIT:
                make_draft(page, permitted, self.components, self.request.user)
        if left_out:
            messages.warning(
                self.request,
                f"Pages below that were left out: {left_out}. You may not translate them, or there "
                "are too many for one go.",
            )


class SubmitSnippet(OnlyPermittedLocales, SubmitSnippetTranslationView):
    pass


class Update(UpdateTranslationsView):
    """Takes the source's changes over. Publishing is for publishers, and of whole translations."""

    def get_object(self) -> Any:
        source = super().get_object()
        user = self.request.user
        targets = rights.targets_of(source)
        if not rights.may_read(user, source.get_source_instance()):
            raise PermissionDenied
        if not targets or not all(rights.may_change_now(user, one) for one in targets):
            raise PermissionDenied
        self.may_publish = all(rights.may_publish(user, one) for one in targets)
        if "publish_translations" in self.request.POST and not self.may_publish:
            raise PermissionDenied
        return source

    def get_form(self) -> Any:
        form = super().get_form()
        field = form.fields["publish_translations"]
        field.help_text = "Possible once every text is translated."
        if not self.may_publish:
            form.fields.pop("publish_translations")
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        wanted = form.cleaned_data.get("publish_translations", False)
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        if wanted:
            self.publish_whole_translations()
        return response

    def publish_whole_translations(self) -> None:
        for translation in self.object.translations.filter(enabled=True):
            if count := memory.untranslated(translation).count():
                messages.error(self.request, not_published(count))
            else:
                translation.save_target(user=self.request.user, publish=True)


def not_published(count: int) -> str:
    """Why a translation was not published: `count` of its texts have none."""
    return f"Not published. Texts that have no translation yet: {count}."
