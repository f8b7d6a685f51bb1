"""Who words mail, who sees what was sent, who reads what is kept on this machine."""

from functools import partial

from django.db import migrations

from accounts.roles import ADMINISTRATORS, PUBLISHERS, grant

WORDING = ["view_mailtext", "change_mailtext"]
MESSAGES = ["view_message", "retry_message", "read_mail"]


def granted(role, codenames):
    return migrations.RunPython(
        partial(grant, role=role, app="outbox", codenames=codenames), migrations.RunPython.noop
    )


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("accounts", "0002_roles")]
    operations = [
        granted(PUBLISHERS, WORDING),
        granted(ADMINISTRATORS, [*WORDING, *MESSAGES]),
    ]
