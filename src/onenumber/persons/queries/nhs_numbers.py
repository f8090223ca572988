"""An NHS number as it is typed: spaces welcome, the check digit checked, "not known" an answer.

A wrong number could join two people's records, so it is refused with words that help (Thimbleby 2022, peers
P42). 999 numbers are test numbers: known in a demonstration, refused in a live service.
"""

from stdnum.gb import nhs

from onenumber.persons.queries.names import is_unknown

_DROPPED = str.maketrans("", "", " -\u00a0\u2011\u2013.")


class NhsNumberRefused(ValueError):
    """What was typed cannot be an NHS number here; the message says why and what to do."""


def read_nhs_number(text: str, *, synthetic: bool) -> str:
    """Ten digits, or empty when it is not known. Raises `NhsNumberRefused`.

    >>> read_nhs_number("999 159 5147", synthetic=True), read_nhs_number("not known", synthetic=False)
    ('9991595147', '')
    >>> read_nhs_number("485 777 3456", synthetic=False)
    Traceback (most recent call last):
    onenumber.persons.queries.nhs_numbers.NhsNumberRefused: The last digit does not fit the others. \
Read the number back, or leave it empty.
    """
    if is_unknown(text) or text.strip().casefold() in {"n/k", "none"}:
        return ""
    number = text.translate(_DROPPED)
    if not (number.isascii() and number.isdigit()):
        raise NhsNumberRefused(
            "An NHS number has digits only, such as 123 456 7890. Leave it empty if it is not known."
        )
    if len(number) != 10:
        raise NhsNumberRefused(
            f"An NHS number has 10 digits; this has {len(number)}. Read the number back, or leave it empty."
        )
    if len(set(number)) == 1:
        raise NhsNumberRefused(
            "Ten times the same digit is no NHS number. Leave it empty if it is not known."
        )
    if not nhs.is_valid(number):
        raise NhsNumberRefused(
            "The last digit does not fit the others. Read the number back, or leave it empty."
        )
    if number.startswith("999") and not synthetic:
        raise NhsNumberRefused(
            "Numbers that begin with 999 are test numbers. Leave it empty if it is not known."
        )
    return number
