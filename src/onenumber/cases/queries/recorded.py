"""What is recorded about a case as names and values: decision, nearest relative, assessment, what we were told.

The case page shows them, its sheets print them, and the report begins with them: each says where it came from.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from onenumber.cases.queries.facts import CaseFacts
from onenumber.cases.queries.wording import code_words
from onenumber.design.parts import Pair
from onenumber.intake.models import Contact
from onenumber.persons.models import Relative

Say = Callable[[datetime], str]  # how a moment is said: a screen says "today", a locked text the whole date


def decision_pairs(facts: CaseFacts, say: Say) -> tuple[Pair, ...]:
    """The latest consideration, and the decision with its reasons and alternatives."""
    decision, triage = facts.decision, facts.triage
    pairs = []
    if triage is not None:
        when = say(triage.happened_at)
        pairs.append(
            Pair(
                name="Considered",
                value=f"{triage.get_answer_display()}, {when}",
                told_by=triage.amhp_name or triage.by_name,
            )
        )
        if triage.reasons:
            pairs.append(Pair(name="Why", value=triage.reasons))
    if decision is not None:
        when = say(decision.happened_at)
        pairs += [
            Pair(
                name="Outcome",
                value=code_words("CL-OUT", decision.outcome),
                told_by=f"{decision.amhp_name}, {when}",
            ),
            Pair(name="Reasons", value=decision.reasons),
        ]
        if decision.alternatives:
            pairs.append(Pair(name="Alternatives", value=decision.alternatives))
        if decision.alternative_used:
            pairs.append(Pair(name="Used instead", value=code_words("CL-ALT", decision.alternative_used)))
        if decision.declined_despite_two:
            pairs.append(Pair(name="Recommendations", value="Two were made; the AMHP did not apply"))
        if decision.approval_in_force is False:
            pairs.append(Pair(name="Approval", value="appears not in force at that moment"))
    return tuple(pairs)


def relative_pairs(facts: CaseFacts, say: Say) -> tuple[Pair, ...]:
    """Each contact with the nearest relative as it appears, the latest first."""
    pairs = []
    for step in reversed(facts.relative_steps):
        name = step.name or (step.relative.name if step.relative else "")
        told = f"{step.how}, {say(step.happened_at)}" if step.how else say(step.happened_at)
        pairs.append(Pair(name=name or "Not named", value=code_words("CL-NR", step.result), told_by=told))
        if step.why_appears:
            pairs.append(Pair(name="Appears because", value=step.why_appears))
        if step.reason_not:
            pairs.append(Pair(name="Why not", value=step.reason_not))
    return tuple(pairs)


def close_ones(relatives: Iterable[Relative]) -> tuple[Pair, ...]:
    """The people close to the person, with what to mind before ringing."""
    return tuple(
        Pair(
            name=relative.name,
            value=f"{relative.relation}{', lives with them' if relative.lives_with else ''}",
            told_by=(relative.telephone + (". Ask before ringing" if relative.safety_flag else "")).strip(),
        )
        for relative in relatives
    )


def assessment_pairs(facts: CaseFacts, say: Say) -> tuple[Pair, ...]:
    """Attempts to see the person, the doctors, and the dated steps."""
    pairs = []
    for attempt in facts.attempts:
        result = attempt.get_result_display() if attempt.result else "under way"
        place = f" at {attempt.place}" if attempt.place else ""
        pairs.append(
            Pair(
                name="Seen" if attempt.result == "DONE" else "Attempt",
                value=f"{say(attempt.happened_at)}{place}: {result}",
                told_by=attempt.present,
            )
        )
    for seen in facts.recommendations:
        approved = (
            "section 12"
            if seen.section_12
            else ("not section 12" if seen.section_12 is False else "section 12 not known")
        )
        examined = f"examined {say(seen.examined_at)}" if seen.examined_at else "examination time not known"
        signed = f", signed {say(seen.signed_at)}" if seen.signed_at else ""
        what = "recommends" if seen.recommends else "does not recommend"
        pairs.append(Pair(name=seen.doctor_name, value=f"{what}: {examined}{signed}", told_by=approved))
    for step in facts.carrying_out:
        place = f", {step.place}" if step.place else ""
        pairs.append(
            Pair(name=_capital(str(step.get_step_display())), value=f"{say(step.happened_at)}{place}")
        )
    return tuple(pairs)


def told_pairs(facts: CaseFacts, say: Say, *, joined: Iterable[Contact] = ()) -> tuple[Pair, ...]:
    """Who rang, when, and what was said about danger."""
    contact = facts.case.contact
    caller = ", ".join(part for part in (contact.caller_name, contact.caller_role) if part) or "not known"
    pairs = [
        Pair(
            name="Contact",
            value=contact.reference,
            told_by=f"taken by {contact.by_name}, {say(contact.happened_at)}",
        ),
        Pair(name="Caller", value=caller, told_by=contact.caller_number),
        Pair(name="Who referred", value=code_words("CL-SRC", contact.source) or "not known"),
    ]
    danger = {"yes": "Yes", "no": "No", "not_known": "Not known"}.get(facts.danger)
    if danger:
        pairs.append(Pair(name="Anyone in danger", value=danger))
    pairs += [Pair(name="Also rang", value=joined.reference, told_by=joined.caller_name) for joined in joined]
    return tuple(pairs)


def _capital(words: str) -> str:
    """A first letter for the start of a line; the rest stays (AMHP)."""
    return words[:1].upper() + words[1:]
