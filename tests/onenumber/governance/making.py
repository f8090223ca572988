"""A record with something of everything, old enough to fall due, for the tests of this room."""

from datetime import timedelta

from onenumber.access.actions import give_reason, review_opening
from onenumber.access.models import OpeningReview
from onenumber.allocation.actions import ask_back_up, send_offers
from onenumber.audit.actions import note_opening
from onenumber.audit.models import Opening
from onenumber.cases.actions import (
    open_wait,
    record_alert_of_case,
    record_note,
    record_relative_of_case,
    void_case,
)
from onenumber.cases.models import Case
from onenumber.config.reactions import run_once
from onenumber.organisations.models import Service
from tests.onenumber.cases.making import begin_duty, make_case
from tests.onenumber.conftest import AT, County

DUE = AT.replace(year=AT.year + 21)  # one year after the twenty
SETTINGS = {
    "retention.confirmed": {"value": ["mental_health", "child"]},
    "record.reason_open_minutes": {"value": 60},
    "offer.minutes": {"value": [10, 20, 60]},
}


def confirm(service: Service, *classes: str) -> None:
    """The settings of the service, with these classes confirmed."""
    service.settings = SETTINGS | {"retention.confirmed": {"value": list(classes)}}
    service.save(update_fields=["settings"])


def make_record(county: County) -> Case:
    """A closed case with a note, an alert, a relative, a wait, an offer, back-up, a reason, openings and a review."""
    confirm(county.westmoor, "mental_health", "child")
    hub, lead, case = county.viewer("hub_amhp"), county.viewer("amhp_lead"), make_case(county)
    begin_duty(county, "hub_amhp")
    record_note(by=hub, at=AT, case=case, text="Her brother Gwilym rang: he has the key")
    record_alert_of_case(by=hub, at=AT, case=case, text="The dog bites")
    record_relative_of_case(
        by=hub, at=AT, case=case, name="Gwilym Marsh", relation="brother", telephone="01632 960222"
    )
    open_wait(
        by=hub, at=AT, case=case, stage="BED", reason="BED_NONE", agency="Bed team", chosen=False
    )  # fmt: skip
    send_offers(
        by=hub, at=AT, case=case, practitioner_ids=[county.practitioners["locality_amhp"].pk], together=True,
        answer_minutes=20, line="Ring Gwilym first",
    )  # fmt: skip
    ask_back_up(
        by=hub, at=AT, service=county.westmoor, why="alone", urgent=False, words="",
        practitioner=county.practitioners["hub_amhp"], case=case,
    )  # fmt: skip
    give_reason(
        by=county.viewer("locality_amhp"), at=AT, person_id=case.person_id, service_id=case.service_id,
        reason="Her brother asked for me", leads_to="/",
    )  # fmt: skip
    for by in (hub, county.viewer("locality_amhp")):
        note_opening(by=by, at=AT, person_id=case.person_id, service_id=case.service_id, how="case")
    opening = Opening.objects.get(user_id=hub.user_id)
    review_opening(
        by=lead, at=AT, opening=opening, finding=OpeningReview.Finding.ASKED, note="She was on duty"
    )
    void_case(by=hub, at=AT + timedelta(hours=1), case=case, reason="Opened twice")
    run_once(at=AT + timedelta(hours=1))
    return case
