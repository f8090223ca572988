"""A row of "who is coming, and when": its parts, and the words for a yes, a wait and a no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_left, say_moment
from onenumber.allocation.models import Ask
from onenumber.allocation.queries import say_between
from onenumber.cases.models import Recommendation


@dataclass(frozen=True, kw_only=True)
class Row:
    """One part: who, how it stands (word and shape), what is next, and where to go on."""

    part: str
    who: str
    icon: str
    now: str
    who_small: str = ""
    ring: str = ""
    now_small: str = ""
    next: str = ""
    next_small: str = ""
    act: str = ""
    url: str = ""


def none_row(part: str, words: str, *, url: str) -> Row:
    """Nobody yet."""
    return Row(part=part, who="", icon="none", now=words, act="Ask" if url else "", url=url)


def short(moment: datetime, at: datetime) -> str:
    """A moment without the word for today."""
    return say_moment(moment, at).removeprefix("today ")


def confirmed_row(part: str, ask: Ask, seen: Recommendation | None, at: datetime) -> Row:
    """Somebody said yes: expected, late, here, examined or gone."""
    icon, now, small = _now(ask, seen, at)
    coming = ask.expected_from is not None and ask.arrived_at is None and ask.ended_at is None
    return Row(
        part=part,
        who=ask.whom,
        who_small=_about(ask),
        ring=ask.telephone,
        icon=icon,
        now=now,
        now_small=small,
        next=short(ask.expected_from, at) if coming and ask.expected_from else "",
        next_small="expected" if coming else "",
        act="Open",
        url=f"/asks/{ask.pk}/",
    )


def _about(ask: Ask) -> str:
    parts = [f"their ref {ask.their_reference}"] if ask.their_reference else []
    if ask.is_doctor:
        parts += ["section 12"] if ask.section_12 else ["not section 12"] if ask.section_12 is False else []
        knew = "knew the person" if ask.knew_person else "had not met the person"
        parts.append("prior acquaintance not recorded" if ask.knew_person is None else knew)
    return "; ".join(parts)


def _now(ask: Ask, seen: Recommendation | None, at: datetime) -> tuple[str, str, str]:
    if seen is not None and seen.examined_at is not None:
        signed = f"recommendation signed {short(seen.signed_at, at)}" if seen.signed_at else ""
        return "done", f"Examined {short(seen.examined_at, at)}", signed
    if ask.ended_at is not None:
        return "done", f"Left {short(ask.ended_at, at)}", ""
    if ask.arrived_at is not None:
        return "done", f"Here since {short(ask.arrived_at, at)}", ""
    return _expected(ask, at)


def _expected(ask: Ask, at: datetime) -> tuple[str, str, str]:
    if ask.what == Ask.What.BED:
        return "done", "Found", f"told {short(ask.answered_at or ask.happened_at, at)}"
    if ask.expected_from is None:
        return "asked", "Yes, no time given", ""
    if ask.expected_from < at:
        return "soon", f"Late {say_left(at - ask.expected_from)}", f"expected {short(ask.expected_from, at)}"
    return "set", f"Expected {say_between(ask.expected_from, ask.expected_to, at).removeprefix('today ')}", ""


def waiting_row(part: str, asks: Sequence[Ask], at: datetime) -> Row:
    """Nobody said yes: still asked, no answer, or all said no."""
    waiting = [ask for ask in asks if not ask.answer]
    last, first = (waiting or asks)[-1], asks[0]
    several = f"{len(asks)} asked since {short(first.happened_at, at)}, {say_left(at - first.happened_at)}"
    url, act = f"/asks/{last.pk}/", "Open"
    if last.what == Ask.What.BED:
        url, act = f"/cases/{last.case.reference}/beds/", "Bed search"
    shown = {"part": part, "who": last.whom, "ring": last.telephone, "act": act, "url": url}
    if waiting:
        late = last.answer_by is not None and last.answer_by <= at
        wanted = f"answer wanted {short(last.answer_by, at)}" if last.answer_by else "no time given yet"
        now = (
            f"No answer {say_left(at - last.happened_at)}" if late else f"Asked {short(last.happened_at, at)}"
        )
        small = several if len(asks) > 1 else wanted
        return Row(**shown, icon="soon" if late else "asked", now=now, now_small=small)
    if any(ask.answer == Ask.Answer.DECLINED for ask in asks):
        now = "None found" if len(asks) > 1 or last.what == Ask.What.BED else "Said no"
        return Row(**shown, icon="soon", now=now, now_small=several)
    return Row(**shown, icon="dash", now="Cancelled", now_small=several)
