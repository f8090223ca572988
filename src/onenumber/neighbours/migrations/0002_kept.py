"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("neighbours", "0001_initial")]
    operations = [
        kept("neighbours", "NeighbourRequest", closable=["taken_case_id", "taken_reference", "taken_at", "taken_by_id", "taken_by_name", "settled_at"]),
        kept("neighbours", "RequestAnswer"),
    ]
