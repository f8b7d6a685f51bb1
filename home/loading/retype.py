"""A page whose file names another type than it has: the same page (its number, address, place in
the tree and all links to it), with the columns of the new type in place of the old one's.

Only pages that staff have not touched come here. Their old revisions go, since they are of a type
that the page no longer has.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from home.loading.translate import forget_translation


def retype(page: Any, model: type[Page]) -> Any:
    """Make the page and its translation ones of `model`; returns the page, its own fields empty."""
    twins = page.get_translations(inclusive=True).specific()
    forget_translation(page)
    changed = {twin.pk: _retyped(twin, model) for twin in twins}
    return changed[page.pk]


def _retyped(page: Any, model: type[Page]) -> Any:
    base = Page.objects.get(pk=page.pk)
    base.revisions.all().delete()
    former = type(page).objects.filter(pk=page.pk)
    former._raw_delete(former.db)  # the row of the type alone; the page's own stays
    base.refresh_from_db()
    columns = {field.attname: getattr(base, field.attname) for field in Page._meta.concrete_fields}
    retyped: Any = model(page_ptr=base)
    for name, value in columns.items():
        setattr(retyped, name, value)
    retyped.content_type = ContentType.objects.get_for_model(model)
    Model.save(retyped)  # Page.save asks for the row that is made here
    return retyped
