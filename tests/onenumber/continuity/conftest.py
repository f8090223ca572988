"""Westmoor with its settings, a place for packs and a passphrase."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings

import onenumber
from onenumber.organisations.queries import read_service_file
from tests.onenumber.conftest import County

SERVICE_FILE = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
WORDS = "four horses and a kettle"


@pytest.fixture
def westmoor(county: County) -> County:
    """The county, set up as the demonstration is."""
    for service in (county.westmoor, county.eastmere):
        service.settings = dict(read_service_file(SERVICE_FILE.read_text()).settings)
        service.save(update_fields=["settings"])
    return county


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two places for packs, and the passphrase of Westmoor outside both."""
    made = [tmp_path / "first", tmp_path / "second"]
    for folder in (*made, tmp_path / "words"):
        folder.mkdir()
    words = tmp_path / "words" / "WM"
    words.write_text(WORDS + "\n")
    words.chmod(0o600)
    monkeypatch.setattr(django_settings, "PACK_FOLDERS", [str(folder) for folder in made])
    monkeypatch.setattr(django_settings, "PACK_PASSPHRASES", str(words.parent))
    monkeypatch.setattr(django_settings, "PACKS_KEPT", 3)
    return made
