"""Permits to delete one guarded row, and the guards that were made before there were any learn of them."""

import django.db.models.deletion
from django.db import migrations, models

from onenumber.records.guards import Do, let_permits_through


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_paper_entry'),
    ]

    operations = [
        migrations.CreateModel(
            name='Never',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk__isnull', True)), name='never_a_row')],
            },
        ),
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table_name', models.CharField(max_length=63)),
                ('row_key', models.CharField(max_length=64)),
                ('destruction', models.CharField(max_length=20)),
                ('proposed_by_id', models.BigIntegerField()),
                ('approved_by_id', models.BigIntegerField()),
                ('never', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.never')),
            ],
            options={
                'indexes': [models.Index(fields=['table_name', 'row_key'], name='permit_of_a_row')],
                'constraints': [models.CheckConstraint(condition=models.Q(('proposed_by_id', models.F('approved_by_id')), _negated=True), name='permit_of_two_people')],
            },
        ),
        Do(let_permits_through, "Let permits through the guards"),
    ]
