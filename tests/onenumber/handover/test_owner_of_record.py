"""At every moment every open item has exactly one owner of record, whatever is done and in whatever order.

Hypothesis plays evenings: work arises and is finished, items are questioned, answered, accepted, taken over and signed,
the clock passes the boundary. After each step a model of our own says who must own what.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import HoldsAnother, ImpossibleFact, end_follow_up, open_follow_up, void_case
from onenumber.cases.models import FollowUp, OpenCase
from onenumber.config.reactions import run_once
from onenumber.handover.actions import accept_item, answer_question, ask_about_item, sign_handover, word_item
from onenumber.handover.models import Handover
from onenumber.handover.queries import ItemFacts, open_sources, owner_at, read_list
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import Clock, County
from tests.onenumber.handover.conftest import FIVE, HALF_PAST_FOUR, make_evening, put_on_duty

REFUSED = (Conflict, HoldsAnother, ImpossibleFact, NotAllowed)
NIGHT = ("edt_officer", "second")
STEPS = (
    "case", "follow_up", "void", "end", "accept", "accept", "take_over", "ask", "answer", "word", "sign", "minutes",
)  # fmt: skip


class Evening:
    """One evening, with what the model knows: who accepted what, and when."""

    def __init__(self, county: County) -> None:
        self.evening, self.county, self.at = make_evening(county), county, HALF_PAST_FOUR
        county.add_user(
            "second", name="Owen Price", role="edt_officer", service=county.westmoor, hats=("amhp", "edt")
        )
        put_on_duty(county, "second", "edt", FIVE, FIVE + timedelta(hours=15))
        self.handover: Handover = self.evening.make()
        self.owners: dict[str, list[tuple[object, str]]] = {}
        self.look()

    def items(self) -> tuple[ItemFacts, ...]:
        return read_list(self.handover).items

    def look(self) -> None:
        """Every open item has one owner: the model's; and until the boundary nothing open is missing."""
        run_once(at=self.at)
        for each in self.items():
            said = self.owners.setdefault(each.item.source, [(each.item.happened_at, "Dilys Probert")])
            assert each.owner.name == said[-1][1]
            for moment, name in said:
                assert owner_at(each, moment).name == name  # type: ignore[arg-type]
        if self.at < FIVE:
            listed = {each.item.source for each in self.items()}
            assert {source.key for source in open_sources(self.handover)} <= listed

    def step(self, what: str, which: int) -> None:
        self.at += timedelta(minutes=1)
        try:
            with transaction.atomic():
                getattr(self, f"do_{what}")(which)
        except REFUSED:
            pass
        self.look()

    def one(self, which: int) -> ItemFacts:
        return self.items()[which % len(self.items())]

    def do_minutes(self, which: int) -> None:
        self.at += timedelta(minutes=which)

    def do_case(self, which: int) -> None:
        make_case(self.county, at=self.at)

    def do_follow_up(self, which: int) -> None:
        row = OpenCase.objects.order_by("pk").first()
        assert row is not None
        open_follow_up(
            by=self.county.viewer("hub_amhp", self.at), at=self.at, case=row.case, kind="other", what="Ring.",
            for_whom="His sister", owner=self.county.practitioners["hub_amhp"], due_at=self.at,
        )  # fmt: skip

    def do_void(self, which: int) -> None:
        row = OpenCase.objects.order_by("-pk").first()
        assert row is not None
        void_case(
            by=self.county.viewer("hub_amhp", self.at), at=self.at, case=row.case, reason="Typed twice."
        )

    def do_end(self, which: int) -> None:
        row = FollowUp.objects.filter(ended_at__isnull=True).first()
        if row is not None:
            by = self.county.viewer("hub_amhp", self.at)
            end_follow_up(by=by, at=self.at, follow_up=row, how="done", came_of_it="Rung.")

    def do_accept(self, which: int, *, take_over: bool = False) -> None:
        key, each = NIGHT[which % 2], self.one(which)
        by = self.county.viewer(key, self.at)
        accept_item(by=by, at=self.at, item=each.item, take_over=take_over, additional=take_over)
        self.owners[each.item.source].append((self.at, by.name))

    def do_take_over(self, which: int) -> None:
        self.do_accept(which, take_over=True)

    def do_ask(self, which: int) -> None:
        by = self.county.viewer(NIGHT[which % 2], self.at)
        ask_about_item(by=by, at=self.at, item=self.one(which).item, kind="question", words="Who rings?")

    def do_answer(self, which: int) -> None:
        for each in self.items():
            for question in each.open_questions[:1]:
                by = self.county.viewer("hub_amhp", self.at)
                answer_question(by=by, at=self.at, question=question, answer="The ward.")

    def do_word(self, which: int) -> None:
        by = self.county.viewer("hub_amhp", self.at)
        word_item(
            by=by, at=self.at, item=self.one(which).item, words="Ring at 20:00.", to_take_over=which % 2 == 0
        )

    def do_sign(self, which: int) -> None:
        side, key = (("giving", "hub_amhp"), ("receiving", NIGHT[which % 2]))[which % 2]
        facts = read_list(self.handover)
        sign_handover(by=self.county.viewer(key, self.at), at=self.at, handover=self.handover, side=side)
        assert not facts.stops


@pytest.fixture
def quiet_clock(clock: Clock) -> Clock:
    clock.at = HALF_PAST_FOUR
    return clock


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), min_size=4, max_size=14))
def test_every_open_item_has_exactly_one_owner_at_every_moment(
    county: County, quiet_clock: Clock, steps: list[tuple[str, int]]
) -> None:
    point = transaction.savepoint()
    users, practitioners = dict(county.users), dict(county.practitioners)
    try:
        evening = Evening(county)
        for what, which in steps:
            evening.step(what, which)
    finally:
        transaction.savepoint_rollback(point)
        county.users, county.practitioners = users, practitioners
