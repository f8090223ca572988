"""What a user prints may be large."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_kept'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='large_print',
            field=models.BooleanField(default=False),
        ),
    ]
