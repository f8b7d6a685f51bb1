"""Administrators set how long what is kept; auditors see it, and what went."""

from functools import partial

from django.db import migrations

from accounts.roles import ADMINISTRATORS, AUDITORS, grant

SEEN = ["view_retentionrule", "view_retentionreceipt"]
RIGHTS = {ADMINISTRATORS: [*SEEN, "change_retentionrule"], AUDITORS: SEEN}


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_mail_texts"), ("accounts", "0003_case_roles")]
    operations = [
        migrations.RunPython(
            partial(grant, role=role, app="casework", codenames=codenames),
            migrations.RunPython.noop,
        )
        for role, codenames in RIGHTS.items()
    ]
