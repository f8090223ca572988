"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial")]
    operations = [
        kept("messaging", "Message"),
    ]
