"""A row of a list stands in the form the moment it is saved: it is written by publishers.

On a site that has run before, the content types of the moved rows are re-labelled: their permissions
and whoever holds them, and the history in Wagtail's log, come along. So do the records of what
`load_content` wrote: what staff deleted stays deleted.
"""

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

MOVED = ("city", "skillgroup", "skill")
ROWS = (*MOVED, "district", "platform")
RIGHTS = {
    EDITORS: ("view",),
    TRANSLATORS_EN: ("view",),
    TRANSLATORS_UR: ("view",),
    PUBLISHERS: ("view", "add", "change"),
    ADMINISTRATORS: ("view", "add", "change", "delete"),
}


def move_content_types(apps, schema_editor, *, old, new):
    types = apps.get_model("contenttypes", "ContentType").objects.using(
        schema_editor.connection.alias
    )
    for model in MOVED:
        found = types.filter(app_label=old, model=model)
        if types.filter(app_label=new, model=model).exists():
            found.delete()  # with its permissions; they are granted anew below
        else:
            found.update(app_label=new)


def move_records_of_loading(apps, schema_editor, *, old, new):
    records = apps.get_model("home", "LoadedContent").objects.using(schema_editor.connection.alias)
    for model in MOVED:
        before, after = f"{old}.{model}:", f"{new}.{model}:"
        rows = list(records.filter(key__startswith=before))
        for row in rows:
            row.key = after + row.key.removeprefix(before)
        records.bulk_update(rows, ["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("form_lists", "0002_districts_platforms"),
        ("internships", "0003_shared_lists"),
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("home", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(
            partial(move_content_types, old="internships", new="form_lists"),
            partial(move_content_types, old="form_lists", new="internships"),
        ),
        migrations.RunPython(
            partial(move_records_of_loading, old="internships", new="form_lists"),
            partial(move_records_of_loading, old="form_lists", new="internships"),
        ),
        *(
            migrations.RunPython(
                partial(
                    grant,
                    role=role,
                    app="form_lists",
                    codenames=[f"{action}_{row}" for row in ROWS for action in actions],
                ),
                migrations.RunPython.noop,
            )
            for role, actions in RIGHTS.items()
        ),
    ]
