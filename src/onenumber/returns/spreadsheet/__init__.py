"""Reads a council's spreadsheet of past referrals into typed rows, and says what is wrong with it and where.

Two nouns: a mapping (a TOML file that says where each fact stands and what the words mean) and a read result
(rows, problems, counts). No database, no Django: what is made of the rows is decided in the room around it.
"""

from onenumber.returns.spreadsheet.mapping import ContactType, Field, Mapping, Triage
from onenumber.returns.spreadsheet.mapping_file import CannotReadMapping, MappingMistake, load_mapping
from onenumber.returns.spreadsheet.problems import Problem, ProblemCode, Severity
from onenumber.returns.spreadsheet.reading import Counts, ReadResult, read_referrals
from onenumber.returns.spreadsheet.referral_row import ReferralRow, TimeQuality
from onenumber.returns.spreadsheet.report import row_as_json, to_report
from onenumber.returns.spreadsheet.sheet import CannotRead

__all__ = [
    "CannotRead",
    "CannotReadMapping",
    "ContactType",
    "Counts",
    "Field",
    "Mapping",
    "MappingMistake",
    "Problem",
    "ProblemCode",
    "ReadResult",
    "ReferralRow",
    "Severity",
    "TimeQuality",
    "Triage",
    "load_mapping",
    "read_referrals",
    "row_as_json",
    "to_report",
]
