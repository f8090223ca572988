"""Rebuild, or check, the files of other projects that One Number ships under static/vendor.

The service serves its own copies (the content policy allows nothing from another host, and a hub must
work when the internet does not), so the copies are committed with their hashes. Rebuilding needs npm, a
developer's tool; running the service and `make check` need neither Node nor npm.

    python tools/vendor.py           fetch the pinned packages, compile the NHS.UK styles, write VENDOR.json
    python tools/vendor.py --check   compare every file with the hash in VENDOR.json

What is left out on purpose: the Frutiger web font (it is fetched from another host and licensed to the NHS)
and the NHS logo (a registered trade mark; using it is the commissioner's decision). The pair
nhsuk-frontend 10.6.1 and nhsuk-frontend-jinja 0.10.2 belong together: change both or neither.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src" / "onenumber" / "design" / "static" / "vendor"
MANIFEST = VENDOR / "VENDOR.json"
SASS = "1.108.2"


@dataclass(frozen=True, kw_only=True)
class Package:
    """One npm package and the files we keep from it: name in our folder -> path in the package."""

    name: str
    version: str
    licence: str
    copied: dict[str, str]
    compiled: str | None = None


NHSUK = Package(
    name="nhsuk-frontend",
    version="10.6.1",
    licence="MIT",
    copied={"images/nhsuk-icon-cross.svg": "dist/nhsuk/assets/images/nhsuk-icon-cross.svg"},
    compiled="nhsuk.css",
)
HTMX = Package(name="htmx.org", version="4.0.1", licence="0BSD", copied={"htmx.min.js": "dist/htmx.min.js"})
PACKAGES = (NHSUK, HTMX)

BANNER = (
    "/*! NHS.UK frontend {version}, the parts One Number uses. MIT licence, copyright NHS England. "
    "No web font, no logo. Made by tools/vendor.py: do not edit. */\n"
)

COMPONENTS = (
    "button", "error-message", "error-summary", "fieldset", "hint", "label",
    "checkboxes", "input", "radios", "select", "textarea", "date-input", "password-input",
    "details", "inset-text", "notification-banner", "summary-list", "tag", "task-list", "warning-callout",
    "back-link", "pagination", "skip-link",
)  # fmt: skip

CORE = ("nhsuk-frontend-properties", "generic", "elements", "objects", "styles", "utilities")


class VendorError(Exception):
    """A vendored file is missing, changed or not listed; the message says which and what to do."""


def stylesheet() -> str:
    """The Sass source that picks the parts we use, with Arial and images beside the stylesheet."""
    settings = (
        '@use "core/settings" with ($nhsuk-include-font-face: false, $nhsuk-font: Arial, '
        '$nhsuk-font-fallback: sans-serif, $nhsuk-images-path: "images/");\n'
    )
    core = "".join(f'@forward "core/{part}";\n' for part in CORE)
    components = "".join(f'@forward "components/{part}";\n' for part in COMPONENTS)
    return settings + core + components


def run_npm(*, arguments: list[str], folder: Path) -> None:
    """Run npm in a folder; its absence is said in words."""
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError("npm was not found. Install Node.js and npm to rebuild the vendored files.")
    subprocess.run([npm, *arguments], cwd=folder, check=True)


def fetch(*, folder: Path) -> Path:
    """Install the pinned packages and the compiler into a throw-away folder; returns node_modules."""
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    wanted = [f"{package.name}@{package.version}" for package in PACKAGES]
    run_npm(
        arguments=["install", "--no-audit", "--no-fund", "--ignore-scripts", *wanted, f"sass@{SASS}"],
        folder=folder,
    )
    return folder / "node_modules"


def compile_nhsuk(*, modules: Path) -> str:
    """Compile the chosen parts with the sass of node_modules; returns the CSS with our banner."""
    source = modules / NHSUK.name / "dist" / "nhsuk" / "one-number.scss"
    source.write_text(stylesheet(), encoding="utf-8")
    target = modules / "nhsuk.css"
    arguments = [
        "exec", "--", "sass", "--no-source-map", "--style=compressed", "--quiet", "--no-charset",
        str(source), str(target),
    ]  # fmt: skip
    run_npm(arguments=arguments, folder=modules.parent)
    return BANNER.format(version=NHSUK.version) + target.read_text(encoding="utf-8")


def sha256(path: Path) -> str:
    """Hex digest of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build() -> None:
    """Fetch, compile, copy and write VENDOR.json anew."""
    with tempfile.TemporaryDirectory() as temporary:
        modules = fetch(folder=Path(temporary))
        css = compile_nhsuk(modules=modules)
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        entries = []
        for package in PACKAGES:
            for name, origin in package.copied.items():
                (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(modules / package.name / origin, VENDOR / name)
            if package.compiled:
                (VENDOR / package.compiled).write_text(css, encoding="utf-8")
            names = sorted([*package.copied, *([package.compiled] if package.compiled else [])])
            entries.append(
                {
                    "package": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "files": {name: sha256(VENDOR / name) for name in names},
                }
            )
    MANIFEST.write_text(json.dumps({"packages": entries}, indent=2) + "\n", encoding="utf-8")


def check(*, folder: Path = VENDOR) -> int:
    """Compare the folder with its VENDOR.json; returns the number of files, raises VendorError."""
    manifest = folder / "VENDOR.json"
    if not manifest.exists():
        raise VendorError(f"{manifest} is missing. Run: python tools/vendor.py")
    packages = json.loads(manifest.read_text(encoding="utf-8"))["packages"]
    listed = {name: digest for package in packages for name, digest in package["files"].items()}
    present = {
        str(path.relative_to(folder)): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "VENDOR.json"
    }
    for name in sorted(listed.keys() | present.keys()):
        if name not in present:
            raise VendorError(f"{name} is listed in VENDOR.json and missing. Run: python tools/vendor.py")
        if name not in listed:
            raise VendorError(f"{name} is not listed in VENDOR.json. Remove it or add its package.")
        if sha256(present[name]) != listed[name]:
            raise VendorError(f"{name} was changed by hand. Run: python tools/vendor.py")
    return len(listed)


def main() -> int:
    """Command line: rebuild, or with --check only compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare hashes only; needs no npm")
    arguments = parser.parse_args()
    try:
        if not arguments.check:
            build()
        sys.stdout.write(f"{check()} vendored files match VENDOR.json\n")
    except VendorError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
