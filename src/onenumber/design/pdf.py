"""A page of our own as PDF/UA (tagged, with title and language), for records that leave the service on paper or file.

WeasyPrint is an extra and needs Pango from the system: both are looked for only when a PDF is asked for, and what is
missing is said. Nothing is fetched: the style is handed over as text, and every address is refused, so a word of a
record that looks like one reaches nobody (SSRF). One is made at a time, and only up to a length, because a hub's
server has other work. What no font here can show, and what would turn the reading order about, stands as its number:
nothing is dropped in silence.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

MOST_LINES = 5_000  # some hundred sheets, about ten seconds of a processor
LETTERS_A_LINE = 80
LINE_ENDS = re.compile("\n|<p|<tr")
WAIT_SECONDS = 30
STYLE = Path(__file__).parent / "static" / "design" / "sheet.css"
# Controls, the marks that turn text round, lone surrogates and what is no character at all.
NEVER_SHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
INSTALL = (
    'Install it with  pip install "onenumber[pdf]"  and, on Debian or Ubuntu, '
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation "
    "(on a Mac: brew install pango)."
)
_one_at_a_time = Lock()


class PdfCannotBeMade(RuntimeError):
    """The PDF cannot be made here or now; the sentence says why and what to do. The page prints all the same."""


def by_number(character: str) -> str:
    """What stands for a character that cannot be shown.

    >>> by_number("\\u202e")
    '[U+202E]'
    """
    return f"[U+{ord(character):04X}]"


def shown(page: str) -> str:
    """The page with what can never be shown replaced by its number."""
    return NEVER_SHOWN.sub(lambda found: by_number(found.group()), page)


def pdf_of(page: str) -> bytes:
    """The page as PDF/UA-1. Raises PdfCannotBeMade."""
    if len(page) / LETTERS_A_LINE + len(LINE_ENDS.findall(page)) > MOST_LINES:
        raise PdfCannotBeMade(
            "This is too long for one PDF, so none was made and nothing was cut. Print the page instead."
        )
    library = _library()
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise PdfCannotBeMade("Other PDFs are being made. Wait a minute, then ask again.")
    try:
        return _write(library, shown(page))
    finally:
        _one_at_a_time.release()


def _write(library: Any, page: str) -> bytes:
    with _no_glyph_for() as missing:
        made = _once(library, page)
    if not missing:
        return made
    for character in missing:
        page = page.replace(character, by_number(character))
    return _once(library, page)


def _once(library: Any, page: str) -> bytes:
    refuse = NothingIsFetched()
    style = library.CSS(string=STYLE.read_text(), url_fetcher=refuse)
    html = library.HTML(string=page, url_fetcher=refuse)
    made: bytes = html.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return made


@cache
def _library() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - heavy, optional, and not everywhere
    except ImportError as problem:
        raise PdfCannotBeMade(f"The part that makes PDFs is not installed here. {INSTALL}") from problem
    except OSError as problem:  # Pango or one of its libraries is not on this system
        raise PdfCannotBeMade(f"A system library that makes PDFs is missing here. {INSTALL}") from problem
    return weasyprint


class NothingIsFetched:
    """Every address, of whatever kind, is refused before anything is opened; what asked for it is left out."""

    _fail_on_errors = False  # read by WeasyPrint

    def __call__(self, url: str) -> Any:
        raise ValueError(f"a sheet fetches nothing: {url[:40]}")


class _Missing(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.characters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
            self.characters.add(str(record.args[0]))


@contextmanager
def _no_glyph_for() -> Iterator[set[str]]:
    """The characters for which no font of this machine has a shape, as WeasyPrint reports them."""
    log, listening = logging.getLogger("weasyprint"), _Missing()
    log.addHandler(listening)
    try:
        yield listening.characters
    finally:
        log.removeHandler(listening)
