"""Wagtail's explorer, for sections that hold very many pages: one of 50,000 costs what one of fifty
does.

Wagtail counts a page's children and sorts all of them to show fifty. The number stands in the tree,
and an index has them in the order that staff see first (migration 0005). To offer its filters it
reads all pages for who owns one, and all changes for who made one: an index is asked of each user.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import CharField, Exists, F, Func, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry

NEWEST_FIRST = "-latest_revision_created_at"


class ParentPath(Func):
    """The place of a page's parent in the tree. Its numbers are part of the statement, as they are
    of the index: PostgreSQL does not use that one for numbers handed over separately.
    """

    template = f"substr(%(expressions)s, 1, length(%(expressions)s) - {Page.steplen})"
    arity = 1
    output_field = CharField()

    def __init__(self) -> None:
        super().__init__("path")


def owners(request: HttpRequest) -> QuerySet[Any]:
    owned = Page.objects.filter(owner=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(owned))


def changers(request: HttpRequest) -> QuerySet[Any]:
    changed = PageLogEntry.objects.filter(action="wagtail.edit", user=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(changed))


class Filters(GenericPageFilterSet):
    """Wagtail's filters of all types of page, with the same users to choose from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["owner"].queryset = owners
        self.filters["edited_by"].queryset = changers

    class Meta(GenericPageFilterSet.Meta):
        pass


class ChildrenView(ExplorableIndexView):
    """The children of a page, 50 at a time."""

    def get_base_queryset(self) -> QuerySet[Page]:
        if not self.shows_all_children:
            return super().get_base_queryset()
        # No other condition: for one that it cannot judge, PostgreSQL leaves the index.
        children = self.model._default_manager.alias(parent=ParentPath())
        return self.annotate_queryset(children.filter(parent=self.parent_page.path))

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        if self.shows_all_children and self.ordering == NEWEST_FIRST:
            newest_first = F("latest_revision_created_at").desc(nulls_last=True)
            return queryset.order_by(newest_first, "-pk")
        return super().order_queryset(queryset)

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator:
        paginator = super().get_paginator(*args, **kwargs)
        if self.shows_all_children:
            paginator.count = self.parent_page.numchild
        return paginator

    @cached_property
    def shows_all_children(self) -> bool:
        """Whether what is shown are the children of the page, none of them hidden from who looks.

        Searches and filters go further down. Whoever has a right to a page has it to all below;
        someone whose right begins further down sees only the way there.
        """
        if self.is_searching or self.is_filtering:
            return False
        if hooks.get_hooks("construct_explorer_page_queryset"):
            return False
        path = self.parent_page.path
        granted = self.permission_policy.instances_with_direct_explore_permission(self.request.user)
        return any(path.startswith(page.path) for page in granted)


class ExplorerViewSet(PageViewSet):
    """Wagtail's views of all types of page, with our own list of children."""

    index_view_class = ChildrenView
    filterset_class = Filters
