"""Why a service may not start yet: a live one needs every setting approved by someone; a wrong engine is refused."""

from django.conf import settings
from django.db import connection

from onenumber.organisations.models import Service
from onenumber.organisations.queries import missing_settings


def why_not_ready() -> list[str]:
    """Plain sentences, each with what to do; empty when the service may start."""
    reasons = []
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite" and options.get("transaction_mode") != "IMMEDIATE":
        reasons.append(
            "SQLite must run with IMMEDIATE transactions: use ONENUMBER_DATABASE to name the file."
        )
    services = list(Service.objects.all())
    if not services:
        reasons.append(
            "No service is set up: run `onenumber load service.toml` (or `onenumber demo` to try it)."
        )
    for service in services:
        reasons += [f"{service.name}: {lack}" for lack in missing_settings(service)]
        if service.synthetic and not settings.DEMONSTRATION:
            reasons.append(f"{service.name} is a synthetic service, but this folder is not a demonstration.")
    return reasons
