"""The parts of a service's file, one check each: the service, organisations, localities, teams and places."""

import re
from collections.abc import Mapping
from typing import Any

from amhp.dataset import code_list
from onenumber.organisations.file_problems import Found
from onenumber.organisations.models import Organisation, Service

Tables = Mapping[str, Mapping[str, Any]]
SERVICE_KEYS = ("name", "short_name", "prefix", "one_number", "mode", "synthetic", "provider", "councils")
GSS = re.compile(r"[EW]\d{8}")
ODS = re.compile(r"[A-Z0-9]{3,6}")
CODE = re.compile(r"[A-Z0-9_]{2,20}")
PREFIX = re.compile(r"[A-Z]{2,4}")
TELEPHONE = re.compile(r"\+?[0-9 ()-]{7,20}")


def check_service(tables: Tables, found: Found) -> None:
    """The service itself."""
    said, at = tables["service"], "service"
    found.only((at,), said, needed=SERVICE_KEYS)
    for key, longest in (("name", 120), ("short_name", 40)):
        if key in said:
            found.text((at, key), said[key], longest=longest)
    if "prefix" in said and not PREFIX.fullmatch(str(said["prefix"])):
        found.add((at, "prefix"), "prefix must be two to four capital letters, such as WM.")
    if said.get("prefix") == "C":
        found.add((at, "prefix"), "the prefix C belongs to contacts.")
    if "one_number" in said and not TELEPHONE.fullmatch(str(said["one_number"])):
        found.add((at, "one_number"), "one_number must be a telephone number.")
    if "mode" in said:
        found.one_of((at, "mode"), said["mode"], Service.Mode.values, what="a mode")
    if "synthetic" in said and not isinstance(said["synthetic"], bool):
        found.add(
            (at, "synthetic"), "synthetic must be true (everything is invented) or false (a real service)."
        )
    if "provider" in said:
        found.one_of(
            (at, "provider"), said["provider"], tables["organisations"], what="an organisation of this file"
        )
    councils = said.get("councils", [""])
    if not isinstance(councils, list) or not councils:
        found.add((at, "councils"), "councils must be a list of the councils the service acts for.")
        return
    known = [name for name, entry in tables["organisations"].items() if entry.get("kind") == "council"]
    for council in councils if "councils" in said else []:
        found.one_of((at, "councils"), council, known, what="a council of this file")


def check_organisations(tables: Tables, found: Found) -> None:
    """Councils, trusts, police, ambulance, partners; a council has its ONS code, an NHS body its ODS code."""
    for name, entry in tables["organisations"].items():
        at = ("organisations", name)
        found.only(at, entry, needed=("kind",), optional=("code_gss", "code_ods", "telephone"))
        found.text(at, name, longest=120)
        if "kind" in entry:
            found.one_of(
                (*at, "kind"), entry["kind"], Organisation.Kind.values, what="a kind of organisation"
            )
        if "code_gss" in entry and not GSS.fullmatch(str(entry["code_gss"])):
            found.add((*at, "code_gss"), "code_gss must be E or W and eight digits.")
        if "code_ods" in entry and not ODS.fullmatch(str(entry["code_ods"])):
            found.add((*at, "code_ods"), "code_ods must be three to six capital letters or digits.")
        if "telephone" in entry and not TELEPHONE.fullmatch(str(entry["telephone"])):
            found.add((*at, "telephone"), "telephone must be a telephone number, such as 01632 960140.")
        if entry.get("kind") == "council" and "code_gss" not in entry:
            found.add(at, f"the council {name} needs its code_gss: the return names it by that.")


def check_localities(tables: Tables, found: Found) -> None:
    """The areas the service is organised in, each inside one council of the service."""
    councils = tables["service"].get("councils", [])
    if not tables["localities"]:
        found.add(("localities",), "the service needs at least one locality: [localities.CODE].")
    for code, entry in tables["localities"].items():
        at = ("localities", code)
        found.only(at, entry, needed=("name", "council"))
        if not CODE.fullmatch(code):
            found.add(at, f"the code {code} must be capital letters, digits and _.")
        if "name" in entry:
            found.text((*at, "name"), entry["name"], longest=60)
        if "council" in entry and isinstance(councils, list):
            found.one_of(
                (*at, "council"), entry["council"], map(str, councils), what="a council of the service"
            )


def check_teams(tables: Tables, found: Found) -> None:
    """The hub, locality teams, the out-of-hours team."""
    for code, entry in tables["teams"].items():
        at = ("teams", code)
        found.only(at, entry, needed=("name",), optional=("locality",))
        if not CODE.fullmatch(code):
            found.add(at, f"the code {code} must be capital letters, digits and _.")
        if "name" in entry:
            found.text((*at, "name"), entry["name"], longest=60)
        if "locality" in entry:
            found.one_of(
                (*at, "locality"), entry["locality"], tables["localities"], what="a locality of this file"
            )


def check_places(tables: Tables, found: Found) -> None:
    """Hospitals, suites, wards and homes that callers name, with locality and kind (CL-PLACE)."""
    kinds = [code.code for code in code_list("CL-PLACE") if not code.has("not_known")]
    for name, entry in tables["places"].items():
        at = ("places", name)
        found.only(at, entry, needed=("locality", "kind"))
        found.text(at, name, longest=120)
        if "locality" in entry:
            found.one_of(
                (*at, "locality"), entry["locality"], tables["localities"], what="a locality of this file"
            )
        if "kind" in entry:
            found.one_of((*at, "kind"), entry["kind"], kinds, what="a kind of place")
