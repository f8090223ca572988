"""`onenumber load service.toml people.csv`: a service's settings and its people, from files."""

from pathlib import Path

import click

from onenumber.audit.actions import Conflict
from onenumber.organisations.actions import load_service
from onenumber.organisations.models import Service
from onenumber.organisations.queries import BadServiceFile, installer, missing_settings, read_service_file
from onenumber.records import clock
from onenumber.workforce.actions import load_people
from onenumber.workforce.people_file import BadPeopleFile


def read_text(file: Path) -> str:
    """The file as text; ClickException says what to do when it is none."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise click.ClickException(
            f"{file.name} is not saved as UTF-8 text. Save it again as UTF-8."
        ) from problem


def load_settings(file: Path) -> list[str]:
    """Load a service's file; the lines to print. Raises ClickException with every mistake and its line."""
    try:
        said = read_service_file(read_text(file))
        at = clock.now()
        service = load_service(by=installer(at), at=at, file=said)
    except BadServiceFile as problem:
        raise click.ClickException(f"Nothing was loaded from {file.name}.\n{problem}") from problem
    except Conflict as problem:
        raise click.ClickException(f"Nothing was loaded from {file.name}. {problem.message}") from problem
    lines = [f"{service.name} is loaded: {len(said.localities)} localities, {len(said.places)} places."]
    lacks = missing_settings(service)
    return lines + (["It cannot start yet:", *lacks] if lacks else ["Every setting is made and approved."])


def load_everyone(file: Path, *, prefix: str = "") -> list[str]:
    """Load the people of the only service, or of the one with this prefix; the lines to print."""
    services = list(Service.objects.filter(prefix=prefix) if prefix else Service.objects.all())
    if len(services) != 1:
        said = (
            f"no service has the prefix {prefix}"
            if prefix and not services
            else f"{len(services)} services exist"
        )
        raise click.ClickException(f"{said}: load service.toml first, then name one with --service PREFIX.")
    at = clock.now()
    try:
        loaded = load_people(by=installer(at), at=at, service=services[0], text=read_text(file))
    except BadPeopleFile as problem:
        raise click.ClickException(f"Nothing was loaded from {file.name}.\n{problem}") from problem
    return [f"{loaded.users} people sign in, {loaded.practitioners} practitioners are listed."]


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--service", default="", help="Prefix of the service the people belong to, such as WM.")
def load(files: tuple[Path, ...], service: str) -> None:
    """Load a service's settings (service.toml) and its people (people.csv), in that order."""
    for file in files:
        if file.suffix.lower() not in {".toml", ".csv"}:
            raise click.ClickException(
                f"{file.name}: a service's file ends in .toml, a list of people in .csv."
            )
        lines = load_settings(file) if file.suffix.lower() == ".toml" else load_everyone(file, prefix=service)
        for line in lines:
            click.echo(line)
