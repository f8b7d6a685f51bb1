"""Lists read one index of the table of announcements: see `content.listing`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def list_live(apps, schema_editor):
    announcements = apps.get_model("news", "AnnouncementPage").objects.filter(live=True)
    own = apps.get_model("wagtailcore", "Page").objects.filter(pk=models.OuterRef("pk"))
    announcements.update(listed_in=models.Subquery(own.values("locale")))


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0003_is_decorative'),
        ('news', '0002_grants'),
        ('programs', '0002_grants'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='announcementpage',
            name='listed_in',
            field=models.ForeignKey(db_index=False, editable=False, help_text='The language in whose lists it stands; empty unless live.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.locale'),
        ),
        migrations.AddIndex(
            model_name='announcementpage',
            index=models.Index(fields=['listed_in', '-date', '-page_ptr'], name='news_listed'),
        ),
        migrations.AddIndex(
            model_name='announcementpage',
            index=models.Index(fields=['category', 'listed_in', '-date', '-page_ptr'], name='news_of_category'),
        ),
        migrations.RunPython(list_live, migrations.RunPython.noop),
    ]
