"""A service's settings as one readable file, checked as a whole before anything is kept.

Every mistake is named with its line, all of them at once, so that a file is mended in one go. No value is
guessed: what is missing stays missing, and a live service does not start without it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onenumber.organisations import service_sections as sections
from onenumber.organisations.file_problems import BadServiceFile, Found
from onenumber.organisations.setting_kinds import SETTINGS
from onenumber.organisations.toml_lines import Lines

TABLES = ("service", "organisations", "localities", "teams", "places", "settings")


@dataclass(frozen=True)
class ServiceFile:
    """What the file says, checked: tables by their key, settings with who approved them."""

    service: Mapping[str, Any]
    organisations: Mapping[str, Mapping[str, Any]]
    localities: Mapping[str, Mapping[str, Any]]
    teams: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_service_file(text: str) -> ServiceFile:
    """The file, or BadServiceFile with every problem and its line."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadServiceFile.unreadable(problem) from problem
    found = Found(Lines(text))
    for name in said:
        if name not in TABLES:
            found.add((name,), f"{name} is no part of a service's file. Its parts: {', '.join(TABLES)}.")
    tables = {name: _table(said, name, found) for name in TABLES}
    sections.check_service(tables, found)
    sections.check_organisations(tables, found)
    sections.check_localities(tables, found)
    sections.check_teams(tables, found)
    sections.check_places(tables, found)
    _check_settings(tables["settings"], found)
    if found.problems:
        raise BadServiceFile(found.problems)
    tables["settings"] = {path: _kept(entry) for path, entry in tables["settings"].items()}
    return ServiceFile(**tables)


def _table(said: Mapping[str, Any], name: str, found: Found) -> dict[str, Any]:
    table = said.get(name, {})
    if not isinstance(table, dict):
        found.add((name,), f"{name} must be a table: write [{name}] on a line of its own.")
        return {}
    if name == "service":
        return table
    good = {key: value for key, value in table.items() if isinstance(value, dict)}
    for key in table.keys() - good.keys():
        found.add((name, key), f"{key} must be a table of its own.")
    return good


def _check_settings(settings: dict[str, Any], found: Found) -> None:
    for path, entry in settings.items():
        where = ("settings", path)
        if path not in SETTINGS:
            found.add(where, f"there is no setting {path}. The settings: {', '.join(SETTINGS)}.")
            continue
        found.only(where, entry, needed=("value", "approved_by", "approved_on"))
        if "value" in entry and (problem := SETTINGS[path].check(entry["value"])):
            found.add((*where, "value"), f"{path} {problem}.")
        if "approved_by" in entry:
            found.text((*where, "approved_by"), entry["approved_by"], longest=120)
        if "approved_on" in entry and type(entry["approved_on"]) is not date:
            found.add(
                (*where, "approved_on"), "approved_on must be a day without quotes, such as 2026-10-01."
            )


def _kept(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "approved_on": entry["approved_on"].isoformat()}
