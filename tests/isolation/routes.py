"""Every address of the service, found by walking the URL configuration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

CONVERTER = re.compile(r"<\w+:(\w+)>")


@dataclass(frozen=True)
class Route:
    """One address as it is written, `/cases/<reference>/`, with its name and what stands in its brackets."""

    address: str
    name: str
    parameters: tuple[str, ...]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        written = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, written, inner)
        else:
            name = ":".join((*spaces, pattern.name or ""))
            address = "/" + CONVERTER.sub(r"<\1>", written).removeprefix("^").removesuffix("$")
            yield Route(address, name, tuple(re.findall(r"<(\w+)>", address)))


def all_routes() -> dict[str, Route]:
    """Every route by its address."""
    found: dict[str, Route] = {}
    for route in _walk(list(get_resolver().url_patterns), "", ()):
        assert route.address not in found, f"{route.address} stands twice in the URL configuration"
        found[route.address] = route
    return found
