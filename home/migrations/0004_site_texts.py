"""The one row of the site's texts is made here, so that no first visit writes it."""

from django.db import migrations


def make_row(apps, schema_editor):
    texts = apps.get_model("home", "SiteTexts").objects
    if not texts.exists():
        texts.create()


class Migration(migrations.Migration):
    dependencies = [("home", "0003_grants")]
    operations = [migrations.RunPython(make_row, migrations.RunPython.noop)]
