"""Composite readings of the hub."""

from onenumber.hub.queries.board import BoardFacts, board_facts, board_version

__all__ = ["BoardFacts", "board_facts", "board_version"]
