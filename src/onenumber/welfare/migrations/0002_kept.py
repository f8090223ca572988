"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept


class Migration(migrations.Migration):
    dependencies = [("welfare", "0001_initial")]
    operations = [
        kept("welfare", "SafetyCall", closable=["done", "ended_at", "ended_by_id", "ended_by_name"]),
        kept("welfare", "SafetyAnswer"),
    ]
