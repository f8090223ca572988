"""Something is to be followed up, came to something, or goes to another owner. An owner is always a name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from amhp.calendar import say_moment
from onenumber.audit.models import Viewer
from onenumber.cases.actions import end_follow_up, hand_follow_up, open_follow_up
from onenumber.cases.forms.base import FactForm
from onenumber.cases.models import FollowUp
from onenumber.design.moments import Moment
from onenumber.workforce.models import Practitioner
from onenumber.workforce.queries import practitioners

AREA = {"rows": "3"}


class _WithPeople(FactForm):
    """A form that names an owner."""

    people: dict[str, Practitioner]

    def prepare(self) -> None:
        found = practitioners(self.viewer, self.facts.case.service_id)
        self.people = {str(person.pk): person for person in found}
        self.choose("owner", [("", "Choose"), *((key, person.name) for key, person in self.people.items())])


class FollowUpForm(_WithPeople):
    """What is to be done, for whom, by whom and until when."""

    title, button = "Something to follow up", "Keep it"
    lead = "It stays on the case, on the owner’s My day and, once due, on the board, until what came of it is said."
    moments = (Moment("due", "Due", ahead=True),)
    narrow = ("kind", "owner", "for_whom", "telephone")
    kind = forms.ChoiceField(label="What kind?", choices=[("", "Choose"), *FollowUp.Kind.choices])
    owner = forms.ChoiceField(label="Who does it")
    what = forms.CharField(label="What is to be done", max_length=300)
    for_whom = forms.CharField(label="For whom", max_length=200)
    telephone = forms.CharField(label="Telephone", required=False, max_length=40)

    def begin(self) -> dict[str, Any]:
        return {"owner": str(self.viewer.practitioner_id or "")}

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        open_follow_up(
            by=by,
            at=at,
            case=self.facts.case,
            kind=said["kind"],
            what=said["what"],
            for_whom=said["for_whom"],
            telephone=said["telephone"],
            owner=self.people[said["owner"]],
            due_at=said["due_at"],
            key=key,
        )


class _OneOfThem(FactForm):
    """A form about one of the follow-ups that are open."""

    def begin(self) -> dict[str, Any]:
        asked = self.asked.get("follow_up", "")
        still = self.facts.open_follow_ups
        return super().begin() | {"follow_up": asked or (str(still[0].pk) if len(still) == 1 else "")}

    def still_open(self) -> Sequence[tuple[str, str]]:
        return [
            (
                str(row.pk),
                f"{row.what}, {self.facts.owner_of(row).name}, due {say_moment(row.due_at, self.at)}",
            )
            for row in self.facts.open_follow_ups
        ]

    def chosen(self) -> FollowUp:
        typed = self.cleaned_data["follow_up"]
        row = next(row for row in self.facts.open_follow_ups if str(row.pk) == typed)
        row.case = self.facts.case
        return row


class FollowUpEndForm(_OneOfThem):
    """What came of it."""

    title, button = "What came of a follow-up", "Record it"
    follow_up = forms.ChoiceField(label="Which one?", widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        initial="done",
        choices=[("done", "It was done"), ("not_needed", "It is no longer needed")],
    )
    came_of_it = forms.CharField(label="What came of it", max_length=400, widget=forms.Textarea(AREA))

    def prepare(self) -> None:
        self.choose("follow_up", self.still_open())

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        end_follow_up(
            by=by,
            at=at,
            follow_up=self.chosen(),
            how=said["how"],
            came_of_it=said["came_of_it"],
            ended_at=said["happened_at"],
            key=key,
        )


class FollowUpHandForm(_OneOfThem, _WithPeople):
    """Another owner from now on."""

    title, button, moments = "Hand a follow-up to somebody else", "Hand it over", ()
    lead = "The new owner is told, and sees it on My day. Until you send this it stays with its owner."
    follow_up = forms.ChoiceField(label="Which one?", widget=forms.RadioSelect)
    owner = forms.ChoiceField(label="Who has it from now on")
    reason = forms.CharField(label="Why, if it helps", required=False, max_length=300)

    def prepare(self) -> None:
        super().prepare()
        self.choose("follow_up", self.still_open())

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        to = self.people[said["owner"]]
        hand_follow_up(by=by, at=at, follow_up=self.chosen(), to=to, reason=said["reason"], key=key)
