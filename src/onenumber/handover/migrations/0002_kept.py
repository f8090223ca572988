"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("handover", "0001_initial")]
    operations = [
        kept("handover", "Handover", closable=["lead_told_at"]),
        kept("handover", "HandoverItem"),
        kept("handover", "ItemSentence"),
        kept("handover", "ItemQuestion", closable=["answer", "answered_at", "answered_by_id", "answered_by_name"]),
        kept("handover", "ItemAcceptance"),
        kept("handover", "Signature"),
    ]
