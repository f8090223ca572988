"""What the hub may place on My day: what the phone sent and nobody has chosen about, and the phone's own state."""

from onenumber.fieldwork.panels.phone import OnPhone, show_phone

__all__ = ["OnPhone", "show_phone"]
