"""The columns about offers in the board's stored row, and the standing that goes with them."""

from datetime import datetime

from onenumber.allocation.queries import open_offers
from onenumber.cases.models import Case, OpenCase
from onenumber.cases.queries import facts_of, standing_of, with_offers

LONGEST = 200


def refresh_offers(case: Case, *, at: datetime) -> None:
    """Store who is asked, since when and until when; nothing for a case that is closed."""
    row = OpenCase.objects.select_for_update(no_key=True).filter(pk=case.pk).first()
    if row is None:
        return
    asked = open_offers(case)
    names = ", ".join(each.offer.practitioner.name for each in asked)
    OpenCase.objects.filter(pk=case.pk).update(
        offered_to=names if len(names) <= LONGEST else f"{len(asked)} people",
        offered_at=min((each.offer.happened_at for each in asked), default=None),
        answer_by=max((each.turn.answer_by for each in asked), default=None),
        standing=with_offers(standing_of(facts_of(case)), offered=bool(asked)).value,
        changed_at=at,
    )
