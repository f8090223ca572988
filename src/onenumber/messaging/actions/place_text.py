"""Somebody, or a reaction that understood it, says what a text that came in was."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.models import InboundText
from onenumber.messaging.policies import may_place_text


@action("text.placed", policy=may_place_text)
def place_text(
    *, by: Viewer, at: datetime, text: InboundText, placed_as: str, about: str = "", key: UUID | None = None
) -> Done[InboundText]:
    """`placed_as` in a few words ("a doctor said yes"), `about` a reference. Conflict when it was placed already."""
    current = InboundText.objects.select_for_update(no_key=True).get(pk=text.pk)
    if current.placed_at is not None:
        raise Conflict(
            f"{current.placed_by_name} has dealt with this text.", link="/board/", link_text="Board"
        )
    current.placed_at, current.placed_as, current.placed_about = at, placed_as, about
    current.placed_by_id, current.placed_by_name = by.user_id, by.name
    current.save(update_fields=["placed_at", "placed_as", "placed_about", "placed_by_id", "placed_by_name"])
    return Done(
        current,
        subject=f"text {current.pk}",
        service_id=current.service_id,
        fields=("placed",),
        leads_to="/board/",
    )
