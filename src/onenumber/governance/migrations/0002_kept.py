"""What is recorded is kept; and a permit to delete stands only beside a destruction that two people agreed to."""

from django.db import migrations

from onenumber.records.guards import Do, kept

AGREED = (
    "SELECT 1 FROM governance_destruction d WHERE d.reference = NEW.destruction AND d.answer = 'approved' "
    "AND d.destroyed_at IS NULL AND d.by_id = NEW.proposed_by_id AND d.answered_by_id = NEW.approved_by_id"
)
MESSAGE = "records_permit: a permit needs a destruction that two people agreed to and that is not done"
SQLITE = [
    f"CREATE TRIGGER records_permit_agreed BEFORE INSERT ON records_permit WHEN NOT EXISTS ({AGREED}) "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER records_permit_fixed BEFORE UPDATE ON records_permit BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION records_permit_agreed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION '{MESSAGE}'; END IF; "
    f"IF NOT EXISTS ({AGREED}) THEN RAISE EXCEPTION '{MESSAGE}'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER records_permit_agreed BEFORE INSERT OR UPDATE ON records_permit "
    "FOR EACH ROW EXECUTE FUNCTION records_permit_agreed()",
]


def agreed(connection):
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


ANSWER = ["answer", "answered_at", "answered_by_id", "answered_by_name", "answer_reason", "destroyed_at"]


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial"), ("records", "0004_permit")]
    operations = [
        kept("governance", "LegalHold", closable=["ended_at", "ended_by_id", "ended_reason"]),
        kept("governance", "Review"),
        kept("governance", "Destruction", closable=ANSWER),
        kept("governance", "SubjectRequest", closable=["ended_at", "ended_by_id", "ended_how", "ended_reason"]),
        kept("governance", "Shown"),
        Do(agreed, "A permit needs an agreed destruction"),
    ]
