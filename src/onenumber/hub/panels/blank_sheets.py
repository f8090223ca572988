"""The blank sheets of the pack: the screens' own questions, so that what is written down can be typed in afterwards."""

from collections.abc import Iterator
from dataclasses import replace

from onenumber.cases.panels import blank_forms
from onenumber.continuity.models import PAPER_KINDS
from onenumber.design.blank import BlankField, BlankForm, Room, blank_fields
from onenumber.hub.forms.take import TakeForm
from onenumber.hub.queries.pack import PackFacts
from onenumber.intake.models import Draft

NOT_ON_PAPER = (  # machine fields, and what the sheet's own head or the typist says
    "key", "same_person", "not_same", "event_day", "event_offset", "record_kind", "received_day", "received_time",
)  # fmt: skip
SAYS_WHOSE = {"caller": "Caller", "person": "Person", "event": "Clock"}
WHO = BlankField("Who was asked (one person a sheet)", Room.LINE)
ASKED = (
    BlankForm("offer", "An offer", (WHO, BlankField("Answer wanted by: day and time", Room.LINE))),
    BlankForm(
        "answer",
        "An answer to an offer",
        (
            WHO,
            BlankField("What they answered", Room.BOXES, ("Accept", "Decline")),
            BlankField("If they decline, why (they need not say)", Room.LINE),
        ),
    ),
)


def _contact_fields(take: TakeForm) -> Iterator[BlankField]:
    """As on the screen, with whose each is: on paper no heading says it."""
    for name in take.fields:
        if name not in NOT_ON_PAPER:
            [field] = blank_fields([take[name]])
            whose = SAYS_WHOSE.get(name.partition("_")[0])
            yield (
                replace(field, label=f"{whose}: {field.label[:1].lower()}{field.label[1:]}")
                if whose
                else field
            )


def blank_sheets(facts: PackFacts) -> tuple[BlankForm, ...]:
    """One of each kind that is printed."""
    draft = Draft(service=facts.service, answered_at=facts.at, reference="")
    take = TakeForm(draft=draft, at=facts.at)
    contact = BlankForm("contact", "A contact", tuple(_contact_fields(take)))
    made = {
        form.code: form for form in (contact, *ASKED, *blank_forms(facts.viewer, facts.service, at=facts.at))
    }
    return tuple(made[kind.code] for kind in PAPER_KINDS if kind.code in made)
