"""On which line of a settings file each key stands: the reader of TOML forgets lines, people need them.

Headings, and keys at the start of a line; a value inside an inline table is found at the key that holds it.
"""

import re

HEADING = re.compile(r"\s*\[+\s*(?P<path>[^\[\]]+?)\s*\]+\s*(?:#.*)?")
KEY = re.compile(r"""\s*(?P<path>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*(?:\.|$)""")
Path = tuple[str, ...]


def parts_of(dotted: str) -> Path:
    """The parts of a dotted key, quotes off.

    >>> parts_of('settings."offer.minutes".value')
    ('settings', 'offer.minutes', 'value')
    """
    return tuple(double or single or bare for double, single, bare in PART.findall(dotted))


class Lines:
    """Line numbers (from 1) by path.

    >>> lines = Lines('[service]\\nname = "Westmoor"\\n[places]\\n"The Limes" = { kind = "WARD" }')
    >>> lines.of("service", "name"), lines.of("places", "The Limes", "kind"), lines.of("service", "prefix")
    (2, 4, 1)
    """

    def __init__(self, text: str) -> None:
        self.places: dict[Path, int] = {}
        table: Path = ()
        inside_text = False
        for number, line in enumerate(text.splitlines(), start=1):
            heading, key = HEADING.fullmatch(line), KEY.match(line)
            if not inside_text and heading:
                table = parts_of(heading["path"])
                self.places.setdefault(table, number)
            elif not inside_text and key:
                self.places.setdefault((*table, *parts_of(key["path"])), number)
            inside_text ^= (line.count('"""') + line.count("'''")) % 2 == 1

    def of(self, *path: str) -> int:
        """The line of this key, or of what it stands in; 1 when nothing of it is in the file."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, 1)
