"""The columns about offers and asks in the board's stored row, and the standing that goes with them."""

from datetime import datetime

from onenumber.allocation.queries import asks_of, doctors_short_since, open_offers
from onenumber.cases.models import Case, OpenCase
from onenumber.cases.queries import facts_of, standing_of, with_asking

LONGEST = 200


def refresh_asked(case: Case, *, at: datetime) -> None:
    """Store who is asked to take the case, since when and until when, and who is asked to come; nothing for
    a case that is closed.
    """
    row = OpenCase.objects.select_for_update(no_key=True).filter(pk=case.pk).first()
    if row is None:
        return
    offered, asks = open_offers(case), asks_of(case)
    names = ", ".join(each.offer.practitioner.name for each in offered)
    standing = with_asking(standing_of(facts_of(case)), offered=bool(offered), asked=bool(asks))
    OpenCase.objects.filter(pk=case.pk).update(
        offered_to=names if len(names) <= LONGEST else f"{len(offered)} people",
        offered_at=min((each.offer.happened_at for each in offered), default=None),
        answer_by=max((each.turn.answer_by for each in offered), default=None),
        asks=len(asks),
        doctors_short_since=doctors_short_since(asks),
        standing=standing.value,
        changed_at=at,
    )
