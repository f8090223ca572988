"""Reading a service: its settings, its localities, and the places callers name."""

from onenumber.organisations.queries.places import localities, propose_locality, propose_place
from onenumber.organisations.queries.settings import SettingMissing, has_setting, missing_settings, setting

__all__ = [
    "SettingMissing",
    "has_setting",
    "localities",
    "missing_settings",
    "propose_locality",
    "propose_place",
    "setting",
]
