"""Pages that stand in long lists: a list reads one index of its own table, however long it is.

Whether a page is live, and in which language, stands in Wagtail's table; its date or its name in
the table of its type. An index cannot span the two, so that the first is repeated in the second.
"""

from typing import Any

from django.db import models
from django.db.models.signals import post_save
from wagtail.models import Locale, Page

from content.models import BasePage


class ListedPage(BasePage):
    """A page of a type of which there may be very many."""

    listed_in = models.ForeignKey(
        Locale, null=True, editable=False, on_delete=models.SET_NULL, related_name="+",
        db_index=False, help_text="The language in whose lists it stands; empty unless live.",
    )  # fmt: skip

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_listing()
        if (written := kwargs.get("update_fields")) is not None:
            repeated = self.listing_fields()
            also = {name for name, source in repeated.items() if not source.isdisjoint(written)}
            kwargs["update_fields"] = {*written, *also}
        super().save(*args, **kwargs)

    def set_listing(self) -> None:
        """Repeat what lists need. What is derived from the page is derived at each save."""
        self.listed_in_id = listing(self)

    @classmethod
    def listing_fields(cls) -> dict[str, frozenset[str]]:
        """Fields that are repeated for lists, and those from which each is derived. A save of some
        fields alone, as of a draft's title beside a live page, writes what they derive, no more.
        """
        return {"listed_in": frozenset({"live", "locale"})}

    @classmethod
    def listed(cls, locale_id: int) -> Any:
        """What stands in the lists of that language, without a look at Wagtail's table."""
        return cls._default_manager.filter(listed_in=locale_id)


def listing(page: Page) -> int | None:
    return page.locale_id if page.live else None


def watch() -> None:
    """Wagtail sometimes saves a page as what all pages are, without its type (moves, say)."""
    post_save.connect(_saved_without_its_type, sender=Page, dispatch_uid="content.listing")


def _saved_without_its_type(instance: Page, raw: bool = False, **_: Any) -> None:
    kind = instance.specific_class
    if not raw and kind is not None and issubclass(kind, ListedPage):
        kind._base_manager.filter(pk=instance.pk).update(listed_in=listing(instance))
