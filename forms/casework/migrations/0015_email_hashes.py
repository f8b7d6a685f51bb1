"""Look-up hashes of e-mail addresses keep dashes now: `a-b@` and `ab@` are two people."""

from django.db import migrations

from forms.engine.encryption import lookup_hash


def hash_anew(apps, schema_editor):
    cases = apps.get_model("casework", "Case").objects.using(schema_editor.connection.alias)
    for case in cases.only("pk", "email").iterator():
        if "-" in case.email:
            cases.filter(pk=case.pk).update(email_hash=lookup_hash("email", case.email))


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_retention_grants")]
    operations = [migrations.RunPython(hash_anew, migrations.RunPython.noop)]
