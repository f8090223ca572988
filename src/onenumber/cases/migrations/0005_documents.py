"""Documents of a case, whom they were given to, and the draft of a report; the finished ones are kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onenumber.records.guards import kept


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_return_answers_and_corrected_waits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('happened_quality', models.CharField(default='exact', max_length=10)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('report', 'report'), ('outline', 'outline report'), ('letter', 'letter'), ('addendum', 'addendum')], max_length=10)),
                ('version', models.PositiveSmallIntegerField()),
                ('slot', models.CharField(blank=True, max_length=40)),
                ('amhp_id', models.BigIntegerField(null=True)),
                ('approval_in_force', models.BooleanField(null=True)),
                ('content', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('adds_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='addenda', to='cases.document')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_facts', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='ReportDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(default=dict)),
                ('page', models.UUIDField(null=True)),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('kept_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_drafts', to='cases.case')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Sharing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=120)),
                ('correction_reason', models.CharField(blank=True, max_length=400)),
                ('struck_out', models.BooleanField(default=False)),
                ('happened_quality', models.CharField(default='exact', max_length=10)),
                ('to_whom', models.CharField(max_length=200)),
                ('how', models.CharField(max_length=120)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_facts', to='cases.case')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='cases.sharing')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='cases.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='document_number_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('case', 'kind', 'version'), name='document_version_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adds_to__isnull', False), ('kind', 'addendum')), models.Q(models.Q(('kind', 'addendum'), _negated=True), ('adds_to__isnull', True)), _connector='OR'), name='an_addendum_adds_to_something'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='document_has_digest'),
        ),
        migrations.AddConstraint(
            model_name='reportdraft',
            constraint=models.UniqueConstraint(fields=('case', 'user'), name='one_report_draft_an_author'),
        ),
        migrations.AddConstraint(
            model_name='sharing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('struck_out', False)), models.Q(('correction_reason', ''), _negated=True), _connector='OR'), name='cases_sharing_reason'),
        ),
        kept("cases", "Document"),
        kept("cases", "Sharing"),
    ]
