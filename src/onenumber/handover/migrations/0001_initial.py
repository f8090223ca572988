"""Handovers, their items and what is said about them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('allocation', '0002_kept'),
        ('cases', '0003_follow_up'),
        ('intake', '0003_contacts_of_a_case'),
        ('organisations', '0001_initial'),
        ('workforce', '0002_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('giving_duty', models.CharField(choices=[('day', 'day'), ('edt', 'EDT')], max_length=4)),
                ('receiving_duty', models.CharField(choices=[('day', 'day'), ('edt', 'EDT')], max_length=4)),
                ('boundary_at', models.DateTimeField()),
                ('receiving_until', models.DateTimeField()),
                ('lead_told_at', models.DateTimeField(null=True)),
                ('coordinator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.practitioner')),
                ('giving_service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers_given', to='organisations.service')),
                ('receiving_service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers_received', to='organisations.service')),
            ],
        ),
        migrations.CreateModel(
            name='HandoverItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('case', 'case'), ('follow_up', 'follow-up'), ('back_up', 'back-up'), ('contact', 'contact waiting'), ('own', 'added by hand')], max_length=10)),
                ('source', models.CharField(max_length=40)),
                ('reference', models.CharField(blank=True, max_length=20)),
                ('back_up', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='allocation.backup')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handover_items', to='cases.case')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='intake.contact')),
                ('council', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.organisation')),
                ('follow_up', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='cases.followup')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='handover.handover')),
            ],
        ),
        migrations.CreateModel(
            name='ItemAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('took_case_over', models.BooleanField(default=False)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance', to='handover.handoveritem')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.practitioner')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ItemQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('question', 'question'), ('declined', 'not taken')], max_length=8)),
                ('words', models.CharField(max_length=400)),
                ('answer', models.CharField(blank=True, max_length=400)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by_id', models.BigIntegerField(null=True)),
                ('answered_by_name', models.CharField(blank=True, max_length=120)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='handover.handoveritem')),
            ],
        ),
        migrations.CreateModel(
            name='ItemSentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('words', models.CharField(max_length=400)),
                ('to_take_over', models.BooleanField(default=False)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sentences', to='handover.handoveritem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('side', models.CharField(choices=[('giving', 'giving'), ('receiving', 'receiving')], max_length=9)),
                ('items', models.PositiveIntegerField()),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='handover.handover')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.practitioner')),
            ],
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['giving_service', 'boundary_at'], name='handover_ha_giving__494cec_idx'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['receiving_service', 'boundary_at'], name='handover_ha_receivi_fb7e3e_idx'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(fields=('giving_service', 'receiving_service', 'boundary_at'), name='one_list_a_boundary'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('giving_duty', models.F('receiving_duty')), _negated=True), name='handover_goes_to_the_other_duty'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('receiving_until__gt', models.F('boundary_at'))), name='receiving_duty_has_a_length'),
        ),
        migrations.AddConstraint(
            model_name='handoveritem',
            constraint=models.UniqueConstraint(fields=('handover', 'source'), name='once_on_a_list'),
        ),
        migrations.AddConstraint(
            model_name='handoveritem',
            constraint=models.UniqueConstraint(fields=('handover', 'number'), name='item_number_once'),
        ),
        migrations.AddConstraint(
            model_name='itemquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='answer_to_a_question_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('handover', 'side'), name='each_side_signs_once'),
        ),
    ]
