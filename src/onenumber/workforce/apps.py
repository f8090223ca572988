"""Registers the room with Django."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "onenumber.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"
