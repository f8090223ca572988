"""What becomes of a delivery: the waits between tries, and the gateway's words for it.

Statuses: GOV.UK Notify, REST API documentation, "Status - text message" and "Delivery receipts".
"""

from datetime import datetime, timedelta

from onenumber.messaging.models import Delivery

WAITS = (timedelta(seconds=20), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5))
LONGEST_TROUBLE = 200
FIRST_ASK = timedelta(minutes=1)
LONGEST_ASK = timedelta(hours=6)
SHOWN_AFTER = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(hours=76)  # Notify itself stops after 72
ON_ITS_WAY = {"created", "sending", "pending"}
FAILED = {
    "permanent-failure": "the number or address does not exist",
    "temporary-failure": "the phone is off or the inbox takes nothing now",
    "technical-failure": "the gateway could not pass it on",
}


def failed(delivery: Delivery, trouble: str, *, at: datetime, for_good: bool = False) -> dict[str, object]:
    """The columns after a try that did not work: tried again later, or given up."""
    row: dict[str, object] = {"trouble": trouble[:LONGEST_TROUBLE], "gateway_id": "", "sent_at": None}
    if for_good or delivery.tries > len(WAITS):
        return row | {"given_up_at": at, "next_try_at": None}
    return row | {"next_try_at": at + WAITS[delivery.tries - 1]}


def reported(delivery: Delivery, status: str, *, at: datetime) -> dict[str, object]:
    """The columns after the gateway has said what became of it; none for a status it is not known to use."""
    if status == "delivered":
        return {"delivered_at": at, "given_up_at": None, "next_try_at": None, "trouble": ""}
    if status == "sent":  # abroad, where the network tells no more
        return {"next_try_at": None, "trouble": "sent abroad: no receipt will come"}
    if status in FAILED:
        return failed(delivery, FAILED[status], at=at, for_good=status == "permanent-failure")
    return asked_again(delivery, at=at) if status in ON_ITS_WAY else {}


def asked_again(delivery: Delivery, *, at: datetime) -> dict[str, object]:
    """The columns while nothing is known: asked again, ever more seldom, and shown once it is long."""
    waited = at - (delivery.sent_at or at)
    if waited > GIVEN_UP_AFTER:
        return {"given_up_at": at, "next_try_at": None, "trouble": "no receipt in three days"}
    trouble = "no receipt yet" if waited >= SHOWN_AFTER else ""
    return {"next_try_at": at + min(max(FIRST_ASK, waited / 2), LONGEST_ASK), "trouble": trouble}
