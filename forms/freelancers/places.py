"""Where somebody lives: a district of a region, or a country; and a town in words.

A choice is the code of a district, or of a region for "another district" there. Both are kept in
the process, so that nothing here asks the database twice.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content import stamp
from forms.engine.fields import Options
from forms.lists import countries
from forms.lists.models import City, District
from forms.lists.offer import kept_rows
from programs.rows import Region
from urdu.folding import fold
from urdu.sorting import sort_key


@dataclass(frozen=True)
class Place:
    """The rows that a choice and the words for a town stand for."""

    region: Region | None
    district: District | None
    country: str
    city: City | None
    city_other: str


def by_name(rows: Any) -> list[Any]:
    """In the order of the visitor's alphabet."""
    return sorted(rows, key=lambda row: sort_key(row.name))


def regions() -> list[Region]:
    return stamp.remembered("freelancers.regions", lambda: list(Region.objects.all()))


def districts() -> Options:
    """Districts under their regions; "another district" where there is more than one."""
    return [("", _("Choose")), *((region.name, districts_of(region)) for region in regions())]


def districts_of(region: Region) -> list[tuple[str, Any]]:
    rows = [row for row in kept_rows(District) if row.region_id == region.pk]
    listed: list[tuple[str, Any]] = [(row.code, row.name) for row in by_name(rows)]
    return listed if len(listed) == 1 else [*listed, (region.code, _("Another district"))]


def country_choices() -> Options:
    return [("", _("Choose")), *countries.names(get_language() or "en").items()]


def place(district: str, country: str, town: str) -> Place:
    """What the answers of the page stand for. Raises LookupError for a code that is not offered."""
    if country:  # a Hyderabad abroad is not the one at home
        return Place(None, None, country, None, town)
    city = cities().get(fold(town))
    region, row = at_home(district)
    return Place(region, row, "", city, "" if city else town)


def at_home(code: str) -> tuple[Region, District | None]:
    """A region, and its district unless it is another than those of the list."""
    for region in regions():
        if region.code == code:
            return region, None
        for row in kept_rows(District):
            if row.code == code and row.region_id == region.pk:
                return region, row
    raise LookupError(f"no district {code}")


def cities() -> dict[str, City]:
    """The cities of the list by each of their names, folded; of two of one name the first."""
    return stamp.remembered("freelancers.cities", _cities)


def _cities() -> dict[str, City]:
    found: dict[str, City] = {}
    for row in kept_rows(City):
        for name in (row.name_en, row.name_ur):
            found.setdefault(fold(name), row)
    return found


def region_code(answers: dict[str, Any]) -> str:
    """The region of a submission's answers; empty abroad."""
    return "" if answers["country"] else at_home(answers["district"])[0].code
