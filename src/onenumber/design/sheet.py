"""What stands on every sheet of a PDF, beside its content. Source: screens GUIDE, "Print"."""

import re
from dataclasses import dataclass

LONG_WORD = re.compile(r"\S{60}")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`title` carries a reference at most, since readers show it in window titles; the name is in `person_line`."""

    title: str
    person_line: str
    printed_line: str
    service: str
    language: str = "en-GB"
    notice: str = ""
    large_print: bool = False


def soft(text: object) -> str:
    """Text whose very long words may be broken: laying out one word of 100,000 letters takes minutes.

    >>> soft("x" * 61) == "x" * 60 + "\u200b" + "x", soft("short words stay")
    (True, 'short words stay')
    """
    return LONG_WORD.sub(lambda found: found.group() + "\u200b", str(text))


def soft_lines(text: str) -> list[str]:
    """The lines of what somebody wrote, each to be a paragraph of its own.

    >>> soft_lines("She said no.\\r\\n\\r\\nHe left.")
    ['She said no.', 'He left.']
    """
    return [soft(line) for line in text.splitlines() if line.strip()]
