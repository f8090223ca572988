"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept


def first_head(apps, schema_editor):
    apps.get_model("audit", "ChainHead").objects.create(id=1, position=0, hash="0" * 64)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(first_head, migrations.RunPython.noop),
        kept("audit", "Entry"),
        kept("audit", "Opening"),
    ]
