"""The dataset's code lists: dated rows, so that a change of the law or of a national list is a new row.

Lists and codes: AMDS v1 §2 and §4.2; national lists from the NHS Data Dictionary and NHS England's
validity checks. An unknown or expired code is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

from amhp.dataset.reading import DataFileDamaged, Row, code_file_names, data_rows, day_or_none

_COMMON_COLUMNS = frozenset({"list", "code", "label", "valid_from", "valid_to", "verified"})
_SURENESS = frozenset({"read", "memory", "ours"})


class UnknownCode(ValueError):
    """The list has never had this code."""


class ExpiredCode(ValueError):
    """The list has this code, but not on that day."""


@dataclass(frozen=True)
class Code:
    """One code of one list, valid on the days from `valid_from` to `valid_to`, both included.

    `valid_from` of `None` means enacted but not in force: such a row is never valid yet.
    """

    list_name: str
    code: str
    label: str
    valid_from: date | None
    valid_to: date | None
    verified: str
    flags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def is_valid_on(self, on: date) -> bool:
        """Say whether the code may be used on that day."""
        if self.valid_from is None or on < self.valid_from:
            return False
        return self.valid_to is None or on <= self.valid_to

    def has(self, flag: str) -> bool:
        """Say whether a yes-or-no flag of the list is `yes`."""
        return self.flags.get(flag) == "yes"


@dataclass(frozen=True)
class OutcomeFlags:
    """What an outcome means for the measures; `needs_assessment`: it cannot happen without one."""

    detained: bool
    less_restrictive: bool
    completed: bool
    needs_assessment: bool


def read_codes(rows: Iterable[Row]) -> dict[str, tuple[Code, ...]]:
    """Turn rows of data into lists; two rows of one code may not be valid on the same day."""
    lists: dict[str, list[Code]] = {}
    for row in rows:
        if row["verified"] not in _SURENESS or not row["code"] or not row["label"]:
            raise DataFileDamaged(f"{row['list']} {row['code']}: no code, no label, or `verified` not known.")
        flags = {name: value for name, value in row.items() if name not in _COMMON_COLUMNS}
        valid_from, valid_to = day_or_none(row["valid_from"]), day_or_none(row["valid_to"])
        lists.setdefault(row["list"], []).append(
            Code(
                row["list"],
                row["code"],
                row["label"],
                valid_from,
                valid_to,
                row["verified"],
                MappingProxyType(flags),
            )
        )
    for name, codes in lists.items():
        _refuse_overlaps(name, codes)
    return {name: tuple(codes) for name, codes in lists.items()}


def _refuse_overlaps(name: str, codes: list[Code]) -> None:
    for index, one in enumerate(codes):
        for other in codes[:index]:
            if one.code == other.code and (
                one.valid_from is None
                or other.valid_from is None
                or other.is_valid_on(one.valid_from)
                or one.is_valid_on(other.valid_from)
            ):
                raise DataFileDamaged(f"{name}: code {one.code} stands twice for the same days.")


@cache
def _all_lists() -> Mapping[str, tuple[Code, ...]]:
    return MappingProxyType(read_codes(row for name in code_file_names() for row in data_rows(name)))


@cache
def _rows_by_code(name: str) -> Mapping[str, tuple[Code, ...]]:
    by_code: dict[str, tuple[Code, ...]] = {}
    for row in code_list(name):
        by_code[row.code] = (*by_code.get(row.code, ()), row)
    return by_code


def code_list_names() -> tuple[str, ...]:
    """Return the names of all lists, sorted.

    >>> "CL-SRC" in code_list_names()
    True
    """
    return tuple(sorted(_all_lists()))


def code_list(name: str, *, on: date | None = None) -> tuple[Code, ...]:
    """Return a list in its printed order; with `on`, only the codes valid on that day.

    >>> [code.code for code in code_list("PRIORITY")]
    ['1', '4', '2', '3']
    """
    try:
        codes = _all_lists()[name]
    except KeyError:
        raise UnknownCode(f"There is no code list {name!r}.") from None
    return codes if on is None else tuple(code for code in codes if code.is_valid_on(on))


def find_code(name: str, code: str, *, on: date | None = None) -> Code | None:
    """Return the row of a code (on that day, or its latest row), or `None`.

    >>> find_code("CL-SRC", "VICAR") is None
    True
    """
    rows = _rows_by_code(name).get(code, ())
    if on is not None:
        rows = tuple(row for row in rows if row.is_valid_on(on))
    return rows[-1] if rows else None


def require_code(name: str, code: str, *, on: date | None = None) -> Code:
    """Return the row of a code, or raise `UnknownCode` or `ExpiredCode`.

    >>> from datetime import date
    >>> require_code("LEGAL_STATUS", "33", on=date(2026, 11, 22))
    Traceback (most recent call last):
    amhp.dataset.codes.ExpiredCode: LEGAL_STATUS: code '33' is not valid on 2026-11-22.
    """
    found = find_code(name, code, on=on)
    if found is not None:
        return found
    if on is not None and find_code(name, code) is not None:
        raise ExpiredCode(f"{name}: code {code!r} is not valid on {on.isoformat()}.")
    raise UnknownCode(f"{name}: there is no code {code!r}.")


def label(name: str, code: str, *, on: date | None = None) -> str:
    """Return the words of a code.

    >>> label("CL-TRI", "DEFER")
    'defer'
    """
    return require_code(name, code, on=on).label


def national_source(code: str) -> str:
    """Map an AMHP source (CL-SRC) to the national source of referral; every source has one.

    >>> national_source("POLICE_S136")
    'E1'
    """
    return require_code("CL-SRC", code).flags["national"]


def outcome_flags(code: str) -> OutcomeFlags:
    """Return what an outcome (CL-OUT) means.

    >>> outcome_flags("HTT")
    OutcomeFlags(detained=False, less_restrictive=True, completed=True, needs_assessment=True)
    """
    row = require_code("CL-OUT", code)
    return OutcomeFlags(
        detained=row.has("detained"),
        less_restrictive=row.has("less_restrictive"),
        completed=row.has("completed"),
        needs_assessment=row.has("needs_assessment"),
    )


def delay_group(code: str) -> str:
    """Return the group of a wait reason (CL-DEL): the only level that is published.

    >>> delay_group("BED_FUNDING")
    'BED'
    """
    return require_code("CL-DEL", code).flags["group"]


def ethnic_category_2001(detail_2021: str) -> str:
    """Roll a 2021 census group up to the 2001 category, the national standard.

    >>> ethnic_category_2001("ROMA")
    'C'
    """
    return require_code("ETHNICITY_2021", detail_2021).flags["rolls_up_to"]


def urgency_rank(priority: str | None) -> int:
    """Order priorities by urgency, soonest first; not yet set comes before all.

    >>> sorted(["3", "2", None, "4", "1"], key=urgency_rank)
    [None, '1', '4', '2', '3']
    """
    if priority is None:
        return 0
    return int(require_code("PRIORITY", priority).flags["urgency_rank"])
