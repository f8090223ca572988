"""The files of other projects are the ones VENDOR.json says, and the check notices when they are not."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
VENDOR = ROOT / "src" / "onenumber" / "design" / "static" / "vendor"


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendor_tool", ROOT / "tools" / "vendor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["vendor_tool"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VENDOR, tmp_path / "vendor"))


def test_every_vendored_file_has_its_hash(vendor: ModuleType) -> None:
    assert vendor.check() == sum(len(package["files"]) for package in packages())


def packages() -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads((VENDOR / "VENDOR.json").read_text())["packages"]
    return found


def test_each_package_tells_version_and_licence() -> None:
    told = {package["package"]: (package["version"], package["licence"]) for package in packages()}
    assert told == {"nhsuk-frontend": ("10.6.1", "MIT"), "htmx.org": ("4.0.1", "0BSD")}


def test_a_changed_file_is_named(vendor: ModuleType, folder: Path) -> None:
    (folder / "htmx.min.js").write_text("changed")
    with pytest.raises(vendor.VendorError, match=r"htmx\.min\.js was changed by hand"):
        vendor.check(folder=folder)


def test_a_missing_and_an_unlisted_file_are_named(vendor: ModuleType, folder: Path) -> None:
    (folder / "nhsuk.css").rename(folder / "a-new-name.css")
    with pytest.raises(vendor.VendorError, match=r"a-new-name\.css is not listed"):
        vendor.check(folder=folder)
    (folder / "a-new-name.css").unlink()
    with pytest.raises(vendor.VendorError, match=r"nhsuk\.css is listed in VENDOR\.json and missing"):
        vendor.check(folder=folder)
