"""Rights on the two trees of pages, on the shell's rows, and the review before publishing."""

from django.db import migrations

from accounts.roles import (
    ADMINISTRATORS,
    EDITORS,
    PUBLISHERS,
    TRANSLATORS_EN,
    TRANSLATORS_UR,
    grant,
    grant_pages,
    group,
)

WORKFLOW = "Review before publishing"
WRITE = ("add", "change")
PUBLISH = (*WRITE, "publish", "lock", "unlock")
TREES = {
    EDITORS: {"en": WRITE, "ur": WRITE},
    TRANSLATORS_EN: {"en": WRITE},
    TRANSLATORS_UR: {"ur": WRITE},
    PUBLISHERS: {"en": PUBLISH, "ur": PUBLISH},
    ADMINISTRATORS: {"en": (*PUBLISH, "bulk_delete"), "ur": (*PUBLISH, "bulk_delete")},
}
ROWS = [
    f"{action}_{row}"
    for row in ("menuitem", "noticebanner")
    for action in ("view", "add", "change", "delete")
]


def homes(apps):
    """The home page of each language, by its code."""
    pages = apps.get_model("home", "HomePage").objects.filter(depth=2).select_related("locale")
    return {page.locale.language_code: page for page in pages}


def grant_trees(apps, schema_editor):
    trees = homes(apps)
    for role, rights in TREES.items():
        for language, actions in rights.items():
            grant_pages(apps, schema_editor, role=role, page=trees[language], actions=actions)


def grant_rows(apps, schema_editor):
    for role in (PUBLISHERS, ADMINISTRATORS):
        grant(apps, schema_editor, role=role, app="home", codenames=ROWS)
    grant(apps, schema_editor, role=ADMINISTRATORS, app="home", codenames=["change_sitetexts"])


def make_workflow(apps, schema_editor):
    """One task: any publisher approves. Replaces the workflow that Wagtail brings along."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "Task")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    kind, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
        name="A publisher approves", content_type=kind
    )
    task.groups.add(group(apps, schema_editor, PUBLISHERS))
    workflow = Workflow.objects.create(name=WORKFLOW)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task=task)
    for page in homes(apps).values():
        apps.get_model("wagtailcore", "WorkflowPage").objects.create(
            page_id=page.pk, workflow=workflow
        )


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0002_homes"), ("accounts", "0002_roles"), ("content", "0002_grants")]
    operations = [
        migrations.RunPython(grant_trees, migrations.RunPython.noop),
        migrations.RunPython(grant_rows, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, remove_workflow),
    ]
