"""Inside a room every file knows only the kinds of file below it: urls, views, … down to models and events."""

import grimp

ORDER = [
    "urls",
    "commands",
    "views",
    "forms",
    "panels",
    "presenters",
    "reactions",
    "actions",
    "policies",
    "queries",
    "models",
    "events",
]
HEIGHT = {kind: len(ORDER) - place for place, kind in enumerate(ORDER)}
HEIGHT["panels"] = HEIGHT["forms"]
EXEMPT = {
    "config",
    "design",
    "records",
    "audit",
    "demo",
}  # the roof, the ground, the wrapper itself, the generator


def upward(graph: grimp.ImportGraph) -> list[str]:
    """Imports inside one room that point upward."""
    found = []
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            mine, theirs = importer.split("."), imported.split(".")
            if mine[:2] != theirs[:2] or len(mine) < 3 or len(theirs) < 3 or mine[1] in EXEMPT:
                continue
            if mine[2] in HEIGHT and theirs[2] in HEIGHT and HEIGHT[mine[2]] < HEIGHT[theirs[2]]:
                found.append(f"{importer} -> {imported}")
    return sorted(found)


def test_nothing_points_upward_inside_a_room() -> None:
    assert upward(grimp.build_graph("onenumber", cache_dir=None)) == []
