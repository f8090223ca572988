"""Reading who is asked, whose turn it is, who could go, who needs back-up; and the full standing of a
case.
"""

from onenumber.allocation.queries.back_up import back_up_for, open_back_ups
from onenumber.allocation.queries.offers import (
    TOLD_LEAD,
    OpenOffer,
    asked_of,
    lead_was_told,
    offer_for,
    offers_of,
    open_offers,
    turn_of,
    unanswered_offers,
)
from onenumber.allocation.queries.standing import standing, timeline_of
from onenumber.allocation.queries.suggestions import (
    Candidate,
    NotSuggested,
    Order,
    Suggested,
    suggestions_for,
)
from onenumber.allocation.queries.turns import Turn, turns_of
from onenumber.allocation.queries.words import ends_words, kind_of_place, offer_said, power_words

__all__ = [
    "TOLD_LEAD",
    "Candidate",
    "NotSuggested",
    "OpenOffer",
    "Order",
    "Suggested",
    "Turn",
    "asked_of",
    "back_up_for",
    "ends_words",
    "kind_of_place",
    "lead_was_told",
    "offer_for",
    "offer_said",
    "offers_of",
    "open_back_ups",
    "open_offers",
    "power_words",
    "standing",
    "suggestions_for",
    "timeline_of",
    "turn_of",
    "turns_of",
    "unanswered_offers",
]
