"""Registers the room with Django so that its templates and static files are found."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Page shell, components, form rendering and static files."""

    name = "onenumber.design"
    label = "design"
