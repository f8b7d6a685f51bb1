"""What stands around every page: name, menu, languages, notices, addresses. Kept in the process."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from wagtail.models import Page

from content import stamp
from content.translations import locale_id
from home import addresses
from home.rows import MenuItem, NoticeBanner, SiteTexts

LANGUAGE_NAMES = {"en": "English", "ur": "اردو"}
DIRECTIONS = {"en": "ltr", "ur": "rtl"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is read until a template asks."""
    return {"shell": Shell(request)}


class Shell:
    """The shell in the language of the request's address."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = (get_language() or "en")[:2]
        self.dir = "rtl" if get_language_bidi() else "ltr"

    @cached_property
    def site_name(self) -> str:
        return str(self._texts.site_name)

    @property
    def is_demonstration(self) -> bool:
        return bool(settings.DEMONSTRATION)

    @cached_property
    def demonstration(self) -> dict[str, str] | None:
        """The notice that this is a demonstration: title, text, and what forms say."""
        if not settings.DEMONSTRATION:
            return None
        return {
            "title": self._texts.demonstration,
            "text": self._texts.demonstration_text,
            "form": self._texts.demonstration_form,
        }

    @cached_property
    def contact(self) -> dict[str, str] | None:
        """Whom to write to: name, e-mail, address, hours, note."""
        texts = self._texts
        if not texts.contact_name:
            return None
        return {
            "name": texts.contact_name,
            "email": texts.contact_email,
            "address": texts.contact_address,
            "hours": texts.contact_hours,
            "note": texts.contact_note,
        }

    @property
    def robots(self) -> str:
        return "noindex, nofollow" if settings.DEMONSTRATION else ""

    @property
    def home_url(self) -> str:
        return f"/{self.language}/"

    @property
    def search_url(self) -> str:
        return reverse("search")

    @property
    def track_url(self) -> str:
        return reverse("track")

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        return self._marked("menu")

    @cached_property
    def footer(self) -> list[dict[str, Any]]:
        return self._marked("footer")

    @cached_property
    def banner(self) -> dict[str, str] | None:
        """The notice whose time it is, in this language."""
        now = timezone.now()
        for banner in stamp.remembered("shell.banners", lambda: list(banners_switched_on())):
            begun = banner.begins is None or banner.begins <= now
            if begun and (banner.ends is None or banner.ends > now):
                readable = banner.page is not None and banner.page.live
                url = self._page_url(banner.page.url_path) if readable else ""
                return {"title": banner.title, "text": banner.text, "tone": banner.tone, "url": url}
        return None

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """Each language with the address of this same page in it: only the prefix differs."""
        return [
            {
                "code": code,
                "name": LANGUAGE_NAMES[code],
                "url": self.in_language(code),
                "current": code == self.language,
                "lang": code,
                "dir": DIRECTIONS[code],
            }
            for code, _ in settings.LANGUAGES
        ]

    @cached_property
    def canonical(self) -> str:
        """This address without filters; a list's later pages keep their number."""
        return self.origin + self.request.path + self._page_number

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        """This page in each language in which it can be read, this one too."""
        page = addresses.page_of(self.request)
        languages = addresses.languages_of(page.pk) if page else addresses.CODES
        return [
            {**link, "url": link["url"] + self._page_number}
            for link in addresses.alternates(self.request.path, languages)
        ]

    @property
    def origin(self) -> str:
        return addresses.origin()

    def in_language(self, code: str) -> str:
        """This address in another language; a search keeps its words."""
        kept = {name: self.request.GET[name] for name in ("q", "kind") if name in self.request.GET}
        path = addresses.in_language(self.request.path, code)
        return f"{path}?{urlencode(kept)}" if kept else path

    @cached_property
    def _page_number(self) -> str:
        number = self.request.GET.get("page", "")
        return f"?page={number}" if number.isdecimal() and number.isascii() else ""

    @cached_property
    def _texts(self) -> SiteTexts:
        return stamp.remembered("shell.texts", SiteTexts.load)

    @property
    def place_in_menu(self) -> str:
        """By what the menu differs from page to page: the entry to which this page belongs."""
        path = self.request.path
        marked = (url for url in self._urls("menu") if path.startswith(url))
        return " ".join("=" + url if path == url else url for url in marked)

    @property
    def place_in_footer(self) -> str:
        """The address of this page if the footer leads to it."""
        path = self.request.path
        return path if path == self.track_url or path in self._urls("footer") else ""

    def _urls(self, place: str) -> list[str]:
        return [link["url"] for link in self._links(place)]

    def _links(self, place: str) -> list[dict[str, str]]:
        return stamp.remembered(f"shell.{place}.{self.language}", lambda: links_in(place))

    def _marked(self, place: str) -> list[dict[str, Any]]:
        path = self.request.path
        return [
            {**link, "current": path == link["url"], "within": path.startswith(link["url"])}
            for link in self._links(place)
        ]

    def _page_url(self, url_path: str) -> str:
        """Address of a page in this language: below the home page all slugs are equal."""
        return f"/{self.language}/" + "/".join(url_path.strip("/").split("/")[1:]) + "/"


def banners_switched_on() -> Any:
    return NoticeBanner.objects.filter(on=True).select_related("page")


def links_in(place: str) -> list[dict[str, str]]:
    """Label and address of each item whose page is live in the active language; two queries."""
    items = list(MenuItem.objects.filter(place=place).select_related("page"))
    pages = {
        page.translation_key: page
        for page in Page.objects.live().filter(
            translation_key__in=[item.page.translation_key for item in items],
            locale_id=locale_id(),
        )
    }
    return [
        {"label": item.label or page.title, "url": page.get_url()}
        for item in items
        if (page := pages.get(item.page.translation_key))
    ]
