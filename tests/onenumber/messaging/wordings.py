"""A wording for tests of how messages go, whatever they say."""

from onenumber.messaging.models import Said, Topic

BODY = "One Number: s136 at an ED in North Moor."


def said(body: str = BODY, *, topic: Topic = Topic.ASKED, kind: str = "offer") -> Said:
    """A finished message, past the rules of what it may say."""
    return Said(kind, topic, "You are asked: WM-26-1856", body, stays_on_screen=False)
