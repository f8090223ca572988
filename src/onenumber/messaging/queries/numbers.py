"""Telephone numbers as people type them and as a gateway writes them, made comparable."""

import re

UK = "44"
UK_DIGITS = 12  # 44 and ten more
SHORTEST, LONGEST = 8, 15  # ITU-T E.164: at most fifteen digits


def comparable_number(typed: str) -> str:
    """A number with its country and nothing but digits; empty where it is none.

    >>> comparable_number("07700 900 123"), comparable_number("+44 (0)7700 900123"), comparable_number("ring me")
    ('447700900123', '447700900123', '')
    >>> comparable_number("0033 6 12 34 56 78")
    '33612345678'
    """
    written = re.sub(r"\(0\)", "", typed)
    digits = re.sub(r"[^0-9]", "", written)
    if digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = UK + digits[1:]
    elif not written.strip().startswith("+") and not digits.startswith(UK):
        return ""
    return digits if SHORTEST <= len(digits) <= LONGEST and not re.search("[A-Za-z]", typed) else ""


def mobile_number(typed: str) -> str:
    """A number a text can go to, comparable; empty where it is a landline of the United Kingdom, or none.

    >>> mobile_number("07700 900123"), mobile_number("01632 960001"), mobile_number("070 1234 5678")
    ('447700900123', '', '')
    """
    number = comparable_number(typed)
    if number.startswith(UK):
        mobile = (number.startswith("447") and number[3] not in "06") or number.startswith("447624")
        return number if mobile and len(number) == UK_DIGITS else ""
    return number
