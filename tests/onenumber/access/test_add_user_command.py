"""The first user of a service is added from the command line."""

import re

import pytest
from click.testing import CliRunner
from django.test import Client

from onenumber.access.commands import add_user_command
from onenumber.access.models import User
from onenumber.access.queries import viewer_for
from onenumber.audit.models import Entry
from tests.onenumber.conftest import AT

NEW = "three quiet green umbrellas"


def run(*words):
    return CliRunner().invoke(add_user_command, words)


def test_a_user_is_added_and_sets_a_password_by_the_printed_link(county, clock):
    answer = run(
        "first@wm.example", "--name", "Nia Vaughan", "--service", "wm", "--site", "https://one.example/"
    )
    assert answer.exit_code == 0, answer.output
    user = User.objects.get(email="first@wm.example")
    assert viewer_for(user, at=AT).may_in(county.westmoor.id, {"system_admin"})
    assert Entry.objects.get(verb="user.added").actor_id == 0
    link = re.search(r"https://one\.example(/\S+)", answer.output).group(1)
    client = Client()
    page = client.get(link, follow=True)
    assert client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert "no longer works" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobody", "--name", "N", "--service", "WM"), "is not an e-mail address"),
        (("n@wm.example", "--name", "N", "--service", "XX"), "Known: EM, WM"),
        (("n@wm.example", "--name", "N", "--service", "WM", "--role", "king"), "king"),
    ],
)
def test_mistakes_are_said_plainly(county, clock, words, said):
    answer = run(*words)
    assert answer.exit_code != 0
    assert said in answer.output
    assert not Entry.objects.exists()
