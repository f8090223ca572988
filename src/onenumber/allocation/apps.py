"""Registers the room with Django."""

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "onenumber.allocation"
    label = "allocation"
    default_auto_field = "django.db.models.BigAutoField"
