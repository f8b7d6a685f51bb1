"""City, Skill and SkillGroup are rows of `form_lists` now: the relations point there. No table and
no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("internships", "0002_grants"), ("form_lists", "0001_moved")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="internshipinterest",
                    name="cities",
                    field=models.ManyToManyField(related_name="+", to="form_lists.city"),
                ),
                migrations.AlterField(
                    model_name="internshipinterest",
                    name="skills",
                    field=models.ManyToManyField(related_name="+", to="form_lists.skill"),
                ),
                migrations.DeleteModel(name="City"),
                migrations.DeleteModel(name="Skill"),
                migrations.DeleteModel(name="SkillGroup"),
            ]
        )
    ]
