"""Cases are seen and exported by case officers, and by nobody else."""

from functools import partial

from django.db import migrations

from accounts.roles import CASE_OFFICERS, grant


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("accounts", "0002_roles")]
    operations = [
        migrations.RunPython(
            partial(
                grant, role=CASE_OFFICERS, app="casework", codenames=["view_case", "export_case"]
            ),
            migrations.RunPython.noop,
        )
    ]
