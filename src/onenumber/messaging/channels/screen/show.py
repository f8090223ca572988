"""A message on screen is there once it is written; nothing has to be sent."""

from onenumber.messaging.models import Delivery


def show(delivery: Delivery) -> None:
    """Nothing to do."""
