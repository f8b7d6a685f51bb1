"""Who decides cases and who reads their audit trail: two more roles beside the case officers.

0002 makes every role on a new site; here older sites get the two, and for the others nothing
changes.
"""

from django.db import migrations

from accounts.roles import NEEDS_SECOND_FACTOR, grant


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for role in NEEDS_SECOND_FACTOR:
        Group.objects.using(schema_editor.connection.alias).get_or_create(name=role)
        grant(apps, schema_editor, role=role, app="wagtailadmin", codenames=["access_admin"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
