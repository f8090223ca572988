"""All facts of a case in one object: what holds now, and what a later row has corrected.

One query for each kind of fact, whatever the number of cases, so that a page, the return and the rebuilding
of the board read the same thing in the same way. Nothing here knows of offers: those live in a later room.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from amhp.dataset import find_code
from onenumber.cases.models import (
    Attempt,
    CarryingOut,
    Case,
    CaseChange,
    Closure,
    Commitment,
    Decision,
    Document,
    FollowUp,
    FollowUpHanding,
    LegalEvent,
    Note,
    Recommendation,
    RelativeStep,
    ReturnAnswers,
    Sharing,
    Triage,
    Wait,
    WrittenReasons,
)
from onenumber.cases.queries.rows import rows_of_case
from onenumber.organisations.models import Locality
from onenumber.records.models import CorrectableFact
from onenumber.workforce.models import Practitioner

F = TypeVar("F", bound=Any)
ASK = "SELECT PLACE WHERE EXISTS (SELECT 1 FROM TABLE WHERE case_id = %s)"
AT_A_TIME = 400  # cases in one IN (…), well under the parameter limits of both databases


@dataclass(frozen=True)
class CaseFacts:
    """Everything recorded about one case. Tuples are in order of happening; corrected rows are in
    `superseded`.
    """

    case: Case
    legal_events: tuple[LegalEvent, ...] = ()
    triages: tuple[Triage, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    waits: tuple[Wait, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    relative_steps: tuple[RelativeStep, ...] = ()
    decisions: tuple[Decision, ...] = ()
    carrying_out: tuple[CarryingOut, ...] = ()
    written_reasons: tuple[WrittenReasons, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    handings: tuple[FollowUpHanding, ...] = ()
    closures: tuple[Closure, ...] = ()
    changes: tuple[CaseChange, ...] = ()
    notes: tuple[Note, ...] = ()
    return_answers: tuple[ReturnAnswers, ...] = ()
    documents: tuple[Document, ...] = ()  # without their texts
    sharings: tuple[Sharing, ...] = ()
    superseded: tuple[Any, ...] = ()  # CorrectableFacts
    locality: Locality | None = None

    @property
    def triage(self) -> Triage | None:
        """The latest consideration of what to do."""
        return self.triages[-1] if self.triages else None

    @property
    def priority(self) -> str:
        """The latest priority code given; empty when not yet set."""
        return next((triage.priority for triage in reversed(self.triages) if triage.priority), "")

    @property
    def commitment(self) -> Commitment | None:
        """The open commitment: who holds the case now."""
        return next((held for held in reversed(self.commitments) if held.ended_at is None), None)

    @property
    def held_since(self) -> datetime | None:
        """Since when the present holder has held it, changes between active and waiting left out."""
        since, now = None, self.commitment
        for held in reversed(self.commitments):
            if now is None or held.practitioner_id != now.practitioner_id:
                break
            if held is not now and held.ended_how not in {"", "changed"}:
                break
            since = held.happened_at
        return since

    @property
    def last_commitment(self) -> Commitment | None:
        """Who holds the case, or held it last."""
        return self.commitment or (self.commitments[-1] if self.commitments else None)

    @property
    def open_waits(self) -> tuple[Wait, ...]:
        """Waits that still run, the longest first."""
        return tuple(wait for wait in self.waits if wait.ended_at is None)

    @property
    def open_attempt(self) -> Attempt | None:
        """The attempt going on now."""
        return next((attempt for attempt in reversed(self.attempts) if not attempt.result), None)

    @property
    def assessed(self) -> bool:
        """Whether the person has been seen and interviewed."""
        return any(attempt.result == Attempt.Result.DONE for attempt in self.attempts)

    @property
    def decision(self) -> Decision | None:
        """The decision that stands."""
        return self.decisions[-1] if self.decisions else None

    @property
    def closure(self) -> Closure | None:
        """How the case was closed or voided; None while it is open."""
        return self.closures[-1] if self.closures else None

    @property
    def reasons_owed(self) -> WrittenReasons | None:
        """Written reasons not yet sent; none are owed once an application was made."""
        owed = next((reasons for reasons in self.written_reasons if reasons.sent_at is None), None)
        return None if self.application_made else owed

    @property
    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        """What is still to be done for somebody, the soonest due first."""
        still = (row for row in self.follow_ups if row.ended_at is None)
        return tuple(sorted(still, key=lambda row: (row.due_at, row.pk)))

    def owner_of(self, follow_up: FollowUp) -> Practitioner:
        """Who has the follow-up now: the one it was handed to last, or its first owner."""
        handed = [row for row in self.handings if row.follow_up_id == follow_up.pk]
        return max(handed, key=lambda row: row.pk).to if handed else follow_up.owner

    @property
    def something_is_owed(self) -> bool:
        """Written reasons or a follow-up still to come: the case is following up, not closed."""
        return self.reasons_owed is not None or bool(self.open_follow_ups)

    @property
    def application_made(self) -> bool:
        """Whether the decision that stands was to apply."""
        code = find_code("CL-OUT", self.decision.outcome) if self.decision is not None else None
        return code is not None and code.has("application")

    @property
    def place(self) -> str:
        """Where the person is, as last known."""
        return self._changed(CaseChange.Field.PLACE) or self.case.place

    @property
    def contact_type(self) -> str:
        """The kind of consideration (CL-TYPE), as last known."""
        return self._changed(CaseChange.Field.CONTACT_TYPE) or self.case.contact_type

    @property
    def danger(self) -> str:
        """Whether anyone is in danger, as last told: yes, no, not_known or empty."""
        return self._changed(CaseChange.Field.DANGER) or self.case.contact.danger

    def step(self, step: str) -> CarryingOut | None:
        """The latest dated step of this kind."""
        return next((row for row in reversed(self.carrying_out) if row.step == step), None)

    def answer(self, name: str) -> str:
        """The newest answer given to a question of the return; empty while nobody has answered it."""
        return next((str(said) for row in reversed(self.return_answers) if (said := getattr(row, name))), "")

    def _changed(self, field: str) -> str:
        return next((change.value for change in reversed(self.changes) if change.field == field), "")


KINDS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "legal_events": (LegalEvent, ()),
    "triages": (Triage, ()),
    "commitments": (Commitment, ("practitioner",)),
    "waits": (Wait, ()),
    "attempts": (Attempt, ()),
    "recommendations": (Recommendation, ()),
    "relative_steps": (RelativeStep, ("relative",)),
    "decisions": (Decision, ()),
    "carrying_out": (CarryingOut, ()),
    "written_reasons": (WrittenReasons, ()),
    "follow_ups": (FollowUp, ("owner",)),
    "handings": (FollowUpHanding, ("to", "follow_up")),
    "closures": (Closure, ()),
    "changes": (CaseChange, ()),
    "notes": (Note, ()),
    "return_answers": (ReturnAnswers, ()),
    "documents": (Document, ()),
    "sharings": (Sharing, ("document",)),
}
LEFT_OUT: dict[type[Model], tuple[str, ...]] = {
    Document: ("content",),
    Sharing: ("document__content",),
}  # long texts nobody reads here
BY_WHEN_KNOWN = (CaseChange, ReturnAnswers)


def facts_of(case: Case) -> CaseFacts:
    """All facts of one case: one query for each kind that has any."""
    return facts_of_many([case])[0]


def facts_of_many(cases: Sequence[Case]) -> list[CaseFacts]:
    """All facts of several cases, in their order: as many queries as for one (a batch at a time)."""
    found: list[CaseFacts] = []
    for first in range(0, len(cases), AT_A_TIME):
        found += _batch(cases[first : first + AT_A_TIME])
    return found


def _batch(cases: Sequence[Case]) -> list[CaseFacts]:
    numbers = [case.pk for case in cases]
    wanted = _kinds_with_rows(numbers[0]) if len(numbers) == 1 else set(KINDS)
    rows = {kind: _by_case(kind, numbers) if kind in wanted else {} for kind in KINDS}
    localities = _localities(row for changes in rows["changes"].values() for row in changes)
    return [
        _facts(case, {kind: found.get(case.pk, []) for kind, found in rows.items()}, localities)
        for case in cases
    ]


def _kinds_with_rows(case_id: int) -> set[str]:
    """Which tables have anything about a case: one plain query saves asking the empty ones one by one."""
    tables = [model._meta.db_table for model, _ in KINDS.values()]
    asked = [ASK.replace("TABLE", table).replace("PLACE", str(place)) for place, table in enumerate(tables)]
    names = list(KINDS)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), [case_id] * len(KINDS))
        return {names[place] for (place,) in cursor.fetchall()}


def _by_case(kind: str, case_ids: list[int]) -> dict[int, list[Any]]:
    model, related = KINDS[kind]
    # What is known differently now is ordered by when it became known; all else by when it happened.
    order = "recorded_at" if model in BY_WHEN_KNOWN else "happened_at"
    if len(case_ids) == 1 and model not in LEFT_OUT:
        return {case_ids[0]: rows_of_case(model, related, order=order, case_id=case_ids[0])}
    wanted = model._default_manager.filter(case_id__in=case_ids).order_by(order, "id")
    wanted = wanted.defer(*LEFT_OUT.get(model, ()))
    rows: Iterable[Any] = wanted.select_related(*related) if related else wanted
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.case_id].append(row)
    return grouped


def _localities(changes: Iterable[CaseChange]) -> dict[str, Locality]:
    wanted = {change.value for change in changes if change.field == CaseChange.Field.LOCALITY}
    if not wanted:
        return {}
    return {
        str(area.pk): area for area in Locality.objects.filter(pk__in=[v for v in wanted if v.isdecimal()])
    }


def _facts(case: Case, rows: dict[str, list[Any]], localities: dict[str, Locality]) -> CaseFacts:
    superseded: list[Any] = []
    current: dict[str, tuple[Any, ...]] = {}
    for kind, found in rows.items():
        current[kind], old = _current(found)
        superseded += old
    locality = case.locality
    for change in current["changes"]:
        if change.field == CaseChange.Field.LOCALITY:
            locality = localities.get(change.value, locality)
    return CaseFacts(case=case, superseded=tuple(superseded), locality=locality, **current)


def _current(rows: list[F]) -> tuple[tuple[F, ...], list[F]]:
    """Rows that hold, and rows that a later one corrects (or that say a fact did not happen)."""
    if not rows or not isinstance(rows[0], CorrectableFact):
        return tuple(rows), []
    corrected = {row.corrects_id for row in rows if row.corrects_id is not None}
    holds = tuple(row for row in rows if row.pk not in corrected and not row.struck_out)
    return holds, [row for row in rows if row.pk in corrected or row.struck_out]
