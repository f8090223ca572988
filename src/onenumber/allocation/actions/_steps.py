"""What an ask means for the dated steps of the case: asked for and found are said once, not typed again."""

from datetime import datetime

from onenumber.allocation.models import Ask
from onenumber.audit.models import Viewer
from onenumber.cases.actions import record_carrying_out
from onenumber.cases.models import CarryingOut
from onenumber.cases.queries import facts_of

Step = CarryingOut.Step
STEPS = {  # what is asked for, and what became of it
    (Ask.What.BED, "asked"): Step.BED_REQUESTED,
    (Ask.What.BED, "found"): Step.BED_FOUND,
    (Ask.What.TRANSPORT, "asked"): Step.CONVEYANCE_ASKED,
    (Ask.What.TRANSPORT, "arrived"): Step.CONVEYANCE_ARRIVED,
}


def keep_step(ask: Ask, moment: str, *, by: Viewer, at: datetime, happened_at: datetime) -> None:
    """Keep the step that goes with this moment of an ask, unless the case has it already."""
    step = STEPS.get((Ask.What(ask.what), moment))
    if step is None or facts_of(ask.case).step(step) is not None:
        return
    record_carrying_out(
        by=by,
        at=at,
        case=ask.case,
        step=step,
        happened_at=happened_at,
        code=ask.kind if step != Step.BED_REQUESTED else "",
        place=ask.whom if ask.what == Ask.What.BED and moment == "found" else "",
    )
