"""A record may be handed over from another service, to be read for one duty."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0004_asked_for_the_return'),
    ]

    operations = [
        migrations.AlterField(
            model_name='workingrelationship',
            name='why',
            field=models.CharField(choices=[('holds', 'holds or held the case'), ('took', 'took the contact'), ('on_duty', 'on duty in the service'), ('supervises', 'supervises the holder'), ('handed', 'was handed it'), ('received', 'was handed it from another service, for one duty'), ('offered', "was offered it: the offer's own page, until answered")], max_length=12),
        ),
    ]
