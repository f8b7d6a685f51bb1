"""Both locales and a home page in each: a new site is complete without clicking."""

from uuid import UUID

from django.db import migrations

TRANSLATION_KEY = UUID("5f0c2a52-6f0b-4f2e-9d0c-6f2a6f8d7a10")
HOMES = [
    ("en", "00010001", "home", "Digital Pakistan"),
    ("ur", "00010002", "home-ur", "ڈیجیٹل پاکستان"),
]


def make_homes(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")

    Site.objects.all().delete()
    Page.objects.filter(depth=2, slug="home").delete()  # Wagtail's own first page
    kind, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    for code, path, slug, title in HOMES:
        locale, _ = Locale.objects.get_or_create(language_code=code)
        HomePage.objects.create(
            title=title, draft_title=title, slug=slug, url_path=f"/{slug}/", content_type=kind,
            path=path, depth=2, numchild=0, locale=locale, translation_key=TRANSLATION_KEY,
        )  # fmt: skip
    Page.objects.filter(depth=1).update(numchild=len(HOMES))
    Site.objects.create(
        hostname="localhost", site_name="Digital Pakistan", is_default_site=True,
        root_page=Page.objects.get(path="00010001"),
    )  # fmt: skip


def remove_homes(apps, schema_editor):
    apps.get_model("home", "HomePage").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_homes, remove_homes)]
