"""Registers the room with Django, and listens to who signs in."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, roles, sign-in, reasons given."""

    name = "onenumber.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen once the models are there."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415  # needs the models

        from onenumber.access.sign_in.sessions import note_sign_in  # noqa: PLC0415

        user_logged_in.connect(note_sign_in, dispatch_uid="onenumber.sign_in")
