"""A county whose texts go to a fake of GOV.UK Notify."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from onenumber.config.gateway import text_gateway
from tests.onenumber.messaging.fake_notify import FakeNotify


@pytest.fixture
def notify(tmp_path: Path, settings: Settings) -> Iterator[FakeNotify]:
    """The fake, set up as an operator would."""
    with FakeNotify() as fake:
        settings.TEXT_GATEWAY = text_gateway(fake.environment(tmp_path))
        yield fake
