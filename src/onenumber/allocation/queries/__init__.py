"""Reading who is asked, whose turn it is, who could go, who needs back-up; and the full standing of a
case.
"""

from onenumber.allocation.queries.asks import (
    Places,
    ask_for,
    asks_of,
    asks_of_many,
    asks_of_number,
    doctors_short_since,
    escalations_of,
    places_of,
    recommendation_of,
    steps_open,
)
from onenumber.allocation.queries.back_up import back_up_for, open_back_ups
from onenumber.allocation.queries.doctors import RULE, DoctorChoice, doctors_for
from onenumber.allocation.queries.ladder import Ladder, due_at, due_rung
from onenumber.allocation.queries.links import LinkEnded, ask_of_link, link_of
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
from onenumber.allocation.queries.words import (
    ask_words,
    ends_words,
    kind_of_place,
    offer_said,
    power_words,
    say_between,
)

__all__ = [
    "RULE",
    "TOLD_LEAD",
    "Candidate",
    "DoctorChoice",
    "Ladder",
    "LinkEnded",
    "NotSuggested",
    "OpenOffer",
    "Order",
    "Places",
    "Suggested",
    "Turn",
    "ask_for",
    "ask_of_link",
    "ask_words",
    "asked_of",
    "asks_of",
    "asks_of_many",
    "asks_of_number",
    "back_up_for",
    "doctors_for",
    "doctors_short_since",
    "due_at",
    "due_rung",
    "ends_words",
    "escalations_of",
    "kind_of_place",
    "lead_was_told",
    "link_of",
    "offer_for",
    "offer_said",
    "offers_of",
    "open_back_ups",
    "open_offers",
    "places_of",
    "power_words",
    "recommendation_of",
    "say_between",
    "standing",
    "steps_open",
    "suggestions_for",
    "timeline_of",
    "turn_of",
    "turns_of",
    "unanswered_offers",
]
