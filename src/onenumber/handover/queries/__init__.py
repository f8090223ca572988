"""Reading handovers: lists, items and whose they are, what is open, who stands on either side."""

from onenumber.handover.queries.lists import (
    FOR_BOARD,
    IN_HAND,
    HandoverLine,
    being_filled,
    handover_for,
    in_hand,
    item_for,
    list_of_boundary,
    lists_of,
    over_and_unsigned,
)
from onenumber.handover.queries.people import giving_duties, is_receiver, receiving_duties
from onenumber.handover.queries.reading import ItemFacts, ListFacts, owner_at, reaches, read_item, read_list
from onenumber.handover.queries.sources import Source, open_sources

__all__ = [
    "FOR_BOARD",
    "IN_HAND",
    "HandoverLine",
    "ItemFacts",
    "ListFacts",
    "Source",
    "being_filled",
    "giving_duties",
    "handover_for",
    "in_hand",
    "is_receiver",
    "item_for",
    "list_of_boundary",
    "lists_of",
    "open_sources",
    "over_and_unsigned",
    "owner_at",
    "reaches",
    "read_item",
    "read_list",
    "receiving_duties",
]
