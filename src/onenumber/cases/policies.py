"""Who may write what on a case (the record, "who may do what").

The hub arranges and records; the practitioner who holds the case decides. Two grants exist that nobody can be
given on a page: `importer` (records brought in by command line) and `system` (reactions of the service
itself).
"""

from typing import Any

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, Commitment, FollowUp, Wait
from onenumber.cases.queries import holder_of, in_councils, owner_of_follow_up, owns_follow_up_in
from onenumber.organisations.models import Service
from onenumber.persons.queries import is_on_duty_in
from onenumber.records.prepared import Prepared
from onenumber.workforce.models import Practitioner

HUB = (Role.HUB_AMHP, Role.AMHP_LEAD)
OURSELVES = ("importer", "system")
WRITERS = (Role.TRAINEE, Role.SUPPORT)
AMHPS = (*HUB, Role.LOCALITY_AMHP, Role.EDT_OFFICER)
LEDGER_TAKERS = (Role.AMHP_LEAD, Role.MANAGER)


def is_hub(viewer: Viewer, service_id: int) -> bool:
    """Hub and lead always, an EDT officer while on duty."""
    if viewer.may_in(service_id, (*HUB, *OURSELVES)):
        return True
    return viewer.may_in(service_id, (Role.EDT_OFFICER,)) and is_on_duty_in(viewer, service_id)


def holds(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer holds the case, or held it last and nobody holds it now."""
    if viewer.practitioner_id is None or not viewer.may_in(case.service_id, Role):
        return False
    held = holder_of(case.pk)
    return held is not None and held.practitioner_id == viewer.practitioner_id


def may_arrange(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """Arrange, consider, close: the hub in its service, and whoever holds the case."""
    return in_councils(viewer, case) and (is_hub(viewer, case.service_id) or holds(viewer, case))


def may_record(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """Write down what happened: also trainees and support, who type for others."""
    if in_councils(viewer, case) and viewer.may_in(case.service_id, WRITERS):
        return True
    return may_arrange(viewer, case=case)


def may_record_wait(viewer: Viewer, *, wait: Wait, **_facts: Any) -> bool:
    """As for the case the wait belongs to."""
    return may_record(viewer, case=wait.case)


def may_see_to(viewer: Viewer, *, follow_up: FollowUp, **_facts: Any) -> bool:
    """End a follow-up or hand it on: its owner, and whoever records in the case."""
    case = follow_up.case
    if may_record(viewer, case=case):
        return True
    own = viewer.practitioner_id is not None and owner_of_follow_up(follow_up.pk) == viewer.practitioner_id
    return own and in_councils(viewer, case) and viewer.may_in(case.service_id, Role)


def may_follow_up(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """The pages of follow-ups: whoever records in the case, and the owner of one that is open."""
    if may_record(viewer, case=case):
        return True
    own = viewer.practitioner_id is not None and owns_follow_up_in(viewer.practitioner_id, case.pk)
    return own and in_councils(viewer, case) and viewer.may_in(case.service_id, Role)


def wrote_on_paper(viewer: Viewer, practitioner_id: int) -> bool:
    """Whether the sheet that is typed in was written by this practitioner."""
    return viewer.paper is not None and viewer.paper.practitioner_id == practitioner_id


def may_decide(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """Only the holder decides. The hub writes it down for a holder who has no sign-in; who may record also types in
    what the holder wrote on paper.
    """
    if not in_councils(viewer, case):
        return False
    if viewer.may_in(case.service_id, ("importer",)) or holds(viewer, case):
        return True
    held = holder_of(case.pk)
    if held is None:
        return False
    if wrote_on_paper(viewer, held.practitioner_id):
        return may_record(viewer, case=case)
    return held.user_id is None and is_hub(viewer, case.service_id)


HELD = Prepared(
    lambda case_id, practitioner_id: Commitment.objects.filter(
        case=case_id, practitioner=practitioner_id
    ).values_list("id")[:1],
    {"case_id": int, "practitioner_id": int},
)


def may_write_report(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """An AMHP who holds the case or held it: who handed it on still writes what they did. Nobody writes for them."""
    if viewer.practitioner_id is None or not viewer.may_in(case.service_id, AMHPS):
        return False
    held = HELD.rows(case_id=case.pk, practitioner_id=viewer.practitioner_id)
    return in_councils(viewer, case) and bool(held)


def may_take_up(viewer: Viewer, *, case: Case, practitioner: Practitioner, **_facts: Any) -> bool:
    """The practitioner themself; the hub only for somebody who has no sign-in, or from paper."""
    if practitioner.service_id != case.service_id or not in_councils(viewer, case):
        return False
    if viewer.practitioner_id == practitioner.pk or viewer.may_in(case.service_id, ("importer",)):
        return viewer.may_in(case.service_id, (*Role, "importer"))
    by_hand = practitioner.user_id is None or viewer.paper is not None
    return by_hand and is_hub(viewer, case.service_id)


def may_change_commitment(viewer: Viewer, *, commitment: Commitment, **_facts: Any) -> bool:
    """The holder; the hub for somebody who has no sign-in."""
    return may_take_up(viewer, case=commitment.case, practitioner=commitment.practitioner)


def may_give_up(viewer: Viewer, *, commitment: Commitment, **_facts: Any) -> bool:
    """The holder says so themself, or the hub stands them down."""
    return may_arrange(viewer, case=commitment.case)


def may_rebuild(viewer: Viewer, **_facts: Any) -> bool:
    """The service itself, by command line."""
    return any(grant.role == "system" for grant in viewer.grants)


def may_see_delays(viewer: Viewer, *, service_id: int) -> bool:
    """The figures of the service: hub, EDT, lead and manager."""
    return viewer.may_in(service_id, (*LEDGER_TAKERS, Role.HUB_AMHP, Role.EDT_OFFICER))


def may_take_delays(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """Take them along as a file: lead and manager, as with the return."""
    return viewer.may_in(service.pk, LEDGER_TAKERS)
