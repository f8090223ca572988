"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("workforce", "0001_initial")]
    operations = [
        kept("workforce", "Practitioner", rewritable=True),
        kept("workforce", "Hat", rewritable=True),
    ]
