"""PDF/UA: what is promised is read back from the file, with a library that did not write it."""

import io
import re
import socket
from typing import Any

import pytest
from pypdf import PdfReader

from onenumber.design import pdf
from onenumber.design.pdf import PdfCannotBeMade, pdf_of
from onenumber.design.sheet import soft, soft_lines

HEAD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Report: WM-26-1</title></head><body>
<div class="each" id="who">Leah Marsh, born 2 May 1991. WM-26-1</div>
<div class="each" id="printed">One Number. Uncontrolled when printed.</div><main><h1>Report</h1>"""


def page(body: str) -> str:
    return f"{HEAD}{body}</main></body></html>"


def reader(body: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(page(body))))


def tags(file: PdfReader) -> list[tuple[str, Any]]:
    """The structure tree in reading order: tag and element."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict) and "/S" in node:
            found.append((node["/S"], node))
            walk(node.get("/K", []))

    root: Any = file.trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"])
    return found


def test_it_is_tagged_and_says_its_title_its_language_and_its_standard() -> None:
    file = reader("<h2>Who</h2><p>Words.</p>")
    root: Any = file.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata is not None and file.metadata.title == "Report: WM-26-1"
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part(=\"1\"|>1<)", metadata)
    names = [name for name, _ in tags(file)]
    assert [name for name in names if name.startswith("/H")] == ["/H1", "/H2"]


def test_table_headers_say_what_they_head() -> None:
    file = reader(
        "<table><thead><tr><th scope=col>What</th><th scope=col>As recorded</th></tr></thead>"
        "<tbody><tr><th scope=row>Outcome</th><td>Home treatment</td></tr></tbody></table>"
    )
    found = tags(file)
    _, as_recorded, outcome = [node["/ID"] for name, node in found if name == "/TH"]
    [cell] = [node for name, node in found if name == "/TD"]
    assert set(cell["/A"]["/Headers"]) == {as_recorded, outcome}


def test_every_font_is_inside_the_file() -> None:
    fonts = reader("<p>Words, <b>strong ones</b>, שלום and عربي.</p>").pages[0]["/Resources"]["/Font"]
    inside = []
    for font in fonts.values():
        [kind] = font.get_object()["/DescendantFonts"]
        descriptor = kind.get_object()["/FontDescriptor"].get_object()
        inside.append("/FontFile2" in descriptor or "/FontFile3" in descriptor)
    assert inside and all(inside)


def test_who_it_is_about_and_which_page_stand_on_every_sheet() -> None:
    file = reader("<p>Line.</p>" * 120)
    texts = [sheet.extract_text() for sheet in file.pages]
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert "Leah Marsh, born 2 May 1991. WM-26-1" in text
        assert f"Page {number} of {len(texts)}." in text
        assert "Uncontrolled when printed" in text


def test_nothing_is_fetched_whatever_the_page_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = []
    monkeypatch.setattr(socket.socket, "connect", lambda *args: reached.append(args))
    wants = (
        '<img src="http://127.0.0.1:9/a.png" alt="a"><img src="file:///etc/hostname" alt="b">'
        '<style>@import "http://127.0.0.1:9/b.css"; p { background: url(http://127.0.0.1:9/c.png) }</style>'
        '<link rel="attachment" href="file:///etc/passwd"><object data="http://127.0.0.1:9/d.svg"></object><p>Words</p>'
    )
    file = reader(wants)
    assert reached == []
    assert list(file.attachments) == []
    assert "Words" in file.pages[0].extract_text()


def test_what_cannot_be_shown_stands_as_its_number() -> None:
    text = reader("<p>bell\x07 override\u202e private\U000f1234 end</p>").pages[0].extract_text()
    for number in ("[U+0007]", "[U+202E]", "[U+F1234]"):
        assert number in text
    assert "end" in text


def test_a_very_long_word_breaks_and_is_whole() -> None:
    file = reader(f"<p>{soft('x' * 3000)}</p>")
    text = "".join(sheet.extract_text() for sheet in file.pages)
    assert text.count("x") == 3000


def test_too_long_is_said_and_nothing_is_cut() -> None:
    with pytest.raises(PdfCannotBeMade, match="too long for one PDF"):
        pdf_of(page("<p>a</p>" * 6000))


def test_lines_that_somebody_wrote_are_paragraphs() -> None:
    assert soft_lines("One.\n\n<b>Two.") == ["One.", "<b>Two."]


@pytest.mark.parametrize("problem", [ImportError("no module"), OSError("cannot load library 'pango'")])
def test_what_is_missing_is_said(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *args: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise problem
        return real(name, *args, **named)

    pdf._library.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PdfCannotBeMade, match="apt-get install libpango"):
        pdf_of(page("<p>a</p>"))
    monkeypatch.undo()
    pdf._library.cache_clear()
