"""When a field applies: the named conditions of `fields.csv`, so that a row is asked only what it can answer.

AMDS v1 §4.1 marks fields "required if applicable"; what applicable means is written here once.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from amhp.dataset.codes import find_code
from amhp.dataset.columns import Field, FieldType, Need
from amhp.dataset.rows import ReturnRow


def _flag(row: ReturnRow, field: str, code_list: str, flag: str) -> bool:
    code = find_code(code_list, row.text(field) or "")
    return code is not None and code.has(flag)


def is_considered(row: ReturnRow) -> bool:
    """Say whether the request asks for more than advice."""
    return not _flag(row, "contact_type", "CL-TYPE", "advice")


def is_assessed(row: ReturnRow) -> bool:
    """Say whether an assessment happened."""
    return row.has("assessment_started_at") or _flag(row, "outcome", "CL-OUT", "needs_assessment")


def is_applied(row: ReturnRow) -> bool:
    """Say whether the outcome is an application."""
    return _flag(row, "outcome", "CL-OUT", "application")


def is_admission(row: ReturnRow) -> bool:
    """Say whether the outcome brings the person into a bed."""
    return _flag(row, "outcome", "CL-OUT", "bed") and row.text("outcome") != "RECS_NO_BED"


def is_cross_border(row: ReturnRow) -> bool:
    """Say whether the person lives in another council's area."""
    council, residence = row.text("la_gss"), row.text("residence_gss")
    if council is None or residence is None or find_code("RESIDENCE_SPECIAL", residence) is not None:
        return False
    return council != residence


def reasons_are_due(row: ReturnRow) -> bool:
    """Say whether the nearest relative asked and no application was made (s13(4))."""
    return row.text("contact_type") == "S13_4" and row.has("outcome") and not is_applied(row)


def _to_assess(row: ReturnRow) -> bool:
    return row.text("triage_decision") == "ASSESS" or is_assessed(row)


def _relative_informed(row: ReturnRow) -> bool:
    return is_applied(row) and row.text("nr_contact") in {"INFORMED", "CONSULTED_NO_OBJECTION", "OBJECTED"}


CONDITIONS: Mapping[str, Callable[[ReturnRow], bool]] = MappingProxyType(
    {
        "always": lambda _row: True,
        "closed": lambda row: row.has("closed_at"),
        "considered": is_considered,
        "to_assess": _to_assess,
        "not_assess": lambda row: row.text("triage_decision") == "NOT_ASSESS",
        "assessed": is_assessed,
        "applied": is_applied,
        "admission": is_admission,
        "bed_needed": lambda row: _flag(row, "outcome", "CL-OUT", "bed"),
        "admission_from_outside": lambda row: is_admission(row) and row.text("place_at_referral") != "WARD",
        "conveyed": lambda row: row.has("conveyance"),
        "doctors_came": lambda row: (row.number("doctors_total") or 0) > 0,
        "limit_running": lambda row: _flag(row, "status_at_referral", "LEGAL_STATUS", "limit_runs"),
        "referred_by_organisation": lambda row: (
            is_considered(row) and _flag(row, "source_amhp", "CL-SRC", "organisation")
        ),
        "has_lsoa": lambda row: row.has("lsoa"),
        "interpreter": lambda row: row.text("interpreter_needed") == "Y" and row.has("outcome"),
        "relative_informed": _relative_informed,
        "reasons_due": reasons_are_due,
        "cross_border": is_cross_border,
        "neighbour": lambda row: row.text("amhp_capacity_source") == "NEIGHBOUR",
    }
)


def applies(field: Field, row: ReturnRow) -> bool:
    """Say whether the row is asked for this field: mandatory or required, and its condition holds."""
    return field.need is not Need.OPTIONAL and CONDITIONS[field.applies](row)


def is_answered(field: Field, row: ReturnRow) -> bool:
    """Say whether there is a value, or a code that says "not known"."""
    return row.has(field.name) or (field.type is FieldType.MOMENT and row.is_day_only(field.name))


def is_really_answered(field: Field, row: ReturnRow) -> bool:
    """Say whether there is a real value: not "not known", and a moment with its time."""
    if not row.has(field.name):
        return False
    if field.type is FieldType.MOMENT:
        return not row.is_day_only(field.name)
    code_list = "RESIDENCE_SPECIAL" if field.type is FieldType.RESIDENCE else field.code_list
    if not code_list:
        return True
    codes = [find_code(code_list, code) for code in row.several(field.name)]
    return not any(code is not None and code.has("not_known") for code in codes)
