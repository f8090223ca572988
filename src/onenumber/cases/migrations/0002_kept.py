"""What is recorded is kept: the database refuses to overwrite or delete it."""

from django.db import migrations

from onenumber.records.guards import kept

class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        kept("cases", "Case"),
        kept("cases", "CaseChange"),
        kept("cases", "LegalEvent"),
        kept("cases", "Triage"),
        kept("cases", "Commitment", closable=["ended_at", "ended_by_id", "ended_how"]),
        kept("cases", "Wait", closable=["ended_at", "ended_by_id", "escalated_to", "harm"]),
        kept("cases", "Attempt", closable=["ended_at", "result", "present", "interpreter_used"]),
        kept("cases", "Recommendation"),
        kept("cases", "Decision"),
        kept("cases", "WrittenReasons", closable=["sent_at", "sent_by_id"]),
        kept("cases", "Closure"),
        kept("cases", "CarryingOut"),
        kept("cases", "RelativeStep"),
        kept("cases", "Note"),
    ]
