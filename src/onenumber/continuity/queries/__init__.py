"""Reading in this room."""

from onenumber.continuity.queries.packs import (
    PACK_EVERY,
    PACK_STATE,
    PackStands,
    late_after,
    open_pack,
    pack_code,
    pack_state,
    packs_due,
)
from onenumber.continuity.queries.sheets import (
    Reckoned,
    SheetStands,
    alike,
    entry_being_typed,
    from_paper,
    is_typed,
    open_period_of,
    period_of,
    periods,
    reckon,
    screen_of,
    sheet_numbered,
    sheets_of,
    was_typed,
    written_last,
)

__all__ = [
    "PACK_EVERY", "PACK_STATE", "PackStands", "Reckoned", "SheetStands", "alike", "entry_being_typed", "from_paper",
    "is_typed", "late_after", "open_pack", "open_period_of", "pack_code", "pack_state", "packs_due", "period_of",
    "periods", "reckon", "screen_of", "sheet_numbered", "sheets_of", "was_typed", "written_last",
]  # fmt: skip
