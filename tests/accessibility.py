"""What axe finds on a page: its own script, put into each page once, and only the rules that are broken come back."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
ASK = """axe.run({resultTypes: ["violations"]}).then((found) =>
    found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`)))"""


def breaches(page: Page) -> list[str]:
    """Every broken rule with the element that breaks it, as the page stands now, at its width."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found: list[str] = page.evaluate(ASK)
    return found
