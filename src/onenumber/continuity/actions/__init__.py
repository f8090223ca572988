"""Writing in this room."""

from onenumber.continuity.actions.write_pack import claim_pack, write_pack

__all__ = ["claim_pack", "write_pack"]
