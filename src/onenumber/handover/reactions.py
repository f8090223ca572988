"""The chores of every round: lists fill themselves until their boundary, and a lead is told of what is left over."""

from datetime import datetime

from onenumber.audit.models import Viewer
from onenumber.handover.actions import fill_handover, tell_lead_of_handover
from onenumber.handover.queries import being_filled, open_sources, over_and_unsigned, read_list


def fill_handovers(*, at: datetime) -> int:
    """Add what arose since each list was made; says how many items."""
    added = 0
    for handover in being_filled(at):
        listed = {each.item.source for each in read_list(handover).items}
        if any(source.key not in listed for source in open_sources(handover)):
            by = Viewer.itself(handover.giving_service_id, at)
            added += fill_handover(by=by, at=at, handover=handover)
    return added


def tell_leads_of_handovers(*, at: datetime) -> int:
    """Tell the leads of what was not accepted when a duty ended; says how many were told."""
    told = 0
    for handover in over_and_unsigned(at):
        if read_list(handover).waiting:
            by = Viewer.itself(handover.giving_service_id, at)
            told += tell_lead_of_handover(by=by, at=at, handover=handover)
    return told
