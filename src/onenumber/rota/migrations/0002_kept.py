"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("rota", "0001_initial")]
    operations = [
        kept("rota", "Duty", closable=["withdrawn_at", "withdrawn_by_id", "withdrawn_reason"]),
    ]
