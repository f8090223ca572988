"""The `amhp` command: every room of the knowledge speaks JSON lines, for analysts and for tests from outside."""

import click

from amhp.dataset.commands import dataset
from amhp.law.commands import law


@click.group(help="The knowledge behind One Number: JSON lines in, JSON lines out.")
@click.version_option(package_name="onenumber")
def main() -> None:
    """Entry point of the console script."""


main.add_command(law)
main.add_command(dataset)
