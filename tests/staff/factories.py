"""People with roles, pages in both trees, and translations."""

from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from accounts.models import User
from home.models import HomePage, InformationPage
from tests.second_factor import verify_if_needed

numbers = count(1)
PASSWORD = "a-long-password-of-mine"


def staff(role: str | None = None, **fields: Any) -> User:
    """Somebody with a role (the name of a group), or without any."""
    number = next(numbers)
    user = User(username=f"person{number}", email=f"person{number}@example.org", **fields)
    user.set_password(PASSWORD)
    user.save()
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(role: str | None = None, **fields: Any) -> Client:
    """Signed in, and proven by a second factor where the role needs one."""
    client = signed_in_by_password(role, **fields)
    verify_if_needed(client, client.user)  # type: ignore[attr-defined]
    return client


def signed_in_by_password(role: str | None = None, **fields: Any) -> Client:
    client = Client()
    client.user = staff(role, **fields)  # type: ignore[attr-defined]
    client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[attr-defined]
    return client


def superuser() -> Client:
    return signed_in(is_superuser=True)


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def home(code: str = "en") -> HomePage:
    return HomePage.objects.get(locale__language_code=code)


def page(
    title: str = "About", *, under: Page | None = None, live: bool = True, **fields: Any
) -> InformationPage:
    """A page below another, by default below the English home page."""
    parent = under or home()
    slug = fields.pop("slug", f"page-{next(numbers)}")
    made = InformationPage(title=title, slug=slug, live=False, locale=parent.locale, **fields)
    Page.objects.get(pk=parent.pk).add_child(instance=made)
    revision = made.save_revision()
    if live:
        revision.publish()
    return InformationPage.objects.get(pk=made.pk)


def translated(source: Any, *, live: bool = True, into: str = "ur") -> Any:
    """The translation of a page, with every text translated, published by default."""
    translation = translation_of(source, into=into)
    translate_texts(translation)
    translation.source.create_or_update_translation(translation.target_locale, publish=False)
    target = translation.get_target_instance()
    if live:
        target.get_latest_revision().publish()
    return type(source).objects.get(pk=target.pk)


def translation_of(source: Any, *, into: str = "ur") -> Translation:
    """The record of a translation, without any text translated, and its draft page."""
    record, _ = TranslationSource.update_or_create_from_instance(again(source))
    translation, made = Translation.objects.get_or_create(source=record, target_locale=locale(into))
    if made and not source.has_translation(locale(into)):
        record.create_or_update_translation(locale(into), publish=False, fallback=True)
    return translation


def translate_texts(translation: Translation, only: str | None = None) -> None:
    """Translate every text (or those of one field) as the editor would: `اردو <text>`."""
    segments = StringSegment.objects.filter(source=translation.source)
    for segment in segments.select_related("string", "context"):
        if only is None or segment.context.path == only:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={
                    "data": f"اردو {segment.string.data}",
                    "translation_type": "manual",
                    "tool_name": "",
                },
            )


def change(source: Any, **fields: Any) -> Any:
    """Publish a change of a page."""
    fresh = type(source).objects.get(pk=source.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return type(source).objects.get(pk=source.pk)


def again(instance: Any) -> Any:
    """The same page as it is in the database now."""
    return type(instance).objects.get(pk=instance.pk)


def refused(response: Any) -> bool:
    """Whether the staff's side said no: 403, or back to the dashboard with a message."""
    if response.status_code == 403:
        return True
    return response.status_code == 302 and response.url == reverse("wagtailadmin_home")


def sent_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response.url.startswith(reverse("wagtailadmin_login"))
