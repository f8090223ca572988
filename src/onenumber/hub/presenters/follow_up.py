"""Follow-ups in words: on the case page with whose they are, on My day with what to do."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from amhp.calendar import say_moment
from onenumber.cases.models import FollowUp
from onenumber.cases.queries import CaseFacts


@dataclass(frozen=True)
class ToDo:
    """One thing to do, and the pages where it is ended or handed on."""

    reference: str
    url: str
    kind: str
    what: str
    for_whom: str
    telephone: str
    owner: str
    due: str
    late: bool
    end_url: str
    hand_url: str


def to_do(facts: CaseFacts, at: datetime) -> tuple[ToDo, ...]:
    """What is still to be followed up in one case."""
    reference = facts.case.reference
    return tuple(_line(row, reference, facts.owner_of(row).name, at) for row in facts.open_follow_ups)


def mine(rows: list[FollowUp], at: datetime) -> tuple[ToDo, ...]:
    """What one practitioner has to follow up, in whatever case."""
    return tuple(_line(row, row.case.reference, "", at) for row in rows)


def _line(row: FollowUp, reference: str, owner: str, at: datetime) -> ToDo:
    pages = {
        what: reverse("cases:add", args=[reference, what]) for what in ("follow-up-end", "follow-up-hand")
    }
    kind = str(FollowUp.Kind(row.kind).label)
    return ToDo(
        reference=reference,
        url=reverse("hub:case", args=[reference]),
        kind=kind[:1].upper() + kind[1:],
        what=row.what,
        for_whom=row.for_whom,
        telephone=row.telephone,
        owner=owner,
        due=say_moment(row.due_at, at).removeprefix("today "),
        late=row.due_at <= at,
        end_url=f"{pages['follow-up-end']}?follow_up={row.pk}",
        hand_url=f"{pages['follow-up-hand']}?follow_up={row.pk}",
    )
