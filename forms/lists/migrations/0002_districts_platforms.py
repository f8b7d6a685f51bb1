import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("form_lists", "0001_moved"), ("programs", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Platform",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(help_text="Permanent; part of addresses.", max_length=80, unique=True)),
                ("name_en", models.CharField(max_length=160, verbose_name="name (English)")),
                ("name_ur", models.CharField(max_length=160, verbose_name="name (Urdu)")),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")),
                ("offered", models.BooleanField(default=True, help_text="Stands in the form.")),
            ],
            options={"ordering": ["position", "name_en"], "abstract": False},
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(help_text="Permanent; part of addresses.", max_length=80, unique=True)),
                ("name_en", models.CharField(max_length=160, verbose_name="name (English)")),
                ("name_ur", models.CharField(max_length=160, verbose_name="name (Urdu)")),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")),
                ("offered", models.BooleanField(default=True, help_text="Stands in the form.")),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.region")),
            ],
            options={"ordering": ["region__position", "position", "name_en"], "abstract": False},
        ),
    ]
