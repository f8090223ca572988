"""Writes the pages that are made from sheets: the hazard log, and the ASVS sheet with its counts.

python tools/assurance.py            write docs/safety/hazard-log.md and docs/assurance/asvs.md
python tools/assurance.py --check    say which of them is not what the sheets say (exit status 1)

The sheets are the truth (docs/safety/*.csv, docs/assurance/asvs.csv); nobody edits the pages.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- made by tools/assurance.py from the sheets beside it; edit those -->\n"
SCORES = (
    ("initial", ("severity_initial", "likelihood_initial", "rating_initial")),
    ("residual", ("severity_residual", "likelihood_residual", "rating_residual")),
)


def sheet(path: str) -> list[dict[str, str]]:
    """The lines of one sheet."""
    with (DOCS / path).open(newline="") as file:
        return list(csv.DictReader(file))


def cell(text: str) -> str:
    """Text that stays in its cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def evidence(text: str) -> str:
    """Tests as links to their file."""
    links = []
    for each in filter(None, (part.strip() for part in text.split(";"))):
        file, _, name = each.partition("::")
        links.append(f"[{name}](../../{file})" if name else each)
    return ", ".join(links)


def _hazard(row: dict[str, str], controls: list[dict[str, str]]) -> list[str]:
    scores = [f"{when} {'/'.join(row[name] or '–' for name in names)}" for when, names in SCORES]
    lines = [
        f"## {row['id']} {row['name']}\n", f"{row['description']}\n",
        f"* **Causes:** {row['causes']}", f"* **Effect:** {row['effect']}", f"* **Hazard:** {row['hazard']}",
        f"* **Harm:** {row['harm']}", f"* **Severity/likelihood/rating:** {', '.join(scores)}",
        f"* **Status:** {row['status']}. **Owner:** {row['owner']}. **Incidents:** {row['incidents']}.",
        f"* **Last review:** {row['last_review'] or 'never'}\n",
        "| kind | control | state | proved by |", "|---|---|---|---|",
    ]  # fmt: skip
    lines += [
        f"| {one['kind']} | {cell(one['control'])} | {one['state']} | {evidence(one['evidence'])} |"
        for one in controls
        if one["hazard"] == row["id"]
    ]
    return [*lines, ""]


def hazard_log() -> str:
    """The log as a page to read and to print."""
    controls = sheet("safety/controls.csv")
    states = Counter(row["state"] for row in controls)
    lines = [
        MADE, "# Hazard log\n",
        f"{len(controls)} controls: {states['in place']} in place, each with its test; {states['not yet']} not yet; "
        f"{states['deployer']} for the deploying organisation. Scores are empty until a Clinical Safety Officer fills "
        "them. [What this is](index.md).\n",
    ]  # fmt: skip
    for row in sheet("safety/hazards.csv"):
        lines += _hazard(row, controls)
    return "\n".join(lines)


PAGES = {"safety/hazard-log.md": hazard_log}


def main() -> int:
    """Write the pages, or only compare."""
    stale = []
    for path, made in PAGES.items():
        target, text = DOCS / path, made()
        if target.exists() and target.read_text() == text:
            continue
        stale.append(path)
        if "--check" not in sys.argv:
            target.write_text(text)
    said = "is not what the sheets say: run" if "--check" in sys.argv else "was written by"
    for path in stale:
        print(f"docs/{path} {said} python tools/assurance.py")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
