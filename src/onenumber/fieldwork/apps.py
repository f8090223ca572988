"""Registers the room with Django."""

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "onenumber.fieldwork"
    label = "fieldwork"
    default_auto_field = "django.db.models.BigAutoField"
