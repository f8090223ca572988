"""Reading cases: finding one for a viewer, its facts, clocks, standing, timeline, and the board's rows."""

from onenumber.cases.queries.board import OPEN_CASE_COLUMNS, OPEN_CASES, open_case_of, open_cases
from onenumber.cases.queries.capacity import Capacity
from onenumber.cases.queries.clocks import clocks_of, events_of, soonest
from onenumber.cases.queries.documents import WholeDocument, own_report, report_draft, whole_document
from onenumber.cases.queries.facts import CaseFacts, facts_of, facts_of_many
from onenumber.cases.queries.finding import AskReason, NotFound, case_for, in_councils
from onenumber.cases.queries.follow_ups import (
    FOLLOW_UPS_DUE,
    FollowUpLine,
    follow_ups_of,
    open_follow_ups,
    owner_names,
    owner_of_follow_up,
    owns_follow_up_in,
)
from onenumber.cases.queries.holding import Holding, active_case_of, holder_of, is_closed
from onenumber.cases.queries.lacking import Lack, lacking, lacking_if_closed
from onenumber.cases.queries.letters import LetterSlot, filled_in, letter_slots, letter_values
from onenumber.cases.queries.projection import columns_of
from onenumber.cases.queries.recorded import (
    assessment_pairs,
    close_ones,
    decision_pairs,
    relative_pairs,
    told_pairs,
)
from onenumber.cases.queries.report import (
    digest_of,
    is_as_finished,
    recorded_for,
    report_content,
    written_down,
)
from onenumber.cases.queries.report_parts import KEYS as PART_KEYS
from onenumber.cases.queries.report_parts import PARTS, Part
from onenumber.cases.queries.return_row import CaseValues, DoctorCame
from onenumber.cases.queries.rows import rows_of_case
from onenumber.cases.queries.standing import Outcome, Standing, outcome_of, standing_of, with_asking
from onenumber.cases.queries.timeline import TimelineLine, timeline
from onenumber.cases.queries.wording import document_title

__all__ = [
    "FOLLOW_UPS_DUE",
    "OPEN_CASES",
    "OPEN_CASE_COLUMNS",
    "PARTS",
    "PART_KEYS",
    "AskReason",
    "Capacity",
    "CaseFacts",
    "CaseValues",
    "DoctorCame",
    "FollowUpLine",
    "Holding",
    "Lack",
    "LetterSlot",
    "NotFound",
    "Outcome",
    "Part",
    "Standing",
    "TimelineLine",
    "WholeDocument",
    "active_case_of",
    "assessment_pairs",
    "case_for",
    "clocks_of",
    "close_ones",
    "columns_of",
    "decision_pairs",
    "digest_of",
    "document_title",
    "events_of",
    "facts_of",
    "facts_of_many",
    "filled_in",
    "follow_ups_of",
    "holder_of",
    "in_councils",
    "is_as_finished",
    "is_closed",
    "lacking",
    "lacking_if_closed",
    "letter_slots",
    "letter_values",
    "open_case_of",
    "open_cases",
    "open_follow_ups",
    "outcome_of",
    "own_report",
    "owner_names",
    "owner_of_follow_up",
    "owns_follow_up_in",
    "recorded_for",
    "relative_pairs",
    "report_content",
    "report_draft",
    "rows_of_case",
    "soonest",
    "standing_of",
    "timeline",
    "told_pairs",
    "whole_document",
    "with_asking",
    "written_down",
]
