"""Registers the room with Django."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "onenumber.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"
