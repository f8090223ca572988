"""Every table of the service is reached from a person, named as a loose end, or said to hold nothing about one.

What is forgotten here would be forgotten when somebody asks what is held about them, and when a record is destroyed.
"""

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from onenumber.governance.queries import LOOSE, pointing_at
from onenumber.intake.models import Contact
from onenumber.persons.models import Person

NOT_ABOUT_A_PERSON = {  # table: what it is about instead
    "access.Grant": "a member of staff",
    "access.User": "a member of staff",
    "audit.ChainHead": "the audit itself",
    "audit.Entry": "what staff did, by number and verb; it outlives the record so that the chain stays whole",
    "continuity.PackState": "the packs for an outage: when they were written",
    "continuity.PaperPeriod": "a time on paper",
    "continuity.Sheet": "a numbered sheet: typed in, void or missing",
    "continuity.SheetEntry": "who typed a sheet in, under which reference; what it said is in the rooms",
    "governance.Destruction": "the tombstone: references, days and who",
    "handover.Handover": "a list at the end of a duty; its items point at cases, and go with them",
    "handover.Signature": "who signed a list",
    "messaging.InboundText": "a text that came in; one that answers about a case is a row of the room that takes it",
    "messaging.ReachChoice": "where a member of staff is reached",
    "organisations.Agreement": "two services, or a place: whom to ring there",
    "organisations.Locality": "the service",
    "organisations.Organisation": "the service",
    "organisations.Place": "the service",
    "organisations.Restoration": "the service, put back from a backup",
    "organisations.Service": "the service",
    "organisations.ServiceCouncil": "the service",
    "organisations.Team": "the service",
    "records.Counter": "references issued",
    "records.Never": "nothing, ever",
    "records.Outgoing": "announced events: numbers and moments",
    "records.Permit": "leave to delete, within one transaction",
    "records.Submission": "forms sent twice: where the first answer led, a reference at most",
    "records.WorkerBeat": "the worker",
    "returns.ImportBatch": "a file that was brought in",
    "rota.Duty": "a member of staff",
    "workforce.FreeTime": "a doctor: when they can be asked",
    "workforce.Hat": "a member of staff",
    "workforce.Practitioner": "a member of staff",
}


def reached() -> set[type[Model]]:
    """Every table a foreign key leads to, from a person or a contact."""
    found: set[type[Model]] = {Person, Contact, *LOOSE}
    waiting = list(found)
    while waiting:
        for child, _ in pointing_at(waiting.pop()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def tables() -> dict[str, type[Model]]:
    """Every table of our own rooms."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.startswith("onenumber.")
        and model._meta.app_config.name in settings.INSTALLED_APPS
    }


def test_nothing_about_a_person_is_forgotten() -> None:
    forgotten = {label for label, model in tables().items() if model not in reached()} - set(
        NOT_ABOUT_A_PERSON
    )
    assert forgotten == set(), (
        "these tables are not reached from a person. If a row can be about one, give it a foreign key to the person, "
        "contact or case, or name it in LOOSE of governance/queries/reach.py; if not, say here what it is about"
    )


def test_nothing_is_said_twice() -> None:
    assert sorted(set(NOT_ABOUT_A_PERSON) - set(tables())) == []
    assert sorted(label for label in NOT_ABOUT_A_PERSON if tables()[label] in reached()) == []
