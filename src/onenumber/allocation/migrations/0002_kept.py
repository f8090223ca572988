"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("allocation", "0001_initial")]
    operations = [
        kept("allocation", "Offer", closable=["answer", "answered_at", "answered_by_id", "answer_reason", "ended_at"]),
        kept("allocation", "BackUp", closable=["answered_by_id", "answered_at", "done", "ended_at", "ended_by_id"]),
    ]
