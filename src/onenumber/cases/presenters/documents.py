"""A finished document in words, for the screen, the sheet and the PDF alike."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_moment
from onenumber.cases.models import Case, Document
from onenumber.cases.queries import WholeDocument, document_title
from onenumber.design.parts import Pair
from onenumber.design.wording import weekday_moment
from onenumber.persons.queries import person_line

NOT_IN_FORCE = "The author’s approval as an AMHP appears not in force when this was finished."
CHANGED = "The text does not agree with its SHA-256. Tell your system administrator before relying on it."
OUTLINE = "An outline, for the hospital at once. The full report follows and takes its place."


@dataclass(frozen=True)
class PartShown:
    """One heading of a report: what was recorded, and the author's words."""

    heading: str
    recorded: tuple[Pair, ...]
    words: str


@dataclass(frozen=True)
class Added:
    """An addendum."""

    heading: str
    words: str
    note: str


@dataclass(frozen=True)
class Given:
    """Whom it was given to."""

    to_whom: str
    how: str
    when: str


@dataclass(frozen=True)
class DocumentView:
    """Everything that is shown of a document. `is_letter`: paragraphs instead of parts."""

    reference: str
    number: int
    title: str
    kind: str
    is_letter: bool
    language: str
    person_line: str
    finished: str
    notices: tuple[str, ...]
    identity: tuple[Pair, ...]
    parts: tuple[PartShown, ...]
    paragraphs: tuple[str, ...]
    approved: str
    addenda: tuple[Added, ...]
    given: tuple[Given, ...]
    digest: str
    may_be_added_to: bool


def present_document(whole: WholeDocument, case: Case, *, at: datetime) -> DocumentView:
    """The document as it is shown at one moment."""
    row, content = whole.document, whole.content
    letter = row.kind == Document.Kind.LETTER
    by = f", approved by {content['approved_by']} on {content['approved_on']}" if letter else ""
    return DocumentView(
        reference=case.reference,
        number=row.number,
        title=f"Letter {content['label'].partition(', ')[2]}" if letter else _title(row),
        kind=row.kind,
        is_letter=letter,
        language=content.get("language", "en-GB"),
        person_line=person_line(case.person, case.reference, on=day_in_london(at)),
        finished=f"{'Made' if letter else 'Finished'} {weekday_moment(row.happened_at)} by {row.by_name}. Locked.",
        notices=_notices(whole),
        identity=_pairs(content.get("identity", [])),
        parts=tuple(
            PartShown(part["heading"], _pairs(part["recorded"]), part["words"])
            for part in content.get("parts", [])
        ),
        paragraphs=tuple(content.get("paragraphs", [])),
        approved=f"Text: {content['label']}{by}." if letter else "",
        addenda=tuple(
            Added(document_title(added), words, f"{weekday_moment(added.happened_at)}, {added.by_name}")
            for added, words in whole.addenda
        ),
        given=tuple(
            Given(each.to_whom, each.how, say_moment(each.happened_at, at)) for each in whole.sharings
        ),
        digest=row.digest,
        may_be_added_to=row.kind in {Document.Kind.REPORT, Document.Kind.OUTLINE},
    )


def _title(row: Document) -> str:
    words = (
        "Report of the AMHP" if row.kind == Document.Kind.REPORT else document_title(row).rpartition(" ")[0]
    )
    return f"{words}, version {row.version}"


def _notices(whole: WholeDocument) -> tuple[str, ...]:
    row, missing = whole.document, whole.content.get("missing", [])
    gaps = ", ".join(sorted({name.replace("_", " ") for name in missing}))
    found = (
        OUTLINE if row.kind == Document.Kind.OUTLINE else "",
        NOT_IN_FORCE if row.approval_in_force is False else "",
        "" if whole.as_finished else CHANGED,
        f"The record did not say: {gaps}. The letter shows where it would stand." if gaps else "",
        *(
            f"{document_title(added)}: {NOT_IN_FORCE}"
            for added, _ in whole.addenda
            if added.approval_in_force is False
        ),
    )
    return tuple(notice for notice in found if notice)


def _pairs(plain: list[list[str]]) -> tuple[Pair, ...]:
    return tuple(Pair(name=name, value=value, told_by=told) for name, value, told in plain)
