import django.db.models.deletion
import django.utils.timezone
import vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0010_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', vault.fields.EncryptedTextField()),
                ('replaced_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='casework.case')),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
