"""Categories are public the moment they are saved, so they are written by those who may publish."""

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

RIGHTS = {
    EDITORS: ("view",),
    TRANSLATORS_EN: ("view",),
    TRANSLATORS_UR: ("view",),
    PUBLISHERS: ("view", "add", "change"),
    ADMINISTRATORS: ("view", "add", "change", "delete"),
}


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial"), ("accounts", "0002_roles")]
    operations = [
        migrations.RunPython(
            partial(
                grant, role=role, app="news",
                codenames=[f"{action}_category" for action in actions],
            ),
            migrations.RunPython.noop,
        )
        for role, actions in RIGHTS.items()
    ]  # fmt: skip
