"""Answers for the return, and waits that a later row corrects: the guard of waits is made anew with its columns."""

import django.db.models.deletion
from django.db import migrations, models

from onenumber.records.guards import kept, released


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_follow_up'),
    ]

    operations = [
        released("cases", "Wait"),
        migrations.CreateModel(
            name='ReturnAnswers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('happened_quality', models.CharField(default='exact', max_length=10)),
                ('accommodation', models.CharField(blank=True, max_length=30)),
                ('residence_gss', models.CharField(blank=True, max_length=9)),
                ('cross_border_reason', models.CharField(blank=True, max_length=20)),
                ('known_to_mh', models.CharField(blank=True, max_length=12)),
                ('dependants', models.CharField(blank=True, max_length=60)),
                ('alternatives_tried', models.CharField(blank=True, max_length=200)),
                ('referrer_ods', models.CharField(blank=True, max_length=6)),
                ('amhp_capacity_source', models.CharField(blank=True, max_length=12)),
                ('sla_code', models.CharField(blank=True, max_length=60)),
                ('interpreter_used', models.CharField(blank=True, max_length=1)),
                ('no_doctor', models.CharField(blank=True, max_length=1)),
                ('reason', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='wait',
            name='correction_reason',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='wait',
            name='corrects',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='cases.wait'),
        ),
        migrations.AddField(
            model_name='wait',
            name='struck_out',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('struck_out', False)), models.Q(('correction_reason', ''), _negated=True), _connector='OR'), name='cases_wait_reason'),
        ),
        migrations.AddField(
            model_name='returnanswers',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_facts', to='cases.case'),
        ),
        kept("cases", "Wait", closable=["ended_at", "ended_by_id", "escalated_to", "harm"]),
        kept("cases", "ReturnAnswers"),
    ]
