"""Lists read one index of the table of programmes, in the alphabet's order: see `content.listing`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from urdu.sorting import sort_bytes


def list_live(apps, schema_editor):
    for page in apps.get_model("programs", "ProgrammePage").objects.iterator():
        page.listed_in_id = page.locale_id if page.live else None
        page.name_order = sort_bytes(page.title)
        page.save(update_fields=["listed_in", "name_order"])


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0002_grants'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='programmepage',
            name='listed_in',
            field=models.ForeignKey(db_index=False, editable=False, help_text='The language in whose lists it stands; empty unless live.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.locale'),
        ),
        migrations.AddField(
            model_name='programmepage',
            name='name_order',
            field=models.BinaryField(default=b''),
        ),
        migrations.AddIndex(
            model_name='programmepage',
            index=models.Index(fields=['listed_in', 'name_order', 'page_ptr'], name='programme_listed'),
        ),
        migrations.RunPython(list_live, migrations.RunPython.noop),
    ]
