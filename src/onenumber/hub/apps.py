"""Registers the room with Django."""

from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "onenumber.hub"
    label = "hub"
    default_auto_field = "django.db.models.BigAutoField"
