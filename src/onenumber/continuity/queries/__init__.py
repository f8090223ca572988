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

__all__ = [
    "PACK_EVERY",
    "PACK_STATE",
    "PackStands",
    "late_after",
    "open_pack",
    "pack_code",
    "pack_state",
    "packs_due",
]
