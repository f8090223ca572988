"""The tables of this room."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('persons', '0006_restriction'),
    ]

    operations = [
        migrations.CreateModel(
            name='SubjectRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('record_reference', models.CharField(max_length=20)),
                ('asked_by', models.CharField(choices=[('person', 'the person'), ('for_them', 'somebody who may act for them')], max_length=10)),
                ('identity', models.CharField(max_length=300)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by_id', models.BigIntegerField(null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('sent', 'sent'), ('withdrawn', 'withdrawn'), ('refused', 'refused')], max_length=10)),
                ('ended_reason', models.CharField(blank=True, max_length=400)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subject_requests', to='persons.person')),
            ],
        ),
        migrations.CreateModel(
            name='Shown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('item', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64)),
                ('choice', models.CharField(choices=[('all', 'show it'), ('part', 'show it with parts left out'), ('nothing', 'leave it out')], max_length=8)),
                ('ground', models.CharField(choices=[('own', 'it is about the person, or their own words'), ('agreed', 'the other person agrees'), ('role', 'said or written by a professional in their role'), ('third_party', 'it is about or from somebody else, who has not agreed'), ('harm', 'it would be likely to cause serious harm'), ('other', 'another reason, in words')], max_length=12)),
                ('words', models.TextField(blank=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shown', to='governance.subjectrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Destruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('person_id', models.BigIntegerField()),
                ('references', models.JSONField(default=list)),
                ('retention_class', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=300)),
                ('last_contact_on', models.DateField()),
                ('due_on', models.DateField()),
                ('listed', models.JSONField(default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('reason', models.CharField(max_length=400)),
                ('answer', models.CharField(blank=True, choices=[('approved', 'approved: the record was destroyed'), ('refused', 'refused: the record stays'), ('withdrawn', 'withdrawn by whoever proposed it')], max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by_id', models.BigIntegerField(null=True)),
                ('answered_by_name', models.CharField(blank=True, max_length=120)),
                ('answer_reason', models.CharField(blank=True, max_length=400)),
                ('destroyed_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.organisation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.service')),
            ],
            options={
                'indexes': [models.Index(fields=['service', 'happened_at'], name='governance__service_3fa6ec_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('person_id',), name='proposed_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'approved'), _negated=True), models.Q(('by_id', models.F('answered_by_id')), _negated=True), _connector='OR'), name='approved_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('destroyed_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='destruction_answered_with_its_time'), models.CheckConstraint(condition=models.Q(('destroyed_at__isnull', True), ('answer', 'approved'), _connector='OR'), name='destroyed_when_approved')],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('case_reference', models.CharField(blank=True, max_length=20)),
                ('reason', models.CharField(max_length=400)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by_id', models.BigIntegerField(null=True)),
                ('ended_reason', models.CharField(blank=True, max_length=400)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='persons.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['person'], name='holds_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='hold_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_reason', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='hold_ends_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('keep_until', models.DateField()),
                ('reason', models.CharField(max_length=400)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_reviews', to='persons.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'keep_until'], name='governance__person__766bf6_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='review_says_why')],
            },
        ),
        migrations.AddConstraint(
            model_name='subjectrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person',), name='one_open_request_a_person'),
        ),
        migrations.AddConstraint(
            model_name='subjectrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_how', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_how', ''), _negated=True)), _connector='OR'), name='request_ends_with_how'),
        ),
        migrations.AddIndex(
            model_name='shown',
            index=models.Index(fields=['request', 'item'], name='governance__request_8c8b2b_idx'),
        ),
        migrations.AddConstraint(
            model_name='shown',
            constraint=models.CheckConstraint(condition=models.Q(('choice', 'part'), ('words', ''), _connector='OR'), name='other_words_only_for_a_part'),
        ),
        migrations.AddConstraint(
            model_name='shown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ground', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='another_ground_in_words'),
        ),
    ]
