"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("persons", "0001_initial")]
    operations = [
        kept("persons", "PersonCorrection"),
        kept("persons", "StaffSafetyAlert", closable=["ended_at", "ended_by_id", "ended_reason"]),
        kept("persons", "Relative"),
        kept("persons", "WorkingRelationship", shortenable=["ends_at"]),
        kept("persons", "SamePerson", closable=["ended_at", "ended_by_id", "ended_reason"]),
        kept("persons", "Person", rewritable=True),
    ]
