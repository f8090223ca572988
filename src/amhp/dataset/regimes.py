"""Which law was in force on a day. Commencement is a date in a row of data, never an `if`.

Mental Health Act 2025 s56: a first tranche on 18 February 2026, the rest by regulations not found yet.
"""

from collections.abc import Sequence
from datetime import date

from amhp.dataset.codes import Code, code_list


class NoRegime(ValueError):
    """No row of CL-REG covers that day."""


def regime_on(on: date, *, regimes: Sequence[Code] | None = None) -> Code | None:
    """Return the regime of a day with its flags, or `None` before the first one."""
    rows = code_list("CL-REG") if regimes is None else regimes
    return next((row for row in rows if row.is_valid_on(on)), None)


def legal_regime(on: date) -> str:
    """Return the code of the regime in force on a day.

    >>> from datetime import date
    >>> legal_regime(date(2026, 2, 17)), legal_regime(date(2026, 2, 18))
    ('MHA1983_PCA2017', 'MHA1983_MHA2025_1')
    """
    found = regime_on(on)
    if found is None:
        raise NoRegime(f"The dataset has no legal regime for {on.isoformat()}: it begins on 3 November 2008.")
    return found.code
