"""Asks and escalations are kept: the database refuses to overwrite or delete them."""

from django.db import migrations

from onenumber.records.guards import kept

ANSWER = [
    "answer", "answered_at", "answered_how", "answered_by_id", "answer_reason", "their_reference", "kind",
    "expected_from", "expected_to", "place", "knew_person", "why_not_acquainted",
]
END = ["arrived_at", "ended_at", "ended_how", "ended_reason", "ended_by_id"]

class Migration(migrations.Migration):
    dependencies = [("allocation", "0003_asks")]
    operations = [
        kept("allocation", "Ask", closable=[*ANSWER, *END]),
        kept("allocation", "Escalation"),
    ]
