"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]
    operations = [
        kept("returns", "ImportBatch", closable=["undone_at", "undone_by_id", "undone_reason"]),
        kept("returns", "ImportedRow"),
    ]
