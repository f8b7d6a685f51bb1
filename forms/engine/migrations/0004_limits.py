from django.db import migrations, models


def unlogged(apps, schema_editor):
    """On PostgreSQL no count waits for a disk; after a crash the table is empty."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE form_engine_limit SET UNLOGGED")


class Migration(migrations.Migration):

    dependencies = [
        ("form_engine", "0003_uploads"),
    ]

    operations = [
        migrations.CreateModel(
            name="Limit",
            fields=[
                (
                    "key_hash",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("free_at", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(unlogged, migrations.RunPython.noop),
    ]
