"""What a contact and the person it is about give to a row of the return (dataset AMDS v1), with or without a case.

What nobody has asked says so by its own code; nothing is asked again.
"""

from datetime import date

from amhp.calendar import day_in_london
from amhp.dataset import SCHEMA_VERSION, Value, legal_regime, national_source
from amhp.law import EventKind
from onenumber.intake.models import Contact
from onenumber.organisations.models import Service
from onenumber.persons.models import Person
from onenumber.persons.queries import age_of

NOT_ASKED = {"gender_identity": "X", "ethnic_category": "99", "residence_gss": "NOT_KNOWN"}
NOT_TRACED, NO_NUMBER = "02", "03"  # present but not traced; trace required


def contact_values(contact: Contact, person: Person | None, service: Service) -> dict[str, Value]:
    """Everything but `person_key`, which is made with the return's own key."""
    combined = service.mode == Service.Mode.COMBINED
    return {
        "la_gss": contact.council.code_gss,
        "provider_ods": service.provider.code_ods or None,
        "service_mode": contact.duty_kind.upper() if combined else service.mode,
        "team_code": contact.locality.code if contact.locality else "HUB",
        **told_values(contact, person),
    }


def told_values(contact: Contact, person: Person | None) -> dict[str, Value]:
    """What was told with the contact and is known of the person: no other table is read."""
    received_on = day_in_london(contact.happened_at)
    return {
        "record_id": contact.reference,
        "schema_version": SCHEMA_VERSION,
        "legal_regime": legal_regime(received_on),
        "received_at": contact.happened_at,
        "received_at_quality": contact.received_quality,
        "source_amhp": contact.source or None,
        "source_national": national_source(contact.source) if contact.source else None,
        "status_at_referral": _status(contact.event),
        "place_at_referral": contact.place_kind or "NOT_KNOWN",
        **_person_values(person, received_on),
    }


def _status(event: str) -> str:
    """The legal status code when asked: informal where nothing had started, not known where nobody could say."""
    if event in EventKind._value2member_map_:
        return EventKind(event).legal_status or "01"
    return "99" if event == "not_known" else "01"


def _person_values(person: Person | None, on: date) -> dict[str, Value]:
    if person is None:
        return dict(NOT_ASKED)
    return {
        "nhs_number": person.nhs_number or None,
        "nhs_number_status": NOT_TRACED if person.nhs_number else NO_NUMBER,
        "birth_date": person.birth_date,
        "age_years": age_of(person, on=on),
        "gender_identity": person.gender_identity or NOT_ASKED["gender_identity"],
        "ethnic_category": person.ethnic_category or NOT_ASKED["ethnic_category"],
        "residence_gss": NOT_ASKED["residence_gss"],
        "language": person.language or None,
        "interpreter_needed": person.interpreter_needed,
        "ld_autism": person.ld_autism or None,
    }
