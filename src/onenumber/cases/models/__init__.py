"""The case and its facts."""

from onenumber.cases.models.assessment import Attempt, Recommendation, Wait
from onenumber.cases.models.carrying_out import CarryingOut
from onenumber.cases.models.case import Case
from onenumber.cases.models.change import CaseChange
from onenumber.cases.models.commitment import Commitment
from onenumber.cases.models.decision import Closure, Decision, WrittenReasons
from onenumber.cases.models.document import Document, ReportDraft, Sharing
from onenumber.cases.models.follow_up import FollowUp, FollowUpHanding
from onenumber.cases.models.legal import LegalEvent
from onenumber.cases.models.note import Note
from onenumber.cases.models.open_case import OpenCase
from onenumber.cases.models.relative import RelativeStep
from onenumber.cases.models.return_answers import ReturnAnswers
from onenumber.cases.models.triage import Triage

__all__ = [
    "Attempt",
    "CarryingOut",
    "Case",
    "CaseChange",
    "Closure",
    "Commitment",
    "Decision",
    "Document",
    "FollowUp",
    "FollowUpHanding",
    "LegalEvent",
    "Note",
    "OpenCase",
    "Recommendation",
    "RelativeStep",
    "ReportDraft",
    "ReturnAnswers",
    "Sharing",
    "Triage",
    "Wait",
    "WrittenReasons",
]
