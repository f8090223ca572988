"""Registers the room with Django, and listens to who signs in."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, roles, sign-in, reasons given."""

    name = "onenumber.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen, now that the models are there."""
        import_module("onenumber.access.sign_in.sessions")
