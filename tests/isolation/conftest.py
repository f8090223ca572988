"""The world of the isolation table, made once for a file of tests and rolled back after it."""

import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from onenumber.records import clock as records_clock
from tests.isolation.asking import Asker
from tests.isolation.world import World, make_world
from tests.onenumber.conftest import Clock


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Westmoor and Eastmere with their records, the clock held still at AT, in one transaction."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(records_clock, "now", Clock().now)
        patch.setattr(settings, "POSTS_A_MINUTE", 1_000_000)
        # A PDF is read here as the sheet it is made from: a word too many would not be found in a packed file.
        patch.setattr("onenumber.cases.views.documents.pdf_of", lambda sheet: sheet.encode())
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def asker(world: World) -> Iterator[Asker]:
    """A browser for every seat."""
    logging.disable(logging.ERROR)  # thousands of refusals are what is asked for here
    made = Asker(world)
    yield made
    made.close()
    logging.disable(logging.NOTSET)
