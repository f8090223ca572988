"""Every predicate asked before anything is shown or written, found by walking the modules; each can be turned round.

A predicate is imported by name in many places and handed to decorators, so replacing a name would miss some:
its code itself is replaced, once, by a switch that notes who was asked and answers the opposite on demand.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import signature
from types import FunctionType
from typing import Any

import onenumber
from onenumber.audit.models import Viewer

PREDICATE = re.compile(
    r"^_?may_\w+$|^(is_hub|is_asked|holds|in_councils|is_on_duty|is_on_duty_in|takes_supervised)$"
)
STANDING = "onenumber.persons.queries.standing.standing_of"
OPPOSITE = {"open": "hidden", "reason": "open", "hidden": "open"}
HOLDER = "__asked_of_the_switch__"


class Switch:
    """Notes which predicates a request asks, and turns one of them round."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.turned = ""
        self.open = False
        self.predicates = dict(_predicates())

    def __call__(
        self, name: str, original: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        self.asked.add(name)
        if self.open:
            return "open" if name == STANDING else True
        said = original(*args, **named)
        if name != self.turned:
            return said
        return OPPOSITE[said] if name == STANDING else not said

    @contextmanager
    def installed(self) -> Iterator["Switch"]:
        """Every predicate goes through the switch for as long as the `with` lasts."""
        kept = {name: function.__code__ for name, function in self.predicates.items()}
        shapes = {name: (f.__defaults__, f.__kwdefaults__) for name, f in self.predicates.items()}
        for name, function in self.predicates.items():
            _switch(name, function, self)
        try:
            yield self
        finally:
            for name, function in self.predicates.items():
                function.__code__ = kept[name]
                function.__defaults__, function.__kwdefaults__ = shapes[name]

    @contextmanager
    def turning(self, name: str) -> Iterator[None]:
        """One predicate says the opposite."""
        self.turned = name
        try:
            yield
        finally:
            self.turned = ""


@contextmanager
def filters_removed(switch: Switch) -> Iterator[None]:
    """Every predicate agrees and every reading begins with all services and councils: the first wall is not there."""
    kept = {name: getattr(Viewer, name) for name in GROUND}
    switch.open = True
    for name, answer in (("services", tuple(range(1, 99))), ("may_in", True), ("councils_in", None)):
        setattr(Viewer, name, lambda viewer, *args, answer=answer: answer)
    try:
        yield
    finally:
        switch.open = False
        for name, real in kept.items():
            setattr(Viewer, name, real)


def _predicates() -> Iterator[tuple[str, FunctionType]]:
    for found in pkgutil.walk_packages(onenumber.__path__, "onenumber."):
        if ".migrations" in found.name or found.name.startswith(("onenumber.demo", "onenumber.config")):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if not isinstance(value, FunctionType) or value.__module__ != module.__name__:
                continue
            full = f"{module.__name__}.{name}"
            if full == STANDING or (
                PREDICATE.match(name) and next(iter(signature(value).parameters), "") == "viewer"
            ):
                yield full, value


def _switch(name: str, function: FunctionType, switch: Switch) -> None:
    """Give the function code that asks the switch; what it was is kept beside it in its module."""
    original = FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    original.__kwdefaults__ = function.__kwdefaults__
    assert not function.__closure__, f"{name} closes over something and cannot be switched"
    function.__globals__.setdefault(HOLDER, {})[name] = (switch, original)
    source = (
        f"def asked(*args, **named):\n    switch, original = {HOLDER}[{name!r}]\n"
        f"    return switch({name!r}, original, args, named)\n"
    )
    made: dict[str, Any] = {}
    exec(compile(source, "switch", "exec"), made)
    function.__defaults__, function.__kwdefaults__ = None, None
    function.__code__ = made["asked"].__code__


GROUND: dict[str, Callable[..., Any]] = {  # what every reading starts from, turned round
    "services": lambda real, viewer, *roles: tuple(range(1, 9)),
    "may_in": lambda real, viewer, service_id, roles: not real(viewer, service_id, roles),
    "councils_in": lambda real, viewer, service_id: None if real(viewer, service_id) is not None else (),
}


@contextmanager
def ground_turned(name: str) -> Iterator[None]:
    """One method of Viewer says the opposite: every service, no such role, every council or none."""
    real, other = getattr(Viewer, name), GROUND[name]
    setattr(Viewer, name, lambda viewer, *args: other(real, viewer, *args))
    try:
        yield
    finally:
        setattr(Viewer, name, real)
