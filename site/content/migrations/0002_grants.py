"""Images, documents, translation, and the settings that stand on content."""

from django.db import migrations

from accounts.roles import (
    ADMINISTRATORS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
    grant,
    grant_collection,
)

# Role → rights on images and documents. Who may add may also change what they added themselves.
FILES = {
    EDITORS: ["add", "choose"],
    TRANSLATORS_EN: ["choose"],
    TRANSLATORS_UR: ["choose"],
    PUBLISHERS: ["add", "change", "choose"],
    ADMINISTRATORS: ["add", "change", "choose"],
}
SETTINGS = {
    "wagtailcore": [
        f"{action}_{thing}"
        for thing in ("collection", "workflow", "task", "locale", "site")
        for action in ("add", "change", "delete")
    ],
    "wagtailredirects": ["add_redirect", "change_redirect", "delete_redirect"],
}


def grant_files(apps, schema_editor):
    for role, actions in FILES.items():
        for app, thing in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            codenames = [f"{action}_{thing}" for action in actions]
            grant_collection(apps, schema_editor, role=role, app=app, codenames=codenames)


def grant_translation(apps, schema_editor):
    for role in FILES:
        codenames = ["submit_translation"]
        grant(apps, schema_editor, role=role, app="wagtail_localize", codenames=codenames)


def grant_settings(apps, schema_editor):
    for app, codenames in SETTINGS.items():
        grant(apps, schema_editor, role=ADMINISTRATORS, app=app, codenames=codenames)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_initial"),
        ("accounts", "0002_roles"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]
    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (grant_files, grant_translation, grant_settings)
    ]
