"""What a setting's value must look like; each check answers with the problem in plain words, or nothing."""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from amhp.dataset import UnknownCode, require_code
from amhp.retention import schedule

Check: TypeAlias = Callable[[Any], str]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
PERIOD_KEYS = {"kind", "days", "starts", "ends"}
REASON_KEYS = {"code", "stage", "agency", "chosen"}
MOBILE = re.compile(r"(\+44 ?|0)7[\d ]{9,12}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
EXAMPLES = {"text": '["07700 900900"]', "email": '["duty@council.example"]'}
LONGEST_MINUTES = 60 * 24 * 31


def _whole(value: Any, largest: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= largest


def _code_known(list_name: str, code: Any) -> bool:
    try:
        require_code(list_name, str(code))
    except UnknownCode:
        return False
    return True


def minutes(value: Any) -> str:
    """A whole number of minutes, up to a month.

    >>> minutes(120), minutes("2 h")
    ('', 'must be a whole number of minutes, 1 or more')
    """
    return "" if _whole(value, LONGEST_MINUTES) else "must be a whole number of minutes, 1 or more"


def hours(value: Any) -> str:
    """A whole number of hours, up to a month."""
    return "" if _whole(value, 24 * 31) else "must be a whole number of hours, 1 or more"


def days(value: Any) -> str:
    """A whole number of days, up to a month."""
    return "" if _whole(value, 31) else "must be a whole number of days, 1 to 31"


def days_of_a_year(value: Any) -> str:
    """A whole number of days, up to a year.

    >>> days_of_a_year(60), days_of_a_year(0)
    ('', 'must be a whole number of days, 1 to 366')
    """
    return "" if _whole(value, 366) else "must be a whole number of days, 1 to 366"


def prefixes(value: Any) -> str:
    """A list of services' prefixes, which may be empty.

    >>> prefixes(["BL"]), prefixes([]), prefixes("BL")
    ('', '', 'must be a list of prefixes of services, such as ["BL"], or []')
    """
    good = isinstance(value, list) and all(re.fullmatch(r"[A-Z]{2,4}", str(each)) for each in value)
    return (
        ""
        if good and len(set(map(str, value))) == len(value)
        else ('must be a list of prefixes of services, such as ["BL"], or []')
    )


def retention_classes(value: Any) -> str:
    """Codes of the retention schedule that have a period; an empty list confirms none.

    >>> retention_classes(["mental_health"]), retention_classes([]), bool(retention_classes(["duty_list"]))
    ('', '', True)
    """
    known = [each.code for each in schedule() if each.has_period]
    good = isinstance(value, list) and all(code in known for code in value)
    return "" if good else f"must be a list of {', '.join(known)}, or empty"


def minutes_rising(value: Any) -> str:
    """A list of minutes, shortest first.

    >>> minutes_rising([10, 20, 60]), minutes_rising([20, 10])
    ('', 'must be a list of whole minutes, shortest first, such as [10, 20, 60]')
    """
    good = isinstance(value, list) and value and all(_whole(v, LONGEST_MINUTES) for v in value)
    rising = good and sorted(set(value)) == value
    return "" if rising else "must be a list of whole minutes, shortest first, such as [10, 20, 60]"


def _codes_with_minutes(list_name: str, value: Any, what: str) -> str:
    from_list = isinstance(value, dict) and value and all(_code_known(list_name, code) for code in value)
    if not from_list or not all(_whole(v, LONGEST_MINUTES) for v in value.values()):
        return f"must give whole minutes for {what}"
    return ""


def priorities(value: Any) -> str:
    """Minutes for each of the four priorities of the national list."""
    if isinstance(value, dict) and set(value) != {"1", "4", "2", "3"}:
        return "must name the priorities 1, 4, 2 and 3 (emergency, very urgent, urgent, routine), no others"
    return _codes_with_minutes("PRIORITY", value, "the priorities 1, 4, 2 and 3")


def stages(value: Any) -> str:
    """Minutes for each stage at which the work can wait."""
    known = ("ALLOCATE", "DOCTOR", "START", "BED", "CONVEY", "ADMIT")
    if isinstance(value, dict) and set(value) != set(known):
        return "must name the stages " + ", ".join(known) + ", no others"
    return _codes_with_minutes("WAIT_STAGE", value, "each stage")


def _period_problem(period: Any) -> str:
    if not isinstance(period, dict) or set(period) != PERIOD_KEYS:
        return "each period needs kind, days, starts and ends, and nothing else"
    if period["kind"] not in {"day", "edt"}:
        return 'kind must be "day" or "edt"'
    days = period["days"]
    if not isinstance(days, list) or not days or not set(map(str, days)) <= set(DAYS):
        return 'days must be a list of "mon", "tue", "wed", "thu", "fri", "sat", "sun"'
    if not all(isinstance(period[end], str) and CLOCK.fullmatch(period[end]) for end in ("starts", "ends")):
        return 'starts and ends must be times such as "08:45"'
    return ""


def duty_periods(value: Any) -> str:
    """When each kind of duty runs; a period that ends at or before it starts ends the next day."""
    if not isinstance(value, list) or not value:
        return "must be a list of periods"
    return next((problem for problem in map(_period_problem, value) if problem), "")


def _reason_problem(reason: Any) -> str:
    if not isinstance(reason, dict) or set(reason) != REASON_KEYS:
        return "each reason needs code, stage, agency and chosen, and nothing else"
    if not _code_known("CL-DEL", reason["code"]):
        return f"{reason['code']} is no reason of the dataset's list CL-DEL"
    if not _code_known("WAIT_STAGE", reason["stage"]):
        return f"{reason['stage']} is no stage of the dataset's list WAIT_STAGE"
    if not isinstance(reason["agency"], str) or not reason["agency"].strip():
        return "agency must say who is waited on"
    return "" if isinstance(reason["chosen"], bool) else "chosen must be true or false"


def wait_reasons(value: Any) -> str:
    """Reasons for waiting, each once."""
    if not isinstance(value, list) or not value:
        return "must be a list of reasons"
    problem = next((found for found in map(_reason_problem, value) if found), "")
    codes = [reason["code"] for reason in value] if not problem else []
    repeated = sorted({code for code in codes if codes.count(code) > 1})
    return problem or (f"{', '.join(repeated)} is given twice" if repeated else "")


PARTNER_KEYS = {"what", "name", "telephone"}
PARTNER_KINDS = (
    "bed", "transport", "police", "interpreter", "place-of-safety", "advocate", "locksmith", "court",
)  # fmt: skip
RUNG_KEYS = {"minutes", "tell", "telephone", "agreed_by"}


def _words(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= longest


def _partner_problem(partner: Any) -> str:
    if not isinstance(partner, dict) or set(partner) != PARTNER_KEYS:
        return "each partner needs what, name and telephone, and nothing else"
    if partner["what"] not in PARTNER_KINDS:
        return f"what must be one of {', '.join(PARTNER_KINDS)}"
    good = _words(partner["name"], 120) and _words(partner["telephone"], 40)
    return "" if good else "name (up to 120 letters) and telephone (up to 40) must be written"


def partners(value: Any) -> str:
    """Who is asked for what.

    >>> partners([{"what": "police", "name": "Westmoor Police", "telephone": "01632 960 110"}])
    ''
    >>> partners([{"what": "taxi", "name": "A Cab", "telephone": "1"}])[:20]
    'what must be one of '
    """
    if not isinstance(value, list) or not value:
        return "must be a list of partners"
    return next((problem for problem in map(_partner_problem, value) if problem), "")


def _rung_problem(rung: Any) -> str:
    if not isinstance(rung, dict) or set(rung) != RUNG_KEYS:
        return "each rung needs minutes, tell, telephone and agreed_by, and nothing else"
    if rung["minutes"] != 0 and not _whole(rung["minutes"], LONGEST_MINUTES):
        return "minutes must be a whole number of minutes, 0 or more"
    if not (_words(rung["tell"], 120) and _words(rung["telephone"], 40)):
        return "tell (up to 120 letters) and telephone (up to 40) must be written"
    return "" if _words(rung["agreed_by"], 120) else "agreed_by must say who agreed that they are told"


def ladder(value: Any) -> str:
    """The rungs, the lowest first, each later than the one below it.

    >>> rung = {"minutes": 60, "tell": "Bed manager on call", "telephone": "01632 960 233", "agreed_by": "A. Chief"}
    >>> ladder([rung]), ladder([rung, rung])
    ('', 'each rung must come later than the one before it')
    """
    if not isinstance(value, list) or not value:
        return "must be a list of rungs, the lowest first"
    problem = next((found for found in map(_rung_problem, value) if found), "")
    minutes = [rung["minutes"] for rung in value] if not problem else []
    rises = minutes == sorted(set(minutes))
    return problem or ("" if rises else "each rung must come later than the one before it")


def skills(value: Any) -> str:
    """Skill codes (lower-case letters, digits, _) with words."""
    good = isinstance(value, dict) and all(
        re.fullmatch(r"[a-z][a-z0-9_]{1,19}", str(code)) and isinstance(words, str) and words
        for code, words in value.items()
    )
    return "" if good else 'must be a table of codes with words, such as child = "children and young people"'


def contacts(value: Any) -> str:
    """Mobile numbers for texts and addresses for e-mail, at least one of them.

    >>> contacts({"text": ["07700 900900"]}), contacts({})
    ('', 'must name at least one number under text, or one address under email')
    """
    if not isinstance(value, dict) or set(value) - {"text", "email"}:
        return "must be a table with text (mobile numbers) and email (addresses), and nothing else"
    if not any(value.values()):
        return "must name at least one number under text, or one address under email"
    for name, looks in (("text", MOBILE), ("email", EMAIL)):
        given = value.get(name, [])
        if not isinstance(given, list) or not all(isinstance(v, str) and looks.fullmatch(v) for v in given):
            return f"{name} must be a list such as {EXAMPLES[name]}"
    return ""


LETTER_VALUE = re.compile(r"\{(\w+)\}")
LETTER_VALUES = (
    "to", "person", "reference", "date", "amhp", "service", "one_number", "council", "hospital", "outcome"
)  # fmt: skip
LONGEST_LETTER = 20000


def letter(value: Any) -> str:
    """An approved text with the values it may name in curly brackets.

    >>> letter("Dear {to}"), letter("Dear {friend}")[:33]
    ('', 'names {friend}; it may name only ')
    """
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_LETTER:
        return f"must be a text of at most {LONGEST_LETTER} letters"
    unknown = [name for name in LETTER_VALUE.findall(value) if name not in LETTER_VALUES]
    known = ", ".join(f"{{{name}}}" for name in LETTER_VALUES)
    return f"names {{{unknown[0]}}}; it may name only {known}" if unknown else ""
