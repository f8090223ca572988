"""Reads the forms out of a page as a browser would, and fills them in as somebody who knows the answers would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass
class PageField:
    """One field: its kind, what it holds when the page opens, and (for choices) what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    """One form of a page; `button` is the name and value its first button sends, if it has one."""

    action: str
    method: str
    fields: dict[str, PageField] = field(default_factory=dict)
    button: tuple[str, str] | None = None

    def as_opened(self) -> dict[str, str]:
        """What would be sent if nobody typed anything."""
        return {each.name: each.value for each in self.fields.values() if each.value or each.kind != "choice"}

    def what(self) -> str:
        """Which of several forms of one address this is: the value of its button or hidden field `what`."""
        if self.button and self.button[0] == "what":
            return self.button[1]
        return self.fields["what"].value if "what" in self.fields else ""

    def typed(self, values: Mapping[str, str]) -> dict[str, str]:
        """What is sent once `values` are typed; a choice that has to be made and is not named is the first one."""
        sent = self.as_opened()
        if self.button and self.button[0]:
            sent[self.button[0]] = self.button[1]
        for name in ("ask", "practitioner", "owner", "coordinator"):
            if name in self.fields and not sent.get(name):
                sent[name] = next(choice for choice in self.fields[name].choices if choice)
        return sent | dict(values)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address, self.forms = address, list[PageForm]()
        self.form: PageForm | None = None
        self.select: PageField | None = None
        self.area: PageField | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        flags = {name for name, value in attrs}
        if tag == "form":
            action = said.get("action", "") or self.address
            self.form = PageForm(action, said.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input":
            self._input(self.form, said, flags)
        elif tag == "textarea" and said.get("name"):
            self.area = self.form.fields.setdefault(said["name"], PageField(said["name"], "text"))
        elif tag == "select" and said.get("name"):
            self.select = self.form.fields.setdefault(said["name"], PageField(said["name"], "choice"))
        elif tag == "option" and self.select is not None:
            value = said.get("value", "")
            self.select.choices.append(value)
            if "selected" in flags:
                self.select.value = value
        elif tag == "button" and self.form.button is None and said.get("type", "submit") == "submit":
            self.form.button = (said.get("name", ""), said.get("value", ""))

    def _input(self, form: PageForm, said: dict[str, str], flags: set[str]) -> None:
        name, kind = said.get("name", ""), said.get("type", "text")
        if not name or kind in NOT_SENT:
            return
        if kind in {"radio", "checkbox"}:
            made = form.fields.setdefault(name, PageField(name, "choice"))
            made.choices.append(said.get("value", "on"))
            if "checked" in flags:
                made.value = said.get("value", "on")
        else:
            sort = "hidden" if kind == "hidden" else "text"
            form.fields.setdefault(name, PageField(name, sort, said.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.value += data.lstrip("\n") if not self.area.value else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


def forms_in(body: str, address: str) -> list[PageForm]:
    """The forms of a page that send something to the service by POST, in order; not sign-out and find."""
    reader = _Reader(address)
    reader.feed(body)
    shell = {"/sign-out/", "/find/"} - {address}
    return [form for form in reader.forms if form.method == "post" and form.action not in shell]
