"""Tell the duty phone and the addresses, past the outbox: that may be what stands still."""

from collections.abc import Callable
from functools import partial

from django.core.mail import EmailMessage

from onenumber.messaging.channels.notify import gateway, hand_over_email, hand_over_text
from onenumber.messaging.channels.refused import NotNow, Refused
from onenumber.messaging.queries.numbers import mobile_number
from onenumber.messaging.watchdog.looking import Known

SUBJECT = "One Number: the service"
REFERENCE = "watchdog"


def tell(known: Known, words: str) -> tuple[bool, list[str]]:
    """Send to everybody by every way there is: whether any took it, and a line for each. Raises nothing."""
    ways: list[tuple[str, Callable[[], object]]] = []
    if gateway() is not None:
        ways += [(f"text to {number}", partial(_text, number, words)) for number in known.texts]
    ways += [(f"e-mail to {address}", partial(_email, address, words)) for address in known.emails]
    lines, any_went = [], False
    for name, send in ways:
        try:
            send()
        except (NotNow, Refused, OSError) as problem:
            lines.append(f"{name} did not go: {problem}")
        else:
            any_went = True
            lines.append(f"{name}: sent")
    return any_went, lines or ["nobody can be told: no text gateway and no e-mail address is set up"]


def _text(number: str, words: str) -> None:
    hand_over_text(mobile_number(number), words, reference=REFERENCE)


def _email(address: str, words: str) -> None:
    way = gateway()
    if way is not None and way.email_template:
        hand_over_email(address, SUBJECT, words, reference=REFERENCE)
    else:
        EmailMessage(subject=SUBJECT, body=words, to=[address]).send()
