"""Registers the room with Django."""

from django.apps import AppConfig


class NeighboursConfig(AppConfig):
    name = "onenumber.neighbours"
    label = "neighbours"
    default_auto_field = "django.db.models.BigAutoField"
