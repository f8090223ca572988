"""Registers the room with Django."""

from django.apps import AppConfig


class WelfareConfig(AppConfig):
    name = "onenumber.welfare"
    label = "welfare"
    default_auto_field = "django.db.models.BigAutoField"
