"""Run inside the site: makes empty pages in both languages, one below the other, in a site of their
own that answers to another host: so each lies as deep, and is found as Wagtail finds it, as a page
of ours."""

import sys

import django

django.setup()

from empty_page.models import EmptyPage  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402


def make_empty_pages(host: str, depth: int) -> None:
    tops = dict.fromkeys(Locale.objects.all(), Page.get_first_root_node())
    for level in range(depth):
        key = None
        for locale, above in tops.items():
            page = EmptyPage(title="Empty", locale=locale)
            page.slug = "empty" if level else f"empty-{locale.language_code}"
            page.translation_key = key = key or page.translation_key
            tops[locale] = above.add_child(instance=page)
        if level == 0:
            Site.objects.create(hostname=host, port=80, root_page=next(iter(tops.values())))


make_empty_pages(sys.argv[1], int(sys.argv[2]))
