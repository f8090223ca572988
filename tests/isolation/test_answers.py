"""What every answer carries: the content policy, no outside address, no caching of person data; and harmless exports.

Issue 2, "Safe by construction": strict CSP; no external address in any page; formula cells neutralised in every export.
"""

import csv
import io
import re
import zipfile

import pytest
from django.test import Client

from onenumber.intake.actions import record_contact
from onenumber.intake.models import ContactFacts
from onenumber.organisations.actions import record_agreement
from onenumber.organisations.models import AgreementText
from tests.isolation.asking import KEY, Asker, address_of
from tests.isolation.reading import Row, rows
from tests.isolation.routes import all_routes
from tests.isolation.world import SEATS
from tests.onenumber.conftest import AT

pytestmark = pytest.mark.django_db
HUB = SEATS[0]
OUTSIDE = re.compile(
    r"""(?:href|src|action|srcset|poster|data|content|formaction)\s*=\s*["']?\s*(?:https?:)?//""", re.I
)
INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""", re.I
)
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'",
    "connect-src": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HOSTILE = '=HYPERLINK("http://x.example","click")'


@pytest.fixture(scope="module")
def opened(asker: Asker) -> list[tuple[str, int, dict[str, str], str]]:
    """Every GET line of the table as the hub AMHP, the lead, the administrator and signed out."""
    found = []
    for row in rows():
        if row.verb != "GET":
            continue
        for seat in (HUB, SEATS[5], SEATS[11], SEATS[12]):
            key = asker.user_key(seat, row.of)
            address = address_of(asker.world, row, key)
            answer = asker.send(key, "GET", address)
            found.append((f"{row} as {seat.column}", answer.status, dict(answer.headers), answer.page))
    return found


Opened = list[tuple[str, int, dict[str, str], str]]


def test_every_answer_carries_the_policy(opened: Opened) -> None:
    wrong = []
    for name, _status, headers, _page in opened:
        said = dict(
            part.strip().split(" ", 1)
            for part in headers.get("Content-Security-Policy", "").split(";")
            if " " in part
        )
        if any(said.get(directive) != value for directive, value in POLICY.items()):
            wrong.append(f"{name}: {headers.get('Content-Security-Policy')}")
        for header, value in (
            ("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ):  # fmt: skip
            if headers.get(header) != value:
                wrong.append(f"{name}: {header} is {headers.get(header)}")
    assert wrong == []


def test_no_page_leads_or_reaches_outside(opened: Opened) -> None:
    assert [
        f"{name}: {hit.group()}" for name, _, _, page in opened for hit in [OUTSIDE.search(page)] if hit
    ] == []


def test_no_page_has_script_or_style_of_its_own(opened: Opened) -> None:
    assert [
        f"{name}: {hit.group()}" for name, _, _, page in opened for hit in [INLINE.search(page)] if hit
    ] == []


def test_pages_behind_the_sign_in_are_not_kept_by_the_browser(opened: Opened) -> None:
    """A shared computer's back button or cache must not show somebody's record after signing out."""
    wrong = [
        f"{name}: {headers.get('Cache-Control')}"
        for name, status, headers, _ in opened
        if status == 200 and not name.endswith(" as out") and "/health/" not in name
        if "no-store" not in headers.get("Cache-Control", "")
        and "no-cache" not in headers.get("Cache-Control", "")
    ]
    assert wrong == []


def test_cookies_are_out_of_reach_of_scripts(asker: Asker) -> None:
    client = Client()
    answer = client.get("/sign-in/")
    for cookie in answer.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax"


def test_a_form_of_another_site_is_refused(asker: Asker) -> None:
    """Every address that takes a form refuses one without this service's token (403), whoever is signed in."""
    taken = []
    for row in rows():
        if row.verb != "POST" or row.is_filled or row.of not in {"-", "own"} or "405" in row.answers:
            continue
        if set(row.answers) == {"401"}:
            continue  # no form of a page: a token of its own is asked for, and no cookie counts
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies = asker.client(HUB.user).cookies
        answer = client.post(address_of(asker.world, row, HUB.user), {"key": KEY})
        if answer.status_code != 403:
            taken.append(f"{row}: {answer.status_code}")
    assert taken == []


def _cells(asker: Asker, row: Row, key: str, body: dict[str, str]) -> list[str]:
    client = asker.client(key)
    answer = client.post(address_of(asker.world, row, key), {"key": KEY, **body})
    assert answer.status_code == 200
    kind = answer.headers["Content-Type"]
    if kind.startswith("application/zip"):
        packed = zipfile.ZipFile(io.BytesIO(answer.content))
        texts = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".csv")]
    else:
        assert kind.startswith("text/csv"), kind
        texts = [answer.content.decode()]
    return [cell for text in texts for line in csv.reader(io.StringIO(text)) for cell in line]


EXPORTS = {  # every address that hands out a file of rows, and what is asked of it
    "/agreements/export/": {},
    "/history/export/": {},
    "/delays/export/": {"first": "01/11/2026", "last": "30/11/2026"},
    "/return/": {"first": "01/11/2026", "last": "30/11/2026"},
}


def test_no_exported_cell_is_a_formula(asker: Asker) -> None:
    """Words that a spreadsheet would run are in the record; in the files they are words."""
    county = asker.world.county
    for words in (HOSTILE, "@SUM(A1)", "+44 1632", "-2+3", "\t=1", "＝1"):
        record_contact(
            by=county.viewer("taker"), at=AT, service=county.westmoor, person=None, council=county.council,
            facts=ContactFacts(
                kind="advice", received_at=AT, locality=county.locality, caller_role=words, caller_name=words,
                place=words, words=words, source="ED",
            ),
        )  # fmt: skip
    type(county.locality).objects.filter(pk=county.locality.pk).update(name=HOSTILE, code="=1")
    told = AgreementText(
        kind="sla",
        with_whom=HOSTILE,
        covers="@SUM(A1)",
        begins_on=AT.date(),
        review_on=AT.date(),
        signed_by="-2+3",
    )
    record_agreement(by=county.viewer("amhp_lead"), at=AT, service=county.westmoor, text=told)
    wanted = {
        row.address: row for row in rows() if row.address in EXPORTS and row.verb == "POST" and row.of == "-"
    }
    assert set(wanted) == set(EXPORTS)
    for address, row in wanted.items():
        cells = _cells(asker, row, "amhp_lead", EXPORTS[address])
        assert len(cells) > 20, address
        assert address not in ("/history/export/", "/agreements/export/") or f"'{HOSTILE}" in cells
        assert [cell for cell in cells if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)] == [], (
            address
        )


NUMBER = re.compile(r"-?\d+(\.\d+)?")


def test_every_export_is_known() -> None:
    """An address that is added with `export` or `csv` in it must be looked at here."""
    found = {address for address in all_routes() if re.search(r"export|csv|download|\.zip", address)}
    assert found <= set(EXPORTS), found - set(EXPORTS)
