"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0001_initial")]
    operations = [
        kept(
            "fieldwork",
            "PhoneEntry",
            closable=["chosen", "chosen_words", "ended_at", "ended_by_id", "ended_by_name"],
        ),
    ]
