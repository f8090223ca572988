"""The forms of a case, blank: made from the very forms of the screens, for a case that nothing is known of yet."""

from datetime import datetime

from onenumber.audit.models import Viewer
from onenumber.cases.forms import FORMS
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts
from onenumber.design.blank import BlankForm, blank_fields
from onenumber.intake.models import Contact
from onenumber.organisations.models import Service
from onenumber.persons.models import Person

ON_PAPER = (
    "note", "legal-event", "triage", "wait", "attempt", "recommendation", "relative", "decision", "carrying-out",
    "follow-up", "change", "alert", "close",
)  # fmt: skip


def blank_forms(viewer: Viewer, service: Service, *, at: datetime) -> tuple[BlankForm, ...]:
    """One for each kind of fact that is written down while the screens are away."""
    nobody = Case(service=service, contact=Contact(), person=Person(pk=0), contact_type="", happened_at=at)
    facts = CaseFacts(case=nobody)
    found = []
    for code in ON_PAPER:
        form = FORMS[code](facts=facts, viewer=viewer, at=at)
        found.append(BlankForm(code, form.title, blank_fields(bound for bound, _ in form.shown())))
    return tuple(found)
