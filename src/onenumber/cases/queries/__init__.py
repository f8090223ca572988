"""Reading cases: finding one for a viewer, its facts, clocks, standing, timeline, and the board's rows."""

from onenumber.cases.queries.board import OPEN_CASE_COLUMNS, OPEN_CASES, open_case_of, open_cases
from onenumber.cases.queries.capacity import Capacity
from onenumber.cases.queries.clocks import clocks_of, events_of, soonest
from onenumber.cases.queries.facts import CaseFacts, facts_of, facts_of_many
from onenumber.cases.queries.finding import AskReason, NotFound, case_for, in_councils
from onenumber.cases.queries.follow_ups import (
    FOLLOW_UPS_DUE,
    FollowUpLine,
    follow_ups_of,
    open_follow_ups,
    owner_of_follow_up,
    owns_follow_up_in,
)
from onenumber.cases.queries.holding import Holding, active_case_of, holder_of, is_closed
from onenumber.cases.queries.lacking import Lack, lacking, lacking_if_closed
from onenumber.cases.queries.projection import columns_of
from onenumber.cases.queries.return_row import CaseValues
from onenumber.cases.queries.standing import Outcome, Standing, outcome_of, standing_of, with_offers
from onenumber.cases.queries.timeline import TimelineLine, timeline

__all__ = [
    "FOLLOW_UPS_DUE",
    "OPEN_CASES",
    "OPEN_CASE_COLUMNS",
    "AskReason",
    "Capacity",
    "CaseFacts",
    "CaseValues",
    "FollowUpLine",
    "Holding",
    "Lack",
    "NotFound",
    "Outcome",
    "Standing",
    "TimelineLine",
    "active_case_of",
    "case_for",
    "clocks_of",
    "columns_of",
    "events_of",
    "facts_of",
    "facts_of_many",
    "follow_ups_of",
    "holder_of",
    "in_councils",
    "is_closed",
    "lacking",
    "lacking_if_closed",
    "open_case_of",
    "open_cases",
    "open_follow_ups",
    "outcome_of",
    "owner_of_follow_up",
    "owns_follow_up_in",
    "soonest",
    "standing_of",
    "timeline",
    "with_offers",
]
