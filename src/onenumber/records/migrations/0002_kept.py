"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.core.management import call_command
from django.db import migrations

from onenumber.records.guards import kept


def cache_table(apps, schema_editor):
    """Shared counters for sign-in limits: the same database, so that two servers count together."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunPython(cache_table, migrations.RunPython.noop),
        kept("records", "Submission"),
    ]
