"""The kinds of contact: the page's letters, what each becomes, its type in the return (record.md)."""

from dataclasses import dataclass

from onenumber.intake.models import Contact

Kind = Contact.Kind
OPENS_A_CASE = frozenset({Kind.REFERRAL, Kind.NEAREST_RELATIVE})
CALL_KINDS = (  # letter of the page, its words, and the kind it stands for until more is said
    ("R", "Referral", Kind.REFERRAL),
    ("A", "Advice", Kind.ADVICE),
    ("P", "Police line", Kind.POLICE),
    ("B", "Back-up for an AMHP", Kind.BACK_UP),
    ("T", "Other", Kind.OTHER),
)
OTHER_KINDS = (Kind.NOTICE, Kind.EDT_ADULT, Kind.EDT_CHILD, Kind.CONCERN, Kind.OTHER)
OTHER_WORDS = {
    Kind.NOTICE: "Notice: admission, absence, recall, warrant",
    Kind.EDT_ADULT: "EDT social care, adult",
    Kind.EDT_CHILD: "EDT social care, child",
    Kind.CONCERN: "Concern or compliment",
    Kind.OTHER: "Something else",
}
KIND_WORDS = {**dict(Kind.choices), Kind.BACK_UP.value: "back-up for a colleague"}
NOTHING, NOT_KNOWN = "nothing", "not_known"
_TYPES = {Kind.NEAREST_RELATIVE: "S13_4", Kind.ADVICE: "ADVICE", Kind.POLICE: "POLICE_ADVICE"}
_TYPES_OF_EVENTS = {"s136": "S136", "s135": "S135", "cto": "CTO"}


@dataclass(frozen=True)
class Letter:
    """One choice of "What is this call?"."""

    letter: str
    words: str
    kind: str


LETTERS = tuple(Letter(letter, words, kind.value) for letter, words, kind in CALL_KINDS)


def contact_type_of(kind: str, event: str) -> str:
    """The CL-TYPE of a contact; empty for kinds that make no row.

    >>> contact_type_of("referral", "s136_kept"), contact_type_of("referral", "nothing")
    ('S136', 'S13')
    >>> contact_type_of("nearest_relative", "nothing"), contact_type_of("back_up", "")
    ('S13_4', '')
    """
    if kind != Kind.REFERRAL:
        return _TYPES.get(Kind(kind), "")
    return _TYPES_OF_EVENTS.get(event.split("_", maxsplit=1)[0], "S13")
