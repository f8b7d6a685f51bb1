"""City, Skill and SkillGroup move here from internships, since another service chooses from them
too. Their tables stay what and where they are: only the state changes."""

import django.db.models.deletion
from django.db import migrations, models

NAMED = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("code", models.SlugField(help_text="Permanent; part of addresses.", max_length=80, unique=True)),
    ("name_en", models.CharField(max_length=160, verbose_name="name (English)")),
    ("name_ur", models.CharField(max_length=160, verbose_name="name (Urdu)")),
    ("position", models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")),
]
OFFERED = ("offered", models.BooleanField(default=True, help_text="Stands in the form."))
REGION = models.ForeignKey(
    blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
    to="programs.region",
)
GROUP = models.ForeignKey(
    on_delete=django.db.models.deletion.PROTECT, related_name="skills", to="form_lists.skillgroup"
)


def named():
    return [(name, field.clone()) for name, field in NAMED]


def offered():
    return [*named(), (OFFERED[0], OFFERED[1].clone())]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("internships", "0002_grants"), ("programs", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="City",
                    fields=[*offered(), ("region", REGION)],
                    options={
                        "db_table": "internships_city",
                        "verbose_name_plural": "cities",
                        "ordering": ["position", "name_en"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SkillGroup",
                    fields=named(),
                    options={
                        "db_table": "internships_skillgroup",
                        "ordering": ["position", "name_en"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Skill",
                    fields=[*offered(), ("group", GROUP)],
                    options={
                        "db_table": "internships_skill",
                        "ordering": ["group__position", "position", "name_en"],
                        "abstract": False,
                    },
                ),
            ]
        )
    ]
