"""Registers the room with Django."""

from django.apps import AppConfig


class ContinuityConfig(AppConfig):
    name = "onenumber.continuity"
    label = "continuity"
    default_auto_field = "django.db.models.BigAutoField"
