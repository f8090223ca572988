"""The lists of words in a mapping file: which texts mean which code, and what follows from the code."""

from collections.abc import Collection
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from onenumber.returns.spreadsheet.cells import code_key
from onenumber.returns.spreadsheet.mapping import Code, CodeList, ContactType, Field, Triage

Choice = TypeVar("Choice", bound=StrEnum)

_KEYS: dict[Field, tuple[str, ...]] = {
    Field.LOCALITY: ("written_as",),
    Field.SOURCE: ("written_as", "stands_for", "contact_type"),
    Field.STATUS: ("written_as", "contact_type"),
    Field.OUTCOME: ("written_as", "needs_assessment", "contact_type", "triage"),
}


class TellMistake(Protocol):
    """Writes down a mistake at a setting of a table, or at a text within it."""

    def __call__(
        self, message: str, table: str = ..., name: str | None = ..., text: str | None = ...
    ) -> None: ...


def read_code_list(
    given: object, field: Field, accepted: Collection[str] | None, tell: TellMistake
) -> CodeList | None:
    """The list of one coded field; None where the file has no such table. Mistakes go to ``tell``."""
    if given is None:
        return None
    table = field.value
    if not isinstance(given, dict):
        tell(f'{table} must be a table: [{table}] with lines like GP = {{ written_as = ["GP"] }}.', "", table)
        return CodeList({})
    by_text: dict[str, Code] = {}
    for name, facts in given.items():
        if accepted is not None and name not in accepted:
            close = get_close_matches(name, list(accepted), n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Known are: {', '.join(sorted(accepted))}."
            tell(f"{name} is not a code of {table} that this service knows. {hint}", table, name)
        if not isinstance(facts, dict):
            tell(f'{name} must be written like {name} = {{ written_as = ["…"] }}.', table, name)
            continue
        code = _read_code(name, facts, field, tell)
        _add_texts(code, facts.get("written_as"), by_text, table, tell)
    return CodeList(by_text)


def _read_code(name: str, facts: dict[str, Any], field: Field, tell: TellMistake) -> Code:
    table, known = field.value, _KEYS[field]
    for key in facts:
        if key not in known:
            tell(f"{key} is not a fact of {table}. Facts are: {', '.join(known)}.", table, name)
    needs_assessment = facts.get("needs_assessment", False)
    if field is Field.OUTCOME and not isinstance(facts.get("needs_assessment"), bool):
        tell(f"{name} must say needs_assessment = true or needs_assessment = false.", table, name)
    stands_for = facts.get("stands_for")
    if stands_for is not None and not isinstance(stands_for, str):
        tell(f"stands_for of {name} must be a text in quotation marks.", table, name)
    return Code(
        code=name,
        stands_for=str(stands_for) if stands_for is not None else None,
        needs_assessment=needs_assessment is True,
        contact_type=_one_of(ContactType, "contact_type", facts, name=name, table=table, tell=tell),
        triage=_one_of(Triage, "triage", facts, name=name, table=table, tell=tell),
    )


def _one_of(
    choices: type[Choice], key: str, facts: dict[str, Any], *, name: str, table: str, tell: TellMistake
) -> Choice | None:
    value = facts.get(key)
    if value is None:
        return None
    try:
        return choices(str(value))
    except ValueError:
        tell(f"{value} is not a code of {key}. Codes are: {', '.join(choices)}.", table, name)
        return None


def _add_texts(code: Code, texts: object, by_text: dict[str, Code], table: str, tell: TellMistake) -> None:
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        tell(
            f'{code.code} needs written_as with the words that mean it, like ["GP", "GP surgery"].',
            table,
            code.code,
        )
        return
    for text in texts:
        key = code_key(text)
        if not key:
            tell(f"an empty text cannot mean {code.code}. Take it out.", table, code.code)
        elif key in by_text and by_text[key].code != code.code:
            other = by_text[key].code
            tell(f"“{text}” already means {other}. A text can mean one code.", table, code.code, text)
        else:
            by_text[key] = code
