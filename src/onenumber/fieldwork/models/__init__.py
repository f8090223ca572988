"""What came from a phone and waits for a choice, or had one."""

from onenumber.fieldwork.models.phone_entry import PhoneEntry

__all__ = ["PhoneEntry"]
