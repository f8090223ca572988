"""Registers the room with Django."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "onenumber.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"
