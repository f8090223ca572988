"""Whether a local time that someone typed means exactly one moment.

Source: Summer Time Act 1972. Design rule: the hour the clocks skip is refused, the hour that comes twice is
asked about.
"""

from amhp.calendar import NonExistentHour, RepeatedHour, civil
from amhp.law.inputs import BadInput, Inputs
from amhp.law.registry import Conclusion, Law, rule


@rule("input.validate", reads="field:text local_wall_time:wall_time zone:text")
def one_moment(given: Inputs, law: Law) -> Conclusion:
    """Valid when the wall in London showed this time exactly once.

    >>> from amhp.law import evaluate
    >>> given = {"local_wall_time": "2027-10-31T01:30:00", "zone": "Europe/London"}
    >>> evaluate("input.validate", given)["valid"]
    False
    """
    local = given.wall_time("local_wall_time")
    row = law.row(on=local.date())
    if not row.listed("zones", given.text("zone")):
        raise BadInput(f"zone: give {', '.join(row.lists['zones'])}.")
    try:
        moment = civil(local.date(), local.time())
    except NonExistentHour:
        return Conclusion(
            row=row, answers={"valid": False, "reason": "does not exist: the clocks went forward"}
        )
    except RepeatedHour:
        return Conclusion(row=row, answers={"valid": False, "reason": "ambiguous: ask BST or GMT"})
    return Conclusion(row=row, answers={"valid": True, "moment": moment})
