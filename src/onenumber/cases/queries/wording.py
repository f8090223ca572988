"""The words of the timeline: each fact as a colleague would tell it. The engine says "appears", never
more.
"""

from amhp.calendar import say_day_and_time, say_left, say_moment, say_time
from amhp.dataset import find_code
from amhp.law import EventKind
from onenumber.cases.models import (
    Attempt,
    CarryingOut,
    CaseChange,
    Closure,
    Commitment,
    Decision,
    Document,
    FollowUp,
    FollowUpHanding,
    LegalEvent,
    Note,
    Recommendation,
    RelativeStep,
    ReturnAnswers,
    Sharing,
    Triage,
    Wait,
)
from onenumber.intake.models import Contact

Said = tuple[str, str, str]
NOT_IN_FORCE = " Approval appears not to have been in force."


def code_words(code_list: str, code: str) -> str:
    """The label of a code; the code itself when the list does not have it."""
    found = find_code(code_list, code) if code else None
    return found.label if found else code


def codes_words(code_list: str, codes: str) -> str:
    """The labels of several codes, kept with spaces between."""
    return ", ".join(code_words(code_list, code) for code in codes.split())


def kind_of_case(contact_type: str) -> str:
    """What is considered, beginning with a capital."""
    words = code_words("CL-TYPE", contact_type)
    return words[:1].upper() + words[1:]


def asked_by(contact: Contact) -> str:
    """Who asked, as far as it is known."""
    who = ", ".join(part for part in (contact.caller_name, contact.caller_role) if part)
    return f", asked by {who} ({contact.reference})" if who else f" ({contact.reference})"


def say_legal_event(row: LegalEvent) -> Said:
    """What started, extended or ended an authority, and who says so."""
    known = row.kind in EventKind._value2member_map_
    what = EventKind(row.kind).label if known else row.kind
    hours = f", by {row.hours} h" if row.hours else ""
    place = f", {row.place}" if row.place else ""
    who = f". Authorised by {row.authorised_by}" if row.authorised_by else ""
    why = f". Ground: {row.reason.rstrip('.')}" if row.reason else ""
    approved = {True: ". A superintendent or above approved", False: ". No superintendent approved"}
    told = f". Told by {row.told_by}" if row.told_by else ""
    station = approved.get(row.superintendent_approved, "") if row.superintendent_approved is not None else ""
    return "", f"{what}{hours}{place}{who}{why}{station}{told}.", "set"


def say_triage(row: Triage) -> Said:
    """Whose consideration it was and what came of it."""
    what = Triage.Answer(row.answer).label
    who = row.amhp_name or row.by_name
    parts = [
        code_words("CL-NOT", row.not_assessed_reason),
        row.reasons,
        f"Passed to {row.passed_to}" if row.passed_to else "",
    ]
    if row.alternative_used:
        parts.append(f"Used instead: {code_words('CL-ALT', row.alternative_used)}")
    if row.alternatives_tried:
        parts.append(f"Tried: {codes_words('CL-ALT', row.alternatives_tried)}")
    if row.priority:
        parts.append(f"Priority: {code_words('PRIORITY', row.priority)}")
    said = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    if row.from_first_offer:
        said = f"With the first offer. {said}".strip()
    return f"{who}: {what}.", said + (NOT_IN_FORCE if row.approval_in_force is False else ""), "offer"


def result_words(result: str) -> str:
    """The result of an attempt."""
    return str(Attempt.Result(result).label) if result in Attempt.Result.values else result


def say_attempt(row: Attempt) -> Said:
    """An attempt to see the person: where, who was there, what came of it."""
    where = f" at {row.place}" if row.place else ""
    present = f" Present: {row.present}." if row.present else ""
    interpreter = " Interpreter used." if row.interpreter_used else ""
    result = f": {result_words(row.result)}" if row.result else " begun"
    return (
        "",
        f"Attempt to see the person{where}{result}.{present}{interpreter}",
        "done" if row.result == "DONE" else "set",
    )


def say_recommendation(row: Recommendation) -> Said:
    """A doctor's examination and recommendation as received."""
    seen = f" examined {say_moment(row.examined_at, row.recorded_at)}" if row.examined_at else ""
    signed = f", signed {say_moment(row.signed_at, row.recorded_at)}" if row.signed_at else ""
    form = f" on form {row.form}" if row.form else ""
    what = f". Recommendation{form}{signed}" if row.recommends else ". Does not recommend admission"
    about = [
        "section 12" if row.section_12 else "",
        "had not met the person" if row.knew_person is False else "",
        "knew the person" if row.knew_person else "",
    ]
    extra = ", ".join(part for part in about if part)
    return "", f"{row.doctor_name}{seen}{what}{f' ({extra})' if extra else ''}.", "done"


def say_relative_step(row: RelativeStep) -> Said:
    """The nearest relative as it appears, told or asked, or why not."""
    name = row.name or (row.relative.name if row.relative else "")
    how = f", {row.how}" if row.how else ""
    why = f" Appears to be the nearest relative: {row.why_appears.rstrip('.')}." if row.why_appears else ""
    reason = f" {row.reason_not}." if row.reason_not else ""
    words = code_words("CL-NR", row.result)
    return "", f"{words[:1].upper()}{words[1:]}{f': {name}' if name else ''}{how}.{why}{reason}", "done"


def say_decision(row: Decision) -> Said:
    """The outcome and whose it was. Reasons are on the case page, in the AMHP's own words."""
    despite = " Two recommendations received; no application made." if row.declined_despite_two else ""
    used = f" Used instead: {code_words('CL-ALT', row.alternative_used)}." if row.alternative_used else ""
    late = NOT_IN_FORCE if row.approval_in_force is False else ""
    text = f"{code_words('CL-OUT', row.outcome)}.{used}{despite} Reasons kept in their words.{late}"
    return f"{row.amhp_name or row.by_name} decided:", text, "offer"


def say_carrying_out(row: CarryingOut) -> Said:
    """One dated step."""
    what = str(CarryingOut.Step(row.step).label)
    code_list = "BED" if row.step.startswith("bed") else "CONVEYANCE"
    kind = f", {code_words(code_list, row.code)}" if row.code else ""
    place = f", {row.place}" if row.place else ""
    return (
        "",
        f"{what[:1].upper()}{what[1:]}{kind}{place}.",
        "asked" if row.step.endswith(("requested", "asked")) else "done",
    )


def say_closure(row: Closure) -> Said:
    """How it ended."""
    detail = f" {row.detail.rstrip('.')}." if row.detail else ""
    return ("Opened by mistake: voided." if row.kind == "voided" else "Closed."), detail.strip(), "done"


def say_change(row: CaseChange) -> Said:
    """What is known differently now."""
    what = str(CaseChange.Field(row.field).label)
    value = kind_of_case(row.value) if row.field == CaseChange.Field.CONTACT_TYPE else row.value
    if row.field == CaseChange.Field.LOCALITY:
        value = "changed"
    if row.field == CaseChange.Field.DANGER:
        value = row.value.replace("_", " ")
    reason = f" {row.reason.rstrip('.')}." if row.reason else ""
    return "", f"{what[:1].upper()}{what[1:]}: {value}.{reason}", "set"


def say_note(row: Note) -> Said:
    """Somebody's words."""
    return "", row.text, "set"


ANSWERED = {  # the question in a word, and the list of its codes
    "accommodation": ("lives", "ACCOMMODATION"),
    "residence_gss": ("council of residence", "RESIDENCE_SPECIAL"),
    "cross_border_reason": ("why we act", "CROSS_BORDER"),
    "known_to_mh": ("known to services", "KNOWN_TO_MH"),
    "dependants": ("who depends on them", "DEPENDANTS"),
    "alternatives_tried": ("tried", "CL-ALT"),
    "referrer_ods": ("organisation that asked", "ODS_SPECIAL"),
    "amhp_capacity_source": ("AMHP from", "CAPACITY_SOURCE"),
    "sla_code": ("agreement", ""),
    "interpreter_used": ("interpreter used", "YES_NO"),
    "no_doctor": ("no doctor examined", "YES_NO"),
}


def say_return_answers(row: ReturnAnswers) -> Said:
    """What was asked for the return, in one line."""
    said = [
        f"{words}: {codes_words(code_list, value) if code_list else value}"
        for name, (words, code_list) in ANSWERED.items()
        if (value := getattr(row, name))
    ]
    reason = f" Corrected: {row.reason.rstrip('.')}." if row.reason else ""
    return "Asked for the return.", f"{'; '.join(said)}.{reason}", "set"


def say_taken(row: Commitment) -> tuple[str, str]:
    """Somebody holds the case, or says how they stand to it."""
    name = row.practitioner.name
    if row.kind == Commitment.Kind.WAITING:
        return name, "has nothing to do in it for now."
    return name, "took it as well." if row.kind == Commitment.Kind.ADDITIONAL else "is with it."


def say_given_up(row: Commitment) -> str:
    """How the holder left it."""
    how = row.ended_how or "ended"
    return {"finished": "finished.", "handed over": "handed it over.", "stood down": "was stood down."}.get(
        how, f"{how}."
    )


def say_waiting(row: Wait) -> Said:
    """What is waited for, on whom, and whether it was chosen or forced."""
    kind = "chosen by the AMHP" if row.chosen else "forced"
    note = f" {row.note.rstrip('.')}." if row.note else ""
    told = f" Escalated to {row.escalated_to}." if row.escalated_to else ""
    text = f"{code_words('CL-DEL', row.reason)}, {row.agency or 'nobody named'} ({kind}).{note}{told}"
    return "Waiting.", text, "asked"


def say_wait_over(row: Wait) -> str:
    """How long it lasted."""
    ended_at = row.ended_at or row.happened_at
    lasted = say_left(ended_at - row.happened_at)
    harm = f" Harm: {code_words('HARM', row.harm)}." if row.harm and row.harm != "NONE" else ""
    return f"Wait over after {lasted}: {code_words('CL-DEL', row.reason)}, ended {say_time(ended_at)}.{harm}"


def say_follow_up(row: FollowUp) -> str:
    """What is to be done, for whom, by whom and until when."""
    kind = str(FollowUp.Kind(row.kind).label)
    whom = f"{row.for_whom}{f' ({row.telephone})' if row.telephone else ''}"
    due = say_day_and_time(row.due_at)
    return f"{kind[:1].upper()}{kind[1:]}, for {whom}: {row.what.rstrip('.')}. {row.owner.name}, by {due}."


def say_follow_up_over(row: FollowUp) -> tuple[str, str]:
    """What came of it."""
    how = "Followed up" if row.ended_how == FollowUp.Ended.DONE else "No longer needed"
    return f"{how}:", f"{row.what.rstrip('.')}. {row.came_of_it.rstrip('.')}."


def say_follow_up_handed(row: FollowUpHanding) -> tuple[str, str]:
    """Who has it from now on."""
    reason = f" {row.reason.rstrip('.')}." if row.reason else ""
    return row.to.name, f"has the follow-up from now on: {row.follow_up.what.rstrip('.')}.{reason}"


def document_title(document: Document) -> str:
    """What a document is called; a person's name is never in it."""
    words = str(document.get_kind_display())
    return f"{words[:1].upper()}{words[1:]} {document.version}"


def say_document(row: Document) -> Said:
    """A document was finished and locked."""
    late = NOT_IN_FORCE if row.approval_in_force is False else ""
    return "", f"{document_title(row)} finished and locked.{late}", "done"


def say_sharing(row: Sharing) -> Said:
    """A document went to somebody."""
    return "", f"{document_title(row.document)} given to {row.to_whom}, {row.how}.", "done"
