"""A row is public the moment it is saved, so it is written by those who may publish."""

from functools import partial

from django.db import migrations

from accounts.roles import (
    ADMINISTRATORS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
    grant,
)

ROWS = ("figure", "agency", "theme", "region", "unit", "source", "series")
RIGHTS = {
    EDITORS: ("view",),
    TRANSLATORS_EN: ("view",),
    TRANSLATORS_UR: ("view",),
    PUBLISHERS: ("view", "add", "change"),
    ADMINISTRATORS: ("view", "add", "change", "delete"),
}


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial"), ("accounts", "0002_roles")]
    operations = [
        migrations.RunPython(
            partial(
                grant, role=role, app="programs",
                codenames=[f"{action}_{row}" for row in ROWS for action in actions],
            ),
            migrations.RunPython.noop,
        )
        for role, actions in RIGHTS.items()
    ]  # fmt: skip
