"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [
        kept("access", "ReasonGiven"),
        kept("access", "Grant", shortenable=["ends_at"]),
        kept("access", "OpeningReview"),
    ]
