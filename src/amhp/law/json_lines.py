"""JSON lines in, JSON lines out: one question about the law a line, one answer a line, in the same order.

A line that cannot be read or answered is an error of that line, and the run goes on. Whatever bytes come,
no line stops the run and every answer is valid JSON in ASCII.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

from amhp.law.inputs import BadInput
from amhp.law.registry import evaluate
from amhp.law.rule_book import RuleBook

LONGEST_LINE = 1_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Id = str | int | float | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of the answer, without its line end."""

    line: str
    is_error: bool


class _Reader:
    """Reads lines as JSON. What Python lets pass but JSON does not is a problem told with the line's id."""

    def __init__(self) -> None:
        self._decoder = json.JSONDecoder(parse_constant=self._constant, object_pairs_hook=self._object)
        self.problem: str | None = None

    def _constant(self, name: str) -> None:
        self.problem = f"{name} is not JSON."

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            self.problem = "a name is given twice in one object, so one of the two values would be lost."
        return found

    def read(self, line: bytes) -> dict[str, object]:
        self.problem = None
        if len(line) > LONGEST_LINE:
            raise BadInput(f"this is longer than {LONGEST_LINE} bytes.")
        try:
            asked = self._decoder.decode(line.decode("utf-8"))
        except UnicodeDecodeError:
            raise BadInput("this is not UTF-8.") from None
        except RecursionError:
            raise BadInput("this is nested too deeply.") from None
        except ValueError:
            raise BadInput("this is not JSON.") from None
        if not isinstance(asked, dict):
            raise BadInput('give an object with "id", "rule" and "inputs".')
        return asked


def answer_lines(lines: Iterable[bytes], *, book: RuleBook | None = None) -> Iterator[Answered]:
    """An answer for every line that is not blank.

    >>> given = b'{"id": 1, "rule": "s6.convey", "inputs": {"examined_on": ["2026-12-04"]}}'
    >>> [json.loads(each.line)["result"]["last_day_to_admit"] for each in answer_lines([given])]
    ['2026-12-17']
    >>> [each.line for each in answer_lines([b"not JSON"])]
    ['{"id": null, "error": "Line 1: this is not JSON."}']
    """
    reader = _Reader()
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
        if text.strip():
            yield _answer(text, number, reader, book)


def _answer(line: bytes, number: int, reader: _Reader, book: RuleBook | None) -> Answered:
    line_id: Id = None
    try:
        asked = reader.read(line)
        line_id = _id(asked.get("id"))
        rule_id, inputs = asked.get("rule"), asked.get("inputs")
        if reader.problem:
            raise BadInput(reader.problem)
        if not isinstance(rule_id, str):
            raise BadInput("rule: give the name of a rule.")
        if not isinstance(inputs, dict):
            raise BadInput("inputs: give an object of inputs.")
        result = evaluate(rule_id, inputs, book=book)
        return Answered(json.dumps({"id": line_id, "rule": rule_id, "result": result}), is_error=False)
    except BadInput as error:
        return Answered(json.dumps({"id": line_id, "error": f"Line {number}: {error}"}), is_error=True)


def _id(value: object) -> Id:
    """The id as given, if it can be given back as valid JSON without harm."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput("id: give text or a number.")
    if isinstance(value, float) and not isfinite(value):
        raise BadInput("id: give text or a finite number.")
    return value
