"""Every macro renders with StrictUndefined, escapes what it is given, and carries the wiring readers need."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path

import pytest
from django import forms
from jinja2 import Environment, UndefinedError

from onenumber.design.fields import error_links, field_view
from onenumber.design.page import Page as Shell

MACROS = Path(__file__).parents[3] / "src" / "onenumber" / "design" / "jinja2" / "design" / "macros"
GALLERY = Path(__file__).parent / "gallery"


class Elements(HTMLParser):
    """The start tags of a page, as (name, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def one(self, **wanted: str) -> dict[str, str | None]:
        found = [a for _, a in self.found if all(a.get(k.replace("_", "-")) == v for k, v in wanted.items())]
        assert len(found) == 1, (wanted, found)
        return found[0]


def test_the_gallery_uses_every_public_macro() -> None:
    """A macro that no gallery page shows is a macro no axe run has seen."""
    gallery = "".join(path.read_text() for path in GALLERY.glob("*.html"))
    inside = "".join(path.read_text() for path in MACROS.glob("*.html"))
    public = set(re.findall(r"{% macro ([a-z]\w*)\(", inside))
    unseen = {name for name in public if not re.search(rf"\b{name}\(", gallery)}
    helpers = {name for name in unseen if len(re.findall(rf"\b{name}\(", inside)) > 1}
    assert unseen - helpers == {"form_fields", "kbd"}


def test_a_mistyped_name_is_an_error_and_not_a_blank(env: Environment, shell: Callable[..., Shell]) -> None:
    page = env.from_string(
        '{% extends "design/page.html" %}{% block content %}{{ case.refrence }}{% endblock %}'
    )
    with pytest.raises(UndefinedError):
        page.render(page=shell(), case={"reference": "WM-26-1847"})


@pytest.mark.parametrize("name", ["page.html", "notice.html"])
def test_the_shell_names_the_service_and_the_invented_county(
    env: Environment, shell: Callable[..., Shell], name: str
) -> None:
    notice = {"heading": "Nothing is here", "text": ["Look <again>."], "links": [("Board", "/board/")]}
    html = env.get_template(f"design/{name}").render(page=shell(), notice=notice)
    assert "<title>Board – One Number</title>" in html
    assert html.count("Demonstration county. Every person, place and number is invented.") == 3
    assert 'data-now="2026-11-24T14:20:05Z"' in html
    assert "Look <again>" not in html
    find = Elements(html).one(id="find")
    assert find["name"] == "reference"
    live = env.get_template(f"design/{name}").render(
        page=shell(synthetic=False, has_errors=True), notice=notice
    )
    assert "Demonstration county" not in live
    assert "<title>Error: Board – One Number</title>" in live


def test_the_find_and_sign_out_forms_are_posted_with_the_token(
    env: Environment, shell: Callable[..., Shell]
) -> None:
    html = env.get_template("design/page.html").render(page=shell(), csrf_input="TOKEN")
    for form in re.findall(r"<form.*?</form>", html, re.DOTALL):
        if 'method="dialog"' in form:
            continue
        assert 'method="post"' in form
        assert "TOKEN" in form


def test_an_empty_shell_shows_no_menu_and_no_forms(env: Environment) -> None:
    page = Shell(title="Sign in", service_name="Westmoor", now=datetime(2026, 11, 24, 14, 20, tzinfo=UTC))
    html = env.get_template("design/page.html").render(page=page)
    assert "on-menu" not in html
    assert 'method="post"' not in html


class TestFields:
    """A Django field drawn in NHS.UK markup."""

    TEMPLATE = (
        '{% from "design/macros/forms.html" import form_fields, form_field, error_summary %}'
        "{{ error_summary(form) }}{{ form_fields(form) }}"
    )

    def elements(self, env: Environment, form: forms.Form) -> tuple[str, Elements]:
        html = env.from_string(self.TEMPLATE).render(form=form)
        return html, Elements(html)

    def test_hint_and_error_describe_the_field(self, env: Environment, form_class: type[forms.Form]) -> None:
        form = form_class({"born": "31 2 1991", "danger": "no", "kind": "advice"})
        html, found = self.elements(env, form)
        born = found.one(name="born")
        assert born["aria-describedby"] == "id_born-hint id_born-error"
        assert born["aria-invalid"] == "true"
        assert born["value"] == "31 2 1991"
        found.one(id="id_born-hint")
        found.one(id="id_born-error")
        assert found.one(href="#id_born")
        assert html.count("There is no 31 Feb 1991.") == 2

    def test_an_error_in_a_group_leads_to_its_first_choice(
        self, env: Environment, form_class: type[forms.Form]
    ) -> None:
        _, found = self.elements(env, form_class({"kind": "nonsense"}))
        found.one(href="#id_danger_0")
        found.one(id="id_danger_0", type="radio")

    def test_untold_answers_are_named_in_the_summary(self, form_class: type[forms.Form]) -> None:
        links = error_links(form_class({"kind": "nonsense"}))
        assert [link.text for link in links] == [
            "Choose one of the answers to “What is this call”.",
            "Answer “Is anyone in danger right now”.",
        ]

    def test_no_error_no_summary_and_no_invalid_mark(
        self, env: Environment, form_class: type[forms.Form]
    ) -> None:
        html, _ = self.elements(env, form_class(initial={"kind": "advice"}))
        assert "nhsuk-error-summary" not in html
        assert "aria-invalid" not in html

    def test_what_was_typed_comes_back_escaped(self, env: Environment, form_class: type[forms.Form]) -> None:
        typed = {"words": "</textarea><script>", "caller": '"><b>', "kind": "", "danger": ""}
        html, found = self.elements(env, form_class(typed))
        assert found.one(name="caller")["value"] == '"><b>'
        assert "</textarea><script>" not in html
        assert "&lt;/textarea&gt;&lt;script&gt;" in html

    def test_choices_keep_what_was_chosen(self, env: Environment, form_class: type[forms.Form]) -> None:
        form = form_class(
            {"kind": "advice", "danger": "yes", "needs": ["woman"], "told": "on", "locality": "E"}
        )
        _, found = self.elements(env, form)
        chosen = {a["value"] for _, a in found.found if "checked" in a or "selected" in a}
        assert chosen == {"advice", "yes", "woman", "on", "E"}
        assert [a.get("label") for tag, a in found.found if tag == "optgroup"] == ["Further"]
        assert "autofocus" in found.one(id="id_kind_0")
        assert "autofocus" not in found.one(id="id_kind_1")

    def test_keys_and_attributes_reach_the_input(
        self, env: Environment, form_class: type[forms.Form]
    ) -> None:
        html = env.from_string(
            '{% from "design/macros/forms.html" import form_field %}'
            '{{ form_field(form.kind, keys={"advice": "A"}) }}'
            '{{ form_field(form.time, 2, attributes={"data-then": "id_x"}) }}'
        ).render(form=form_class())
        found = Elements(html)
        assert found.one(value="advice")["data-key"] == "a"
        time = found.one(name="time")
        assert (time["inputmode"], time["data-time-field"], time["data-then"]) == ("numeric", "", "id_x")
        assert time["autocomplete"] == "off"

    def test_every_id_on_the_page_is_its_own(self, env: Environment, form_class: type[forms.Form]) -> None:
        _, found = self.elements(env, form_class({"born": "31 2 1991"}))
        ids = [a["id"] for _, a in found.found if "id" in a]
        assert len(ids) == len(set(ids))

    def test_a_prefix_keeps_two_forms_apart(self, form_class: type[forms.Form]) -> None:
        first, second = (field_view(form_class(prefix=name)["caller"]) for name in ("a", "b"))
        assert (first.id, second.id) == ("id_a-caller", "id_b-caller")


def test_the_two_nhs_packages_belong_together() -> None:
    """nhsuk-frontend-jinja 0.10.2 writes the markup that nhsuk-frontend 10.6.1 styles."""
    css = (MACROS.parents[2] / "static" / "vendor" / "nhsuk.css").read_text()
    assert version("nhsuk-frontend-jinja") == "0.10.2"
    assert "NHS.UK frontend 10.6.1" in css


def test_the_published_nhs_macros_can_be_used(env: Environment) -> None:
    lax = env.overlay()
    from jinja2 import ChainableUndefined

    lax.undefined = ChainableUndefined
    html = lax.from_string(
        '{% from "nhsuk/components/inset-text/macro.jinja" import insetText %}'
        '{{ insetText({"text": "Kept"}) }}'
    ).render()
    assert "nhsuk-inset-text" in html
