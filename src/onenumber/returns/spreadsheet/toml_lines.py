"""On which line of a TOML file each setting stands.

``tomllib`` forgets lines, and a mistake without a line number cannot be found in a file of a hundred
settings. Only tables and ``name = value`` pairs at the start of a line are looked for: a mapping file has
nothing else.
"""

import re
from dataclasses import dataclass

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_SETTING = re.compile(r"""\s*([A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')\s*=""")


@dataclass(frozen=True)
class TomlLines:
    """Line numbers, from 1, by table and name; the empty table is the beginning of the file."""

    lines: tuple[str, ...]
    places: dict[tuple[str, str | None], int]

    def line(self, table: str, name: str | None = None, *, text: str | None = None) -> int | None:
        """The line of a setting, of its table, or of the quoted text in it; None if it cannot be told."""
        found = self.places.get((table, name)) or self.places.get((table, None))
        if found is None or text is None:
            return found
        for number in range(found, len(self.lines) + 1):
            if f'"{text}"' in self.lines[number - 1] or f"'{text}'" in self.lines[number - 1]:
                return number
        return found


def find_lines(text: str) -> TomlLines:
    """
    >>> found = find_lines('sheet = "Referrals"\\n[source]\\n"GP" = { written_as = ["GP"] }\\n')
    >>> found.line("", "sheet"), found.line("source"), found.line("source", "GP")
    (1, 2, 3)
    """
    places: dict[tuple[str, str | None], int] = {}
    table = ""
    lines = tuple(text.splitlines())
    for number, line in enumerate(lines, start=1):
        if header := _TABLE.fullmatch(line):
            table = _bare(header[1])
            places.setdefault((table, None), number)
        elif setting := _SETTING.match(line):
            places.setdefault((table, _bare(setting[1])), number)
    return TomlLines(lines, places)


def _bare(name: str) -> str:
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name
