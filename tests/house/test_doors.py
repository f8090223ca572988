"""Other rooms use a room only through its doors: models, queries, actions, events; and panels, for hub alone.

The ground rooms are open. The roof puts rooms together and may also use their commands, urls and reactions.
import-linter cannot say this, so the import graph is walked here.
"""

import grimp

from tests.house.rooms import GROUND, ROOF

DOORS = {"models", "queries", "actions", "events", "policies"}
ROOF_DOORS = DOORS | {"commands", "urls", "reactions"}


def wrong_doors(graph: grimp.ImportGraph) -> list[str]:
    """Every import of another room's private part."""
    found = []
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            mine, theirs = importer.split("."), imported.split(".")
            if mine[0] != "onenumber" or theirs[0] != "onenumber" or len(theirs) < 2 or len(mine) < 2:
                continue
            if mine[1] == theirs[1] or theirs[1] in GROUND or len(theirs) == 2:
                continue
            allowed = ROOF_DOORS if mine[1] in ROOF else DOORS | ({"panels"} if mine[1] == "hub" else set())
            private = theirs[2] not in allowed or any(part.startswith("_") for part in theirs[2:])
            if private:
                found.append(f"{importer} -> {imported}")
    return sorted(found)


def test_only_through_the_doors() -> None:
    graph = grimp.build_graph("onenumber", cache_dir=None)
    assert wrong_doors(graph) == []


def test_a_wrong_door_is_seen() -> None:
    graph = grimp.build_graph("onenumber", cache_dir=None)
    graph.add_import(importer="onenumber.hub.urls", imported="onenumber.cases.models.case")
    assert wrong_doors(graph) == []
    graph.add_module("onenumber.cases.forms.made_up")
    graph.add_import(importer="onenumber.hub.urls", imported="onenumber.cases.forms.made_up")
    assert wrong_doors(graph) == ["onenumber.hub.urls -> onenumber.cases.forms.made_up"]
