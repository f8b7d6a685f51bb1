"""Who has a case role opens nothing without the second factor."""

from django.db import migrations

from accounts.roles import NEEDS_SECOND_FACTOR, grant


def make_it_their_duty(apps, schema_editor):
    for role in NEEDS_SECOND_FACTOR:
        grant(apps, schema_editor, role=role, app="accounts", codenames=["need_second_factor"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_second_factor")]
    operations = [migrations.RunPython(make_it_their_duty, migrations.RunPython.noop)]
