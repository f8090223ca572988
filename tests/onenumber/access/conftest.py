"""Tests of this room see this room's addresses only."""

import pytest


@pytest.fixture(autouse=True)
def _only_this_room(settings):
    settings.ROOT_URLCONF = "tests.onenumber.access.only_this_room"
