"""The duty list, and the rights it gives."""

from collections.abc import Sequence

from onenumber.demo.actions._insert import insert, insert_columns
from onenumber.demo.actions._people import Written
from onenumber.demo.county.staff import named
from onenumber.demo.county.told import DutyTold
from onenumber.persons.models import WorkingRelationship
from onenumber.rota.models import Duty

WRITER = "Asha Verma"  # support keeps the list


def write_duties(told: Sequence[DutyTold], written: Written) -> None:
    """Every line, with the working relationship of its stretch."""
    author = written.author(named(WRITER))
    rows = [
        Duty(
            service=written.service,
            practitioner=written.practitioners[line.who.name],
            kind=line.kind,
            locality=written.areas.get(line.locality),
            starts_at=line.starts_at,
            ends_at=line.ends_at,
            happened_at=line.starts_at,
            recorded_at=line.starts_at,
            **author,
        )
        for line in told
    ]
    insert(rows)
    insert_columns(
        WorkingRelationship,
        [
            {
                "user_id": written.users[line.who.email].pk, "service_id": written.service.pk, "why": "on_duty",
                "begins_at": row.starts_at, "ends_at": row.ends_at, "caused_by": f"duty {row.pk}",
            }
            for line, row in zip(told, rows, strict=True)
        ],
    )  # fmt: skip
