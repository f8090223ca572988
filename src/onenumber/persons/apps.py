"""Registers the room with Django."""

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "onenumber.persons"
    label = "persons"
    default_auto_field = "django.db.models.BigAutoField"
