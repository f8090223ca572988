"""What axe finds on a page, and which table stands out of its panel: what is broken comes back, element by element.

Axe's own script is put into each page once.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
ASK = """axe.run({resultTypes: ["violations"]}).then((found) =>
    found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`)))"""
STANDS_OUT = """() => { const right = (element) => element.getBoundingClientRect().right;
    return [...document.querySelectorAll(".on-panel table")]
    .filter((table) => !table.closest(".on-scroll, .on-tall"))
    .filter((table) => right(table) > right(table.closest(".on-panel")) + 1)
    .map((table) => `wider than its panel: ${table.outerHTML.slice(0, 160)}`); }"""


def breaches(page: Page) -> list[str]:
    """Every broken rule with the element that breaks it, as the page stands now, at its width."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found: list[str] = page.evaluate(ASK)
    return found + page.evaluate(STANDS_OUT)
