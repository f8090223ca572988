"""What the law asks of a call before anyone is held: whom to ask, where the power is, who is owed reasons.

Nothing here has a date of its own, so the row without an end is used. The lists are in
data/consideration.toml. Source: MHA 1983 ss 13(4), 136(1A), 136(1C).
"""

import re

from amhp.law.inputs import BadInput, Inputs
from amhp.law.registry import Answer, Conclusion, Law, rule
from amhp.law.rows import Row, plain

_WORDS = re.compile(r"\w+")


@rule("s136.consult", reads="practicable:flag consulted:text reason_recorded:flag")
def consult_before_136(given: Inputs, law: Law) -> Conclusion:
    """Asked someone the section lists; or it was not practicable, and the reason is recorded.

    >>> from amhp.law import evaluate
    >>> evaluate("s136.consult", {"practicable": True, "consulted": None})["compliant"]
    False
    """
    row = law.row(on=None)
    if given.has("consulted"):
        consulted = given.text("consulted")
        if not _names_one_of(row, "may_be_consulted", consulted):
            raise BadInput(f"consulted: name the role: {', '.join(row.lists['may_be_consulted'])}.")
        return _consult(row, met=True, because=f"asked: {consulted}")
    if given.flag("practicable"):
        if not given.is_spoken_of("consulted"):
            raise BadInput("consulted: say who was asked, or null for nobody.")
        return _consult(row, met=False, because="practicable, and nobody was asked")
    wanted = bool(row.number("reason_recorded_if_not_practicable"))
    if wanted and given.flag_if_given("reason_recorded") is False:
        return _consult(row, met=False, because="not practicable, but the reason is not recorded")
    return _consult(row, met=True, because="not practicable")


def _consult(row: Row, *, met: bool, because: str) -> Conclusion:
    return Conclusion(row=row, answers={"compliant": met}, because=because)


def _names_one_of(row: Row, name: str, text: str) -> bool:
    words = f" {' '.join(_WORDS.findall(plain(text)))} "
    return any(f" {plain(entry)} " in words for entry in row.lists[name])


@rule("s136.location", reads="place:text")
def place_of_136(given: Inputs, law: Law) -> Conclusion:
    """Anywhere but where someone lives and what goes with it alone; an unlisted place is asked about.

    >>> from amhp.law import evaluate
    >>> evaluate("s136.location", {"place": "patient's own flat"})["power_available"]
    False
    """
    row, place = law.row(on=None), given.text("place")
    for available in (True, False):
        name = "available" if available else "not_available"
        if row.listed(name, place):
            return Conclusion(row=row, answers={"power_available": available}, point=name)
    known = "; ".join(row.lists["not_available"] + row.lists["available"])
    raise BadInput(f"place: give one of: {known}.")


@rule("s13_4.request", reads="requested_by:text outcome:text")
def request_by_nearest_relative(given: Inputs, law: Law) -> Conclusion:
    """A nearest relative whose request led to no application is owed the reasons in writing.

    >>> from amhp.law import evaluate
    >>> given = {"requested_by": "nearest relative", "outcome": "no application"}
    >>> evaluate("s13_4.request", given)["written_reasons_to_nearest_relative"]
    True
    """
    row, outcome = law.row(on=None), given.text("outcome")
    if not row.listed("outcomes_with_reasons", outcome) and not row.listed(
        "outcomes_without_reasons", outcome
    ):
        raise BadInput("outcome: give no application, or application made.")
    asked_by_relative = row.listed("whose_request", given.text("requested_by"))
    owed = asked_by_relative and row.listed("outcomes_with_reasons", outcome)
    answers: dict[str, Answer] = {"written_reasons_to_nearest_relative": owed}
    because = (
        "requested by the nearest relative" if asked_by_relative else "not requested by the nearest relative"
    )
    return Conclusion(row=row, answers=answers, because=f"{because}; {plain(outcome)}")
