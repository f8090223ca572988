"""Follow-ups: kept as they were agreed, ended once; each change of owner is a row more."""

import django.db.models.deletion
from django.db import migrations, models

from onenumber.records.guards import kept


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_kept'),
        ('workforce', '0002_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('happened_quality', models.CharField(default='exact', max_length=10)),
                ('kind', models.CharField(choices=[('call_back', 'a promised call-back'), ('family_rights', 'rights and advice for the family or a carer'), ('person_rights', 'rights and advice for the person'), ('see_again', 'see or ring the person again'), ('in_writing', 'something to send in writing'), ('another_service', 'something to ask of another service'), ('other', 'something else')], max_length=16)),
                ('what', models.CharField(max_length=300)),
                ('for_whom', models.CharField(max_length=200)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('due_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by_id', models.BigIntegerField(null=True)),
                ('ended_by_name', models.CharField(blank=True, max_length=120)),
                ('ended_how', models.CharField(blank=True, choices=[('done', 'done'), ('not_needed', 'no longer needed')], max_length=12)),
                ('came_of_it', models.CharField(blank=True, max_length=400)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_facts', to='cases.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='workforce.practitioner')),
            ],
        ),
        migrations.CreateModel(
            name='FollowUpHanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('happened_quality', models.CharField(default='exact', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_facts', to='cases.case')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handings', to='cases.followup')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.practitioner')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['due_at'], name='open_follow_ups'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['case'], name='open_follow_ups_of'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('came_of_it', ''), ('ended_at__isnull', True), ('ended_how', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_how', ''), _negated=True), models.Q(('came_of_it', ''), _negated=True)), _connector='OR'), name='follow_up_end_says_what_came_of_it'),
        ),
        kept("cases", "FollowUp", closable=["ended_at", "ended_by_id", "ended_by_name", "ended_how", "came_of_it"]),
        kept("cases", "FollowUpHanding"),
    ]
