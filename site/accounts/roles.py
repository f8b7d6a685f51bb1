"""Roles are groups, made by migration. Each room grants its own rights in a migration of its own:

    migrations.RunPython(partial(grant, role=EDITORS, app="programs", codenames=[…]))
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as live_apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes

EDITORS = "Editors"
TRANSLATORS_EN = "Translators (English)"
TRANSLATORS_UR = "Translators (Urdu)"
PUBLISHERS = "Publishers"
ADMINISTRATORS = "Administrators"
CASE_OFFICERS = "Case officers"

TRANSLATORS = {"en": TRANSLATORS_EN, "ur": TRANSLATORS_UR}
ALL_ROLES = (EDITORS, TRANSLATORS_EN, TRANSLATORS_UR, PUBLISHERS, ADMINISTRATORS, CASE_OFFICERS)


def grant(apps: Any, schema_editor: Any, *, role: str, app: str, codenames: Iterable[str]) -> None:
    """Give a role permissions of one app, by codename; for use in migrations.

    Django makes permissions only after all migrations, so they are made here first.
    """
    config = live_apps.get_app_config(app)
    database = schema_editor.connection.alias
    create_contenttypes(config, verbosity=0, using=database, apps=live_apps)
    create_permissions(config, verbosity=0, using=database, apps=live_apps)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    wanted = set(codenames)
    found = Permission.objects.using(database).filter(
        content_type__app_label=app, codename__in=wanted
    )
    if missing := wanted - {permission.codename for permission in found}:
        raise LookupError(f"{app} has no permissions {sorted(missing)}")
    Group.objects.using(database).get(name=role).permissions.add(*found)
