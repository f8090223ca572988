"""`onenumber add-user`: the first user of a service, and a way in when the system administrator is locked out."""

import click
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from onenumber.access.actions import add_user
from onenumber.access.models import ROLES, Role, User
from onenumber.organisations.models import Service
from onenumber.organisations.queries import installer
from onenumber.records import clock


def password_link(user: User, *, site: str) -> str:
    """The address at which this user sets a password; it works once, for a day."""
    where = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
    return f"{site.rstrip('/')}{where}"


def _service(prefix: str) -> Service:
    service = Service.objects.filter(prefix=prefix.upper()).first()
    if service is None:
        known = ", ".join(Service.objects.order_by("prefix").values_list("prefix", flat=True)) or "none yet"
        raise click.ClickException(
            f"There is no service with the prefix {prefix}. Known: {known}. Load one: onenumber load service.toml"
        )
    return service


@click.command()
@click.argument("email")
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--service", "prefix", required=True, help="The service’s prefix, such as WM.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default="system_admin", show_default=True
)
@click.option(
    "--site", default="http://127.0.0.1:8000", show_default=True, help="Where the service is reached."
)
def add_user_command(email: str, name: str, prefix: str, role: str, site: str) -> None:
    """Add a user with a role, and print the link at which they set their password."""
    try:
        validate_email(email)
    except ValidationError as problem:
        raise click.ClickException(f"{email} is not an e-mail address.") from problem
    service, at = _service(prefix), clock.now()
    user = add_user(by=installer(at), at=at, service_id=service.pk, name=name, email=email, role=Role(role))
    click.echo(f"{user.name} may now sign in to {service.name} as {ROLES[Role(role)].label}.")
    click.echo(f"Password, within a day and once: {password_link(user, site=site)}")
