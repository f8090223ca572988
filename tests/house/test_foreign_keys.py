"""A foreign key is an import that no import tool sees: it points to the same or a lower room. So do migrations."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.house.rooms import storeys


def test_relations_point_down() -> None:
    height = storeys()
    wrong = []
    for model in apps.get_models():
        room = model._meta.app_label
        for field in model._meta.get_fields():
            if room in height and field.is_relation and field.concrete and field.related_model is not None:
                target = field.related_model._meta.app_label
                if (
                    target not in height
                    or height[target] > height[room]
                    or (height[target] == height[room] and target != room)
                ):
                    wrong.append(f"{model.__name__}.{field.name} -> {target}")
    assert wrong == []


def test_migrations_point_down() -> None:
    height = storeys()
    wrong = []
    for (room, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        for target, _ in migration.dependencies if room in height else ():
            if target in height and height[target] > height[room]:
                wrong.append(f"{room}.{name} -> {target}")
    assert wrong == []
