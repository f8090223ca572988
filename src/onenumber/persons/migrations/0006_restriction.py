"""Restrictions of a record, each kept."""

import django.db.models.deletion
from django.db import migrations, models

from onenumber.records.guards import kept


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0005_received'),
    ]

    operations = [
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('staff', 'works here or with us, or is family of somebody who does'), ('public', 'publicly known'), ('safety', 'somebody must not learn where they are (victim or perpetrator)'), ('other', 'another reason')], max_length=8)),
                ('reason', models.CharField(max_length=400)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by_id', models.BigIntegerField(null=True)),
                ('ended_reason', models.CharField(blank=True, max_length=400)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='persons.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person',), name='restricted_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_reason', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='restriction_lifted_with_a_reason'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='restriction_says_why')],
            },
        ),
        kept("persons", "Restriction", closable=["ended_at", "ended_by_id", "ended_reason"]),
    ]
