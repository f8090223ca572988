"""Pages of this room, and what a phone asks for."""

from onenumber.fieldwork.views.entries import phone_entries, phone_entry
from onenumber.fieldwork.views.hand_in import hand_in, hand_in_signed_out
from onenumber.fieldwork.views.shell import form_token, service_worker, shell

__all__ = [
    "form_token",
    "hand_in",
    "hand_in_signed_out",
    "phone_entries",
    "phone_entry",
    "service_worker",
    "shell",
]
