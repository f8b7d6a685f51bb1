"""Roles are groups, made by migration. Each room grants its own rights in a migration of its own,
by `RunPython(partial(grant, role=EDITORS, app="programs", codenames=[…]))`.
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
APPROVERS = "Case approvers"
AUDITORS = "Auditors"

TRANSLATORS = {"en": TRANSLATORS_EN, "ur": TRANSLATORS_UR}
NEEDS_SECOND_FACTOR = (CASE_OFFICERS, APPROVERS, AUDITORS)
ALL_ROLES = (
    EDITORS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
    PUBLISHERS,
    ADMINISTRATORS,
    *NEEDS_SECOND_FACTOR,
)


def grant(apps: Any, schema_editor: Any, *, role: str, app: str, codenames: Iterable[str]) -> None:
    """Give a role permissions of one app, by codename; for use in migrations."""
    found = permissions(apps, schema_editor, app=app, codenames=codenames)
    group(apps, schema_editor, role).permissions.add(*found)


def grant_pages(
    apps: Any, schema_editor: Any, *, role: str, page: Any, actions: Iterable[str]
) -> None:
    """Give a role rights (`add`, `change`, `publish`, `lock` …) on a page and all below it."""
    codenames = [f"{action}_page" for action in actions]
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    for permission in permissions(apps, schema_editor, app="wagtailcore", codenames=codenames):
        GroupPagePermission.objects.using(schema_editor.connection.alias).get_or_create(
            group=group(apps, schema_editor, role), page_id=page.pk, permission=permission
        )


def grant_collection(
    apps: Any, schema_editor: Any, *, role: str, app: str, codenames: Iterable[str]
) -> None:
    """Give a role rights on the root collection, which holds every image and document."""
    database = schema_editor.connection.alias
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = Collection.objects.using(database).get(depth=1)
    for permission in permissions(apps, schema_editor, app=app, codenames=codenames):
        GroupCollectionPermission.objects.using(database).get_or_create(
            group=group(apps, schema_editor, role), collection=root, permission=permission
        )


def group(apps: Any, schema_editor: Any, role: str) -> Any:
    Group = apps.get_model("auth", "Group")
    return Group.objects.using(schema_editor.connection.alias).get(name=role)


def permissions(apps: Any, schema_editor: Any, *, app: str, codenames: Iterable[str]) -> Any:
    """The permissions of an app with these codenames. Raises LookupError if one is missing.

    Django makes permissions only after all migrations, so they are made here first.
    """
    config = live_apps.get_app_config(app)
    database = schema_editor.connection.alias
    create_contenttypes(config, verbosity=0, using=database, apps=live_apps)
    create_permissions(config, verbosity=0, using=database, apps=live_apps)
    wanted = set(codenames)
    found = apps.get_model("auth", "Permission").objects.using(database).filter(
        content_type__app_label=app, codename__in=wanted
    )  # fmt: skip
    if missing := wanted - {permission.codename for permission in found}:
        raise LookupError(f"{app} has no permissions {sorted(missing)}")
    return found
