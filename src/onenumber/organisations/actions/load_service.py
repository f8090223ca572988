"""A service's file is loaded: the service is made, or brought to what the file says.

Loading the same file again changes nothing.
"""

from datetime import datetime
from typing import Any

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Organisation, Place, Service, ServiceCouncil, Team
from onenumber.organisations.policies import may_load_service
from onenumber.organisations.service_file import ServiceFile

OWN_COLUMNS = ("name", "short_name", "one_number", "mode", "synthetic")


@action("service.loaded", policy=may_load_service)
def load_service(*, by: Viewer, at: datetime, file: ServiceFile) -> Done[Service]:
    """The service as the file has it. Conflict where it would take away what records point at."""
    organisations = _organisations(file)
    service, changed = _service(file, organisations, at)
    _councils(service, file, organisations)
    areas = _localities(service, file, organisations)
    _teams(service, file, areas)
    _places(service, file, areas)
    return Done(service, subject=f"service {service.prefix}", service_id=service.pk, fields=changed)


def _organisations(file: ServiceFile) -> dict[str, Organisation]:
    made = {}
    for name, entry in file.organisations.items():
        values = {key: entry.get(key, "") for key in ("kind", "code_gss", "code_ods", "telephone")}
        made[name], _ = Organisation.objects.update_or_create(name=name, defaults=values)
    return made


def _service(
    file: ServiceFile, organisations: dict[str, Organisation], at: datetime
) -> tuple[Service, list[str]]:
    values: dict[str, Any] = {key: file.service[key] for key in OWN_COLUMNS}
    values |= {"provider": organisations[file.service["provider"]], "settings": dict(file.settings)}
    prefix = file.service["prefix"]
    service = Service.objects.filter(prefix=prefix).first()
    if service is None:
        if Service.objects.filter(name=values["name"]).exists():
            raise Conflict(f"{values['name']} exists under another prefix. A prefix is never changed.")
        return Service.objects.create(prefix=prefix, settings_loaded_at=at, **values), sorted(values)
    if service.synthetic != values["synthetic"]:
        raise Conflict("A service is synthetic or real from its beginning: synthetic cannot be changed.")
    changed = sorted(name for name, value in values.items() if getattr(service, name) != value)
    for name in changed:
        setattr(service, name, values[name])
    service.settings_loaded_at = at
    service.save(update_fields=[*changed, "settings_loaded_at"])
    return service, changed


def _councils(service: Service, file: ServiceFile, organisations: dict[str, Organisation]) -> None:
    wanted = [organisations[name] for name in file.service["councils"]]
    lost = ServiceCouncil.objects.filter(service=service).exclude(council__in=wanted)
    _refuse_loss("council", [row.council.name for row in lost.select_related("council")])
    for council in wanted:
        ServiceCouncil.objects.get_or_create(service=service, council=council)


def _refuse_loss(what: str, names: list[str]) -> None:
    if names:
        raise Conflict(
            f"The {what} {', '.join(sorted(names))} is in the service and not in the file. Records point at "
            f"it: put it back into the file (a {what} can be renamed, never removed)."
        )


def _localities(
    service: Service, file: ServiceFile, organisations: dict[str, Organisation]
) -> dict[str, Locality]:
    lost = Locality.objects.filter(service=service).exclude(code__in=list(file.localities))
    _refuse_loss("locality", list(lost.values_list("code", flat=True)))
    areas = {}
    for code, entry in file.localities.items():
        values = {"name": entry["name"], "council": organisations[entry["council"]]}
        areas[code], _ = Locality.objects.update_or_create(service=service, code=code, defaults=values)
    return areas


def _teams(service: Service, file: ServiceFile, areas: dict[str, Locality]) -> None:
    Team.objects.filter(service=service).exclude(code__in=list(file.teams)).delete()
    for code, entry in file.teams.items():
        values = {"name": entry["name"], "locality": areas.get(entry.get("locality", ""))}
        Team.objects.update_or_create(service=service, code=code, defaults=values)


def _places(service: Service, file: ServiceFile, areas: dict[str, Locality]) -> None:
    Place.objects.filter(service=service).exclude(name__in=list(file.places)).delete()
    for name, entry in file.places.items():
        values = {"locality": areas[entry["locality"]], "kind": entry["kind"]}
        Place.objects.update_or_create(service=service, name=name, defaults=values)
