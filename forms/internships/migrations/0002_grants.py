"""A row of a list stands in the form the moment it is saved: it is written by publishers."""

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

# City, skill and their group have moved: form_lists grants them (sites that ran this before have both).
ROWS = ("university", "degree", "internshipfield")
RIGHTS = {
    EDITORS: ("view",),
    TRANSLATORS_EN: ("view",),
    TRANSLATORS_UR: ("view",),
    PUBLISHERS: ("view", "add", "change"),
    ADMINISTRATORS: ("view", "add", "change", "delete"),
}


class Migration(migrations.Migration):
    dependencies = [("internships", "0001_initial"), ("accounts", "0002_roles")]
    operations = [
        migrations.RunPython(
            partial(
                grant,
                role=role,
                app="internships",
                codenames=[f"{action}_{row}" for row in ROWS for action in actions],
            ),
            migrations.RunPython.noop,
        )
        for role, actions in RIGHTS.items()
    ]
