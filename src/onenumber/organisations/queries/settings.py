"""The settings of a service, each with who approved it. A live service has no defaults.

Source: the record, safety rules: "priority targets, escalation minutes and similar settings have no defaults
in a live service: it will not start until they are set, with who approved them".
"""

from typing import Any

from onenumber.organisations.models import Service
from onenumber.organisations.setting_kinds import SETTINGS


class SettingMissing(LookupError):
    """A setting was needed that nobody has set and approved."""


def setting(service: Service, path: str) -> Any:
    """The approved value of one setting, such as "offer.minutes".

    Raises SettingMissing, with what to do next, when the service has not set it.
    """
    kept = service.settings.get(path)
    if kept is None:
        raise SettingMissing(
            f"{service.name} has not set {path}. Add it to the service's file with who approved it and when, "
            "then run: onenumber load service.toml"
        )
    return kept["value"]


def has_setting(service: Service, path: str) -> bool:
    """Whether the service has set this."""
    return path in service.settings


def missing_settings(service: Service) -> list[str]:
    """What a service still has to set before it may start, a sentence each; none when it is ready."""
    return [
        f"{path} is not set ({kind.sentence[0].lower()}{kind.sentence[1:].rstrip('.')}). Put it into the "
        "service's file with who approved it and when, then run: onenumber load service.toml"
        for path, kind in SETTINGS.items()
        if kind.needed and path not in service.settings
    ]


def explained_settings(service: Service) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Every setting with the sentence that explains it and what is kept: value, who approved it and when."""
    return [(path, kind.sentence, service.settings.get(path)) for path, kind in SETTINGS.items()]
