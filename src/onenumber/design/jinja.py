"""The Jinja2 environment of every page.

Named in settings as `onenumber.design.jinja.environment`. ChainableUndefined is what the NHS.UK macros are
written for; because it hides typing mistakes, tests render our own templates with StrictUndefined.
Source: NHS.UK frontend jinja 0.10.2, and the measured traps in docs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from onenumber.design import wording
from onenumber.design.fields import error_links, field_view
from onenumber.design.icons import icon_mark
from onenumber.design.sheet import soft, soft_lines
from onenumber.design.together import escaped_together

FILTERS = {
    "clock_time": wording.clock_time,
    "clock_seconds": wording.clock_seconds,
    "date_words": wording.date_words,
    "weekday_date": wording.weekday_date,
    "weekday_moment": wording.weekday_moment,
    "short_moment": wording.short_moment,
    "short_day": wording.short_day,
    "span": wording.span,
    "left": wording.left,
    "nhs_number": wording.nhs_number,
    "machine_time": wording.machine_time,
    "field_view": field_view,
    "error_links": error_links,
    "soft": soft,
    "soft_lines": soft_lines,
}


@cache
def _fixed_address(name: str) -> str:
    return reverse(name)


def address(name: str, *, args: Sequence[Any] = ()) -> str:
    """Django's reverse; an address without arguments is worked out once."""
    return reverse(name, args=args) if args else _fixed_address(name)


def loaders(loader: BaseLoader | None) -> ChoiceLoader:
    """Our own templates first, then the published NHS.UK macros under `nhsuk/`."""
    nhsuk = PackageLoader("nhsuk_frontend_jinja", "templates")
    return ChoiceLoader([loader, nhsuk] if loader else [nhsuk])


def environment(**options: Any) -> Environment:
    """Build the environment from the options Django's Jinja2 backend passes."""
    options["loader"] = loaders(options.get("loader"))
    options.setdefault("undefined", ChainableUndefined)
    options["autoescape"] = True
    made = Environment(**options)  # noqa: S701 - autoescape is set one line above
    made.filters.update(FILTERS)
    made.globals.update(
        static=cache(static), url=address, icon_mark=icon_mark, escaped_together=escaped_together
    )
    return made
