"""Writing in this room."""

from onenumber.continuity.actions.begin_paper import begin_paper, end_paper, hand_out_sheets
from onenumber.continuity.actions.type_sheet import begin_entry, void_sheet
from onenumber.continuity.actions.write_pack import claim_pack, write_pack

__all__ = [
    "begin_entry",
    "begin_paper",
    "claim_pack",
    "end_paper",
    "hand_out_sheets",
    "void_sheet",
    "write_pack",
]
