"""How staff list, find, edit and choose rows in both languages."""

from functools import cached_property, reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet


class UrduColumn(Column):
    """A cell of Urdu text."""

    cell_template_name = "content/urdu_cell.html"


class RowForm(WagtailAdminModelForm):
    """A row's code is permanent: addresses and files name it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True


class WordsFilter(BaseFilterForm):
    """Finds rows in the chooser by words of any of the viewset's `search_fields`."""

    q = forms.CharField(
        label="Search", required=False, widget=forms.TextInput(attrs={"placeholder": "Search"})
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        fields = objects.model.snippet_viewset.search_fields
        for word in (self.search_query or "").split():
            objects = objects.filter(reduce(or_, (Q(**{f"{f}__icontains": word}) for f in fields)))
        return objects


class RowChooseView(ChooseView):
    filter_form_class = WordsFilter


class RowChooseResultsView(ChooseResultsView):
    filter_form_class = WordsFilter


class RowChooserViewSet(SnippetChooserViewSet):
    choose_view_class = RowChooseView
    choose_results_view_class = RowChooseResultsView


class RowViewSet(SnippetViewSet):
    """Base of a row's viewset: `model`, `icon`, `list_display`, `search_fields` are its own."""

    chooser_viewset_class = RowChooserViewSet
    chooser_per_page = 20
    list_per_page = 50
    search_backend_name = None  # by `search_fields`: codes and parts of words, in both languages
    copy_view_enabled = False
    inspect_view_enabled = False

    @cached_property
    def edit_handler(self) -> ObjectList:
        return ObjectList(self.model.panels, base_form_class=RowForm)


class NamedRowViewSet(RowViewSet):
    list_display = ["name_en", UrduColumn("name_ur", label="Name (Urdu)"), "code", "position"]
    search_fields = ["name_en", "name_ur", "code"]
    ordering = ["position", "name_en"]
