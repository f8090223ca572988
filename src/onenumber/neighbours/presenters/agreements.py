"""Agreements in words: the list with what needs somebody first, one page, and the rows of the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_date, say_moment
from onenumber.design.parts import Pair
from onenumber.organisations.models import Agreement
from onenumber.organisations.queries import AgreementStanding, StandingAgreement

HEADINGS = (
    "Kind", "With whom", "Our side", "Covers", "From", "Until", "Review on", "Stands", "Signed or approved by",
    "Document", "Locality", "Called", "Postcodes", "Ring", "Telephone", "Ended because",
)  # fmt: skip
S = AgreementStanding
TAGS = {
    S.RUN_OUT: "orange",
    S.REVIEW_PAST: "orange",
    S.REVIEW_DUE: "yellow",
    S.IN_FORCE: "green",
    S.AHEAD: "blue",
}


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """One agreement in the list and on its page."""

    url: str
    kind: str
    with_whom: str
    ours: str
    covers: str
    days: str
    review: str
    standing: str
    tag: str
    signed_by: str
    ring: str
    telephone: str


@dataclass(frozen=True, kw_only=True)
class AgreementList:
    """The list by what is to be done with it."""

    first: tuple[AgreementLine, ...]
    others: tuple[AgreementLine, ...]
    local: tuple[AgreementLine, ...]
    over: tuple[AgreementLine, ...]


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    """One agreement with everything it says."""

    number: int
    title: str
    line: AgreementLine
    pairs: tuple[Pair, ...]
    is_over: bool
    older_url: str
    newer_url: str


def agreement_list(found: Sequence[StandingAgreement]) -> AgreementList:
    """Four parts; every agreement stands in exactly one."""
    over = [one for one in found if one.standing in (S.ENDED, S.REPLACED)]
    first = [one for one in found if one.needs_somebody]
    rest = [one for one in found if one not in over and one not in first]
    return AgreementList(
        first=_lines(first),
        others=_lines(one for one in rest if one.row.kind != Agreement.Kind.LOCAL),
        local=_lines(one for one in rest if one.row.kind == Agreement.Kind.LOCAL),
        over=_lines(over),
    )


def agreement_page(one: StandingAgreement, at: datetime) -> AgreementPage:
    """Everything one agreement says, and who wrote it here."""
    row, line = one.row, _line(one)
    newer = row.replaced_by if one.standing == S.REPLACED else None
    ended = f"{row.ended_why} ({row.ended_by_name}, {say_moment(row.ended_at, at)})" if row.ended_at else ""
    told = (
        ("Our side", line.ours),
        ("Callers call it", row.called),
        ("Postcodes", row.postcodes),
        ("Holds", line.days),
        ("Review", line.review),
        ("Approved by" if row.kind == Agreement.Kind.LOCAL else "Signed by", row.signed_by),
        ("Document", row.document or "not recorded"),
        ("Written here by", f"{row.by_name}, {say_moment(row.recorded_at, at)}"),
        ("Ended", ended),
    )
    return AgreementPage(
        number=row.pk,
        title=f"{line.kind}: {row.with_whom}",
        line=line,
        pairs=tuple(Pair(name=name, value=value) for name, value in told if value),
        is_over=one.standing in (S.ENDED, S.REPLACED),
        older_url=f"/agreements/{row.replaces_id}/" if row.replaces_id else "",
        newer_url=f"/agreements/{newer.pk}/" if newer else "",
    )


def _lines(found: Iterable[StandingAgreement]) -> tuple[AgreementLine, ...]:
    return tuple(_line(one) for one in found)


def _line(one: StandingAgreement) -> AgreementLine:
    row = one.row
    kind = str(Agreement.Kind(row.kind).label)
    ours = (
        f"{row.locality.name}"
        if row.locality
        else (row.council.name if row.council else "all of the service")
    )
    until = f" to {say_date(row.until)}" if row.until else ", until it is ended"
    return AgreementLine(
        url=f"/agreements/{row.pk}/",
        kind=kind[:1].upper() + kind[1:],
        with_whom=row.with_whom,
        ours=ours,
        covers=row.covers,
        days=f"{say_date(row.begins_on)}{until}",
        review=say_date(row.review_on),
        standing=one.standing.value,
        tag=TAGS.get(one.standing, "grey"),
        signed_by=row.signed_by,
        ring=row.ring,
        telephone=row.telephone,
    )


def cells_of(found: Iterable[StandingAgreement]) -> list[tuple[str, ...]]:
    """The rows of the file, in the order of HEADINGS."""
    return [
        (
            str(Agreement.Kind(row.kind).label), row.with_whom, row.council.name if row.council else "", row.covers,
            row.begins_on.isoformat(), row.until.isoformat() if row.until else "", row.review_on.isoformat(),
            one.standing.value, row.signed_by, row.document, row.locality.name if row.locality else "", row.called,
            row.postcodes, row.ring, row.telephone, row.ended_why,
        )
        for one in found
        for row in (one.row,)
    ]  # fmt: skip
