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
STATUSES = ("met (test)", "met (manual check)", "partly", "not met", "not applicable", "organisation")
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


CHAPTERS = {
    "1": "Encoding and sanitising", "2": "Validation and business logic", "3": "Browser", "4": "Web service",
    "5": "Files", "6": "Signing in", "7": "Sessions", "8": "Authorisation", "9": "Self-contained tokens",
    "10": "OAuth and OpenID Connect", "11": "Cryptography", "12": "Communication", "13": "Configuration",
    "14": "Data protection", "15": "Coding and architecture", "16": "Logging and errors", "17": "WebRTC",
}  # fmt: skip


def asvs() -> str:
    """The sheet of ASVS 5.0, levels 1 and 2, with its counts."""
    rows = sheet("assurance/asvs.csv")
    statuses = list(dict.fromkeys(STATUSES))
    lines = [
        MADE, "# OWASP ASVS 5.0, levels 1 and 2\n",
        "Ids and levels are those of the OWASP Application Security Verification Standard 5.0.0 (OWASP Foundation, "
        "CC BY-SA 4.0); what each asks is given here in a few words of our own: **read the standard for what it "
        "says**. Filled in by the maker, checked by nobody from outside. \"met\" always names a test that exists or a "
        "check somebody did by hand.\n",
        "| | " + " | ".join(statuses) + " | all |", "|---|" + "---|" * (len(statuses) + 1),
    ]  # fmt: skip
    for level in ("1", "2"):
        count = Counter(row["status"] for row in rows if row["level"] == level)
        numbers = " | ".join(str(count[status]) for status in statuses)
        lines.append(f"| level {level} | {numbers} | {sum(count.values())} |")
    for chapter, title in CHAPTERS.items():
        lines += [
            f"\n## V{chapter} {title}\n",
            "| id | level | asks | status | test | note |",
            "|---|---|---|---|---|---|",
        ]
        lines += [
            f"| {row['id']} | {row['level']} | {cell(row['asks'])} | {row['status']} | {evidence(row['evidence'])} "
            f"| {cell(row['note'])} |"
            for row in rows
            if row["id"].split(".")[0] == chapter
        ]
    return "\n".join(lines) + "\n"


PAGES = {"safety/hazard-log.md": hazard_log, "assurance/asvs.md": asvs}


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
