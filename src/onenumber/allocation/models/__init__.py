"""Offers, asks and their escalations, and requests for back-up."""

from onenumber.allocation.models.ask import Ask
from onenumber.allocation.models.back_up import BackUp
from onenumber.allocation.models.escalation import Escalation
from onenumber.allocation.models.offer import Offer

__all__ = ["Ask", "BackUp", "Escalation", "Offer"]
