"""Westmoor with several practitioners who can be asked, and a case to offer."""

from collections.abc import Callable
from datetime import datetime

import pytest

from onenumber.access.queries import viewer_for
from onenumber.allocation.actions import send_offers
from onenumber.allocation.models import Offer
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, County

ASKED = {"helen": "Helen Doyle", "joe": "Joe Tasker", "amara": "Amara Okafor"}
SETTINGS = {"offer.minutes": {"value": [10, 20, 60], "approved_by": "A. Lead", "approved_on": "2026-10-01"}}


@pytest.fixture
def people(county: County) -> County:
    """The county with three more AMHPs, each with a sign-in, and the settings an offer needs."""
    for key, name in ASKED.items():
        county.add_user(key, name=name, role="locality_amhp", service=county.westmoor, hats=("amhp",))
    county.westmoor.settings = SETTINGS
    county.westmoor.save()
    return county


@pytest.fixture
def case(people: County) -> Case:
    """Received at AT, not yet considered."""
    return make_case(people, contact_type="S136")


@pytest.fixture
def offered(people: County, case: Case) -> Callable[..., dict[str, Offer]]:
    """`offered("helen", "joe", together=False)`: sent by the hub at AT, ten minutes to answer each."""

    def send(*keys: str, together: bool = True, at: datetime = AT, minutes: int = 10) -> dict[str, Offer]:
        offers = send_offers(
            by=people.viewer("hub_amhp", at),
            at=at,
            case=case,
            together=together,
            answer_minutes=minutes,
            practitioner_ids=[people.practitioners[key].pk for key in keys],
            line="His sister is on her way.",
        )
        return dict(zip(keys, offers, strict=True))

    return send


@pytest.fixture
def as_at(people: County) -> Callable[[str, datetime], Viewer]:
    """The viewer of a key at a moment."""
    return lambda key, at: viewer_for(people.users[key], at=at)
