"""A handover and its items, with what is said about each."""

from onenumber.handover.models.handover import Handover, Signature
from onenumber.handover.models.item import HandoverItem
from onenumber.handover.models.said import ItemAcceptance, ItemQuestion, ItemSentence

__all__ = ["Handover", "HandoverItem", "ItemAcceptance", "ItemQuestion", "ItemSentence", "Signature"]
