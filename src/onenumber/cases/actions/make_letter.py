"""Make a letter from the service's approved text. Without approved text none can be made: nothing is invented."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._document import document_done, finish, lock_case
from onenumber.cases.actions._facts import ImpossibleFact
from onenumber.cases.actions._projection import touch
from onenumber.cases.models import Case, Document
from onenumber.cases.policies import may_arrange
from onenumber.cases.queries import facts_of, filled_in, letter_slots, letter_values

LONGEST_NAME = 200


@action("letter.made", policy=may_arrange)
def make_letter(
    *, by: Viewer, at: datetime, case: Case, slot: str, to_name: str, key: UUID | None = None
) -> Done[Document]:
    """`slot` names whose letter in which language. The text, who approved it and when are locked with it."""
    chosen = next((each for each in letter_slots(case.service) if each.name == slot and each.text), None)
    if chosen is None:
        raise ImpossibleFact("slot", "There is no approved text for this letter. Choose one that has.")
    if not to_name.strip() or len(to_name) > LONGEST_NAME:
        raise ImpossibleFact("to_name", "Write to whom the letter is addressed.")
    lock_case(case)
    values = letter_values(facts_of(case), to_name=to_name.strip(), at=at)
    paragraphs, missing = filled_in(chosen.text, values)
    content = {
        "to": to_name.strip(),
        "label": chosen.label,
        "language": chosen.language,
        "paragraphs": paragraphs,
        "missing": missing,
        "approved_by": chosen.approved_by,
        "approved_on": chosen.approved_on,
    }
    document = finish(case, content, by=by, at=at, kind=Document.Kind.LETTER, slot=slot)
    touch(case, at=at)
    return document_done(document, case, "letter")
