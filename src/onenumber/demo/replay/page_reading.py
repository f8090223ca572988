"""Reads the HTML of a page into its forms, links and rows; knows nothing of what the pages are about."""

from collections.abc import Mapping
from html.parser import HTMLParser

from onenumber.demo.replay.pages import ONE_OF_MANY, Field, Form, Page, Row

Attributes = list[tuple[str, str | None]]
NEVER_SENT = {"submit", "button", "reset", "image", "file"}


class _Reader(HTMLParser):
    """Builds the Page as the tags go by."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.address = Page(), address
        self.form: Form | None = None
        self.by_id: dict[str, Form] = {}
        self.waiting: list[tuple[str, Field]] = []  # controls whose form="…" comes later in the page
        self.select: Field | None = None
        self.area: Field | None = None
        self.ids: dict[str, tuple[Form, str, str]] = {}
        self.labelled: dict[str, str] = {}
        self.option: tuple[str, list[str]] | None = None
        self.label: tuple[str, list[str]] | None = None
        self.button: tuple[Form, tuple[str, str], list[str]] | None = None
        self.link: list[str] | None = None
        self.row: Row | None = None
        self.cell: list[str] | None = None
        self.heading: list[str] | None = None
        self.error: list[str] | None = None
        self.error_tag, self.depth_of_error = "", 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        opening = getattr(self, f"_open_{tag}", None)
        if opening is not None:
            opening(given)
        if self.error is not None and tag == self.error_tag:
            self.depth_of_error += 1
        elif self.error is None and "nhsuk-error-message" in given.get("class", "").split():
            self.error, self.error_tag, self.depth_of_error = [], tag, 1

    def handle_endtag(self, tag: str) -> None:
        if self.error is not None and tag == self.error_tag:
            self.depth_of_error -= 1
            if self.depth_of_error == 0:
                self.page.errors.append(" ".join("".join(self.error).split()))
                self.error = None
        closing = getattr(self, f"_close_{tag}", None)
        if closing is not None:
            closing()

    def handle_data(self, data: str) -> None:
        for kept in (self.link, self.cell, self.heading, self.error, *self._inner_words()):
            if kept is not None:
                kept.append(data)
        if self.form is not None:
            self.form.words += data
        if self.area is not None:
            self.area.chosen[-1] += data

    def _inner_words(self) -> list[list[str]]:
        found = [held[-1] for held in (self.option, self.label) if held is not None]
        return [*found, self.button[-1]] if self.button is not None else found

    def _field(self, given: Mapping[str, str], kind: str) -> Field | None:
        name, owner = given.get("name", ""), given.get("form", "")
        if not name or "disabled" in given:
            return None
        form = self.by_id.get(owner) if owner else self.form
        if form is None:
            if owner:
                later = Field(name, kind)
                self.waiting.append((owner, later))
                return later
            return None
        return form.fields.setdefault(name, Field(name, kind))

    def _open_form(self, given: Mapping[str, str]) -> None:
        action = (given.get("action") or self.address).split("#")[0]
        self.form = Form(action, given.get("method", "get").lower(), given.get("id", ""))
        self.page.forms.append(self.form)
        if self.form.id:
            self.by_id[self.form.id] = self.form
            for owner, later in self.waiting:
                if owner == self.form.id:
                    self.form.fields[later.name] = later

    def _close_form(self) -> None:
        self.form = None

    def _open_input(self, given: Mapping[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind in {"submit", "image"}:
            self._open_button(given)
        if kind in NEVER_SENT:
            return
        found = self._field(given, kind if kind in ONE_OF_MANY else "text")
        if found is None:
            return
        value = given.get("value", "on" if kind in ONE_OF_MANY else "")
        if kind in ONE_OF_MANY:
            found.offered.append(value)
            if self.form is not None:
                self.ids[given.get("id", "")] = (self.form, found.name, value)
            if "checked" not in given:
                return
        found.chosen.append(value)

    def _open_button(self, given: Mapping[str, str]) -> None:
        if self.form is None or given.get("type", "submit") == "button":
            return
        if given.get("name"):
            pressed = (given["name"], given.get("value", ""))
            self.form.buttons[pressed] = ""
            self.button = (self.form, pressed, [])
        if given.get("formaction"):
            self.form.other_addresses.append(given["formaction"])

    def _close_button(self) -> None:
        if self.button is not None:
            form, pressed, words = self.button
            form.buttons[pressed] = " ".join("".join(words).split())
        self.button = None

    def _open_label(self, given: Mapping[str, str]) -> None:
        self.label = (given.get("for", ""), [])

    def _close_label(self) -> None:
        if self.label is not None:
            self.labelled[self.label[0]] = " ".join("".join(self.label[1]).split())
        self.label = None

    def close(self) -> None:
        """A label may stand before its choice, so they are put together at the end."""
        super().close()
        for number, words in self.labelled.items():
            if number in self.ids:
                form, name, value = self.ids[number]
                form.labels[name, value] = words

    def _open_textarea(self, given: Mapping[str, str]) -> None:
        self.area = self._field(given, "text")
        if self.area is not None:
            self.area.chosen.append("")

    def _close_textarea(self) -> None:
        if self.area is not None:  # browsers leave out the line break right after the tag
            self.area.chosen[-1] = self.area.chosen[-1].removeprefix("\n")
        self.area = None

    def _open_select(self, given: Mapping[str, str]) -> None:
        self.select = self._field(given, "select")

    def _open_option(self, given: Mapping[str, str]) -> None:
        if self.select is None:
            return
        value = given.get("value", "")
        self.select.offered.append(value)
        self.option = (value, [])
        if "selected" in given:
            self.select.chosen.append(value)

    def _close_option(self) -> None:
        if self.option is not None and self.select is not None and self.form is not None:
            self.form.labels[self.select.name, self.option[0]] = " ".join("".join(self.option[1]).split())
        self.option = None

    def _close_select(self) -> None:
        if self.select is not None and not self.select.chosen and self.select.offered:
            self.select.chosen.append(self.select.offered[0])
        self.select = None

    def _open_a(self, given: Mapping[str, str]) -> None:
        self.link = []
        self.page.links.append((given.get("href", ""), ""))

    def _close_a(self) -> None:
        if self.link is not None:
            self.page.links[-1] = (self.page.links[-1][0], " ".join("".join(self.link).split()))
        self.link = None

    def _open_tr(self, given: Mapping[str, str]) -> None:
        self.row = Row(given["data-row"]) if "data-row" in given else None
        if self.row is not None:
            self.page.rows.append(self.row)

    def _open_td(self, _given: Mapping[str, str]) -> None:
        self.cell = [] if self.row is not None else None

    def _close_td(self) -> None:
        if self.row is not None and self.cell is not None:
            self.row.cells.append(" ".join("".join(self.cell).split()))
        self.cell = None

    _open_th, _close_th = _open_td, _close_td

    def _open_h1(self, _given: Mapping[str, str]) -> None:
        self.heading = []

    def _close_h1(self) -> None:
        if self.heading is not None and not self.page.heading:
            self.page.heading = " ".join("".join(self.heading).split())
        self.heading = None


def read_page(html: str, *, address: str = "/") -> Page:
    """Read a page that stands under this address (a form without an action posts there).

    >>> page = read_page('<form method="post"><input name="a" value="1"></form>', address="/x/")
    >>> page.form("/x/").body({"a": "2"})
    [('a', '2')]
    """
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    return reader.page
