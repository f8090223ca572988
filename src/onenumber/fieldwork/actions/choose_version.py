"""A person chooses: the phone's version is recorded, or the record stays. Both are kept, with who chose and when."""

from datetime import datetime
from uuid import UUID

from amhp.calendar import say_moment, say_time
from onenumber.allocation.actions import ask_back_up
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact, correct_fact
from onenumber.cases.queries import facts_of
from onenumber.fieldwork.actions._recording import record
from onenumber.fieldwork.models import PhoneEntry
from onenumber.fieldwork.policies import may_choose
from onenumber.fieldwork.queries import version_of

Chosen, Kind = PhoneEntry.Chosen, PhoneEntry.Kind


@action("phone_entry.chosen", policy=may_choose)
def choose_version(
    *, by: Viewer, at: datetime, entry: PhoneEntry, chosen: str, words: str = "", key: UUID | None = None
) -> Done[PhoneEntry]:
    """Chosen once. Raises Conflict when somebody has chosen already, or has corrected the row meanwhile."""
    rows = PhoneEntry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "case", "service", "practitioner"
    )
    current, link = rows.get(pk=entry.pk), f"/phone-entries/{entry.pk}/"
    if current.ended_at is not None:
        said = f"{current.ended_by_name} chose already, at {say_time(current.ended_at)}."
        raise Conflict(said, link=link, link_text="See what was chosen")
    if chosen not in Chosen.values:
        raise ImpossibleFact("chosen", "Choose one of the two versions.")
    if chosen == Chosen.PHONE:
        _record(current, by=by, at=at)
    PhoneEntry.objects.filter(pk=current.pk).update(
        chosen=chosen, chosen_words=words, ended_at=at, ended_by_id=by.user_id, ended_by_name=by.name
    )
    current.refresh_from_db()
    return Done(
        current,
        subject=current.case.reference if current.case else f"phone entry {current.pk}",
        service_id=current.service_id,
        fields=(chosen,),
        leads_to=link,
    )


def _record(entry: PhoneEntry, *, by: Viewer, at: datetime) -> None:
    if entry.kind == Kind.BACK_UP:
        ask_back_up(
            by=by, at=at, service=entry.service, why=entry.words, urgent=True, practitioner=entry.practitioner,
            happened_at=entry.happened_at,
        )  # fmt: skip
        return
    if entry.case is None:
        raise ImpossibleFact("chosen", "No case has this reference, so it can be recorded nowhere by itself.")
    version = version_of(facts_of(entry.case), entry.kind)
    if version is None or not version.fact:
        words = f"Written by {entry.by_name} on a phone: {entry.words}" if entry.words else ""
        record(entry.case, entry.kind, words, by=by, at=at, happened_at=entry.happened_at)
    elif not version.agrees_with(entry.happened_at):
        what, _, number = version.fact.rpartition("-")
        reason = f"Two versions: {entry.by_name}’s phone has {say_moment(entry.happened_at, at)}"
        correct_fact(
            by=by, at=at, case=entry.case, what=what, fact_id=int(number), reason=reason,
            changes={version.column: entry.happened_at},
        )  # fmt: skip
