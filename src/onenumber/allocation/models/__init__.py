"""Offers and requests for back-up."""

from onenumber.allocation.models.back_up import BackUp
from onenumber.allocation.models.offer import Offer

__all__ = ["BackUp", "Offer"]
