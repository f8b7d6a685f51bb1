"""The roles, all of which may enter the staff's side. What each may do there: the rooms' grants."""

from functools import partial

from django.db import migrations

from accounts.roles import ADMINISTRATORS, ALL_ROLES, grant

USERS = ["add_user", "change_user", "delete_user"]
GROUPS = ["add_group", "change_group", "delete_group"]


def make_roles(apps, schema_editor):
    """Wagtail's own first groups hold rights on every page: they are emptied or go."""
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    for role in ALL_ROLES:
        Group.objects.get_or_create(name=role)
        grant(apps, schema_editor, role=role, app="wagtailadmin", codenames=["access_admin"])


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ALL_ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0006_formstate"),
        # Their migrations give rights to Wagtail's own groups, so those must have run.
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [
        migrations.RunPython(make_roles, remove_roles),
        migrations.RunPython(
            partial(grant, role=ADMINISTRATORS, app="accounts", codenames=USERS),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            partial(grant, role=ADMINISTRATORS, app="auth", codenames=GROUPS),
            migrations.RunPython.noop,
        ),
    ]
