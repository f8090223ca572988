"""Reading the line: contacts and their standing, drafts, what the page proposes."""

from onenumber.intake.queries.contacts import (
    ContactLine,
    DayCounts,
    LatestContact,
    Wanted,
    contact,
    contacts,
    corrected,
    counts_today,
    latest_about,
    visible,
    waiting,
    with_standing,
)
from onenumber.intake.queries.drafts import draft, unfinished
from onenumber.intake.queries.kinds import (
    KIND_WORDS,
    LETTERS,
    NOT_KNOWN,
    NOTHING,
    OPENS_A_CASE,
    OTHER_KINDS,
    OTHER_WORDS,
    contact_type_of,
)
from onenumber.intake.queries.may import may_add_to, may_countersign, may_take
from onenumber.intake.queries.police import PoliceAnswers, police_answers
from onenumber.intake.queries.proposals import Proposals, kind_of_referral, proposals
from onenumber.intake.queries.return_values import contact_values, told_values
from onenumber.intake.queries.standing import WAITING, ContactStanding, standing_from, standing_of_contact

__all__ = [
    "KIND_WORDS",
    "LETTERS",
    "NOTHING",
    "NOT_KNOWN",
    "OPENS_A_CASE",
    "OTHER_KINDS",
    "OTHER_WORDS",
    "WAITING",
    "ContactLine",
    "ContactStanding",
    "DayCounts",
    "LatestContact",
    "PoliceAnswers",
    "Proposals",
    "Wanted",
    "contact",
    "contact_type_of",
    "contact_values",
    "contacts",
    "corrected",
    "counts_today",
    "draft",
    "kind_of_referral",
    "latest_about",
    "may_add_to",
    "may_countersign",
    "may_take",
    "police_answers",
    "proposals",
    "standing_from",
    "standing_of_contact",
    "told_values",
    "unfinished",
    "visible",
    "waiting",
    "with_standing",
]
