"""Who does what at the desk: officers work on cases, approvers decide them, auditors read what was
done and see nothing personal. Nobody has all three, and administrators have none of it."""

from functools import partial

from django.db import migrations

from accounts.roles import APPROVERS, AUDITORS, CASE_OFFICERS, grant

GRANTS = {
    CASE_OFFICERS: [
        "view_case", "process_case", "reveal_case", "export_case", "view_registration",
    ],
    APPROVERS: ["view_case", "decide_case", "reveal_case", "view_registration"],
    AUDITORS: ["view_case", "view_audit", "view_registration"],
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_files"),
        ("casework", "0005_tracking"),
        ("accounts", "0003_case_roles"),
    ]
    operations = [
        migrations.RunPython(
            partial(grant, role=role, app="casework", codenames=codenames),
            migrations.RunPython.noop,
        )
        for role, codenames in GRANTS.items()
    ]
