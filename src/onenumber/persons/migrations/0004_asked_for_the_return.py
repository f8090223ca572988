"""Language, and learning disability or autism, of a person; SQLite makes the table anew, so its guard is too."""

from django.db import migrations, models

from onenumber.records.guards import kept, released


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0003_on_duty_by_end'),
    ]

    operations = [
        released("persons", "Person"),
        migrations.AddField(
            model_name='person',
            name='language',
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name='person',
            name='ld_autism',
            field=models.CharField(blank=True, max_length=10),
        ),
        kept("persons", "Person", rewritable=True),
    ]
