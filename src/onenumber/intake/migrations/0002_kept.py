"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [
        kept("intake", "Contact", closable=["settled_at"]),
        kept("intake", "ContactStep"),
        kept("intake", "ContactCorrection"),
        kept("intake", "Countersign"),
        kept("intake", "PoliceLine"),
        kept("intake", "SamePersonAnswer"),
    ]
