"""A service's approved settings as a table: what is asked, the value, who approved it and when."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from onenumber.organisations.models import Service
from onenumber.organisations.queries import explained_settings


@dataclass(frozen=True)
class SettingRow:
    """One setting in words."""

    name: str
    sentence: str
    value: str
    approved: str


def value_words(value: Any) -> str:
    """A value as somebody would say it.

    >>> value_words([10, 20, 60]), value_words({"1": 60}), value_words(True)
    ('10, 20, 60', '1: 60', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {value_words(inner)}" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(value_words(inner) for inner in value)
    return str(value)


def setting_rows(service: Service) -> tuple[SettingRow, ...]:
    """Every setting, the missing ones said to be missing."""
    return tuple(
        SettingRow(
            name=name,
            sentence=sentence,
            value=value_words(kept["value"]) if kept else "not set",
            approved=f"{kept['approved_by']}, {kept['approved_on']}" if kept else "",
        )
        for name, sentence, kept in explained_settings(service)
    )


@dataclass(frozen=True)
class TextWays:
    """Whether texts can go and come; `gateway` is the host they go through, empty where there is none."""

    gateway: str
    callbacks: bool


def text_ways() -> TextWays:
    """As the operator set the server up."""
    way = settings.TEXT_GATEWAY
    return TextWays(urlsplit(way.address).netloc if way else "", bool(way and way.callback_token))
