"""Indexes for `content.explorer`: a page's children, those changed last before the others; and the
root of the tree, which Wagtail's staff pages look for among all pages.

Django cannot say the first for both databases: SQLite has empty values last by itself and takes no
word for it.
"""

from django.db import migrations

NULLS_LAST = {"postgresql": " NULLS LAST", "sqlite": ""}


def make(apps, editor):
    editor.execute(
        "CREATE INDEX IF NOT EXISTS content_explorer ON wagtailcore_page ("
        "substr(path, 1, length(path) - 4), "
        f"latest_revision_created_at DESC{NULLS_LAST[editor.connection.vendor]}, id DESC)"
    )
    editor.execute("CREATE INDEX IF NOT EXISTS content_depth ON wagtailcore_page (depth, path)")


def remove(apps, editor):
    for name in ("content_explorer", "content_depth"):
        editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [
        ("content", "0004_changes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make, remove)]
