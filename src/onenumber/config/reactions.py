"""Which room reacts to what, in one table; and the chores of every round of the worker.

Earlier rooms announce, later rooms react. The roof writes the table down, since the outbox itself knows no room.
"""

from datetime import datetime

from onenumber.allocation.reactions import (
    announce_turns,
    back_up_from_contact,
    doctors_text,
    end_accepted_offer,
    take_back_asks,
    take_back_offers,
    tell_leads,
)
from onenumber.cases.events import CaseClosed, CommitmentEnded
from onenumber.handover.reactions import fill_handovers, tell_leads_of_handovers
from onenumber.hub.commands import write_packs
from onenumber.hub.reactions import tell_of_openings_left
from onenumber.intake.events import ContactRecorded
from onenumber.messaging.actions import deliver_waiting
from onenumber.messaging.events import TextReceived
from onenumber.messaging.reactions import tell_of_undelivered
from onenumber.neighbours.reactions import tell_leads_of_requests
from onenumber.records import worker
from onenumber.records.worker import Round, Work

WORK = Work(
    reactions={
        ContactRecorded: (back_up_from_contact,),
        CaseClosed: (take_back_offers, take_back_asks),
        TextReceived: (doctors_text,),
        CommitmentEnded: (end_accepted_offer,),
    },
    chores=(
        announce_turns,
        tell_leads,
        tell_of_undelivered,
        fill_handovers,
        tell_leads_of_handovers,
        tell_leads_of_requests,
        tell_of_openings_left,
        deliver_waiting,
        write_packs,
    ),
)


def run_once(*, at: datetime) -> Round:
    """One round of the worker: announce what waits, tell those whose turn has come, deliver messages."""
    return worker.run_once(at=at, work=WORK)
