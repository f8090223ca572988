"""Registers the room with Django, and has the second wall built once the tables of every room are there."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from onenumber.records.wall_building import build_after_migrating


class RecordsConfig(AppConfig):
    name = "onenumber.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Once for each `migrate`, whatever it had to do."""
        post_migrate.connect(build_after_migrating, sender=self, dispatch_uid="wall")
