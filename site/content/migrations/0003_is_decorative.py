"""`decorative` is a name that Wagtail uses for itself: it was read as False from every image."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0002_grants")]
    operations = [
        migrations.RenameField("siteimage", "decorative", "is_decorative"),
        migrations.AlterField(
            "siteimage",
            "is_decorative",
            models.BooleanField(
                default=False,
                help_text="The picture says nothing that the text does not say.",
                verbose_name="decorative",
            ),
        ),
    ]
