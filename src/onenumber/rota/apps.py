"""Registers the room with Django."""

from django.apps import AppConfig


class RotaConfig(AppConfig):
    name = "onenumber.rota"
    label = "rota"
    default_auto_field = "django.db.models.BigAutoField"
