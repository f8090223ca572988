"""A keyboard with a counter: what is dictated costs nothing, every other key pressed costs one.

The counting rule is that of the call script: choices, Tab, digits, shortcuts (each key of a chord by itself) count;
the characters of dictated values do not. There is no mouse here.
"""

import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.journeys.county import RunningService

SENT = """
window.keptFields = {};
window.keptTyped = {};
document.addEventListener("draft:kept", (event) => {
  const typed = Object.fromEntries(event.detail.sent);
  window.keptFields = { ...typed, ...event.detail.answer.values };
  window.keptTyped = typed;
}, true);
"""


def signed_in(browser: Browser, service: RunningService, *, width: int = 1366, **more: Any) -> BrowserContext:
    """A browser of the hub AMHP's own, which remembers what the server has kept."""
    context = browser.new_context(viewport={"width": width, "height": 844 if width < 500 else 768}, **more)
    context.add_cookies([{"name": "sessionid", "value": service.session, "url": service.address}])
    context.add_init_script(SENT)
    return context


def wait_until(page: Page, script: str, arg: object = None, *, seconds: float = 10) -> None:
    """Until the script is true of the page, asked from outside it.

    Playwright's own wait evaluates text inside the page, which the Content-Security-Policy rightly refuses.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if page.evaluate(script, arg):
                return
        except Error as error:  # the page is giving way to the next
            if "Execution context was destroyed" not in str(error):
                raise
        page.wait_for_timeout(20)
    raise AssertionError(f"not true within {seconds} s on {page.url}: {script} ({arg})")


class Keyboard:
    """Presses keys on a page and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        """Each key, one after another; a chord such as Control+Enter counts its keys."""
        for key in keys:
            self.count += len(key.split("+")) if len(key) > 1 else 1
            self.page.keyboard.press(key)

    def type(self, text: str, *, dictated: bool) -> None:
        """What the caller says, or what has to be typed."""
        if dictated:
            self.page.keyboard.insert_text(text)
        else:
            self.press(*text)

    def focused(self) -> str:
        """The name of the field with the cursor."""
        return str(self.page.evaluate("document.activeElement?.name ?? ''"))

    def tab_to(self, name: str) -> None:
        """Tab in page order until the field has the cursor."""
        for _ in range(25):
            if self.focused() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not within 25 Tabs of {self.focused()}")

    def wait_kept(self, **fields: str) -> None:
        """Until the server has kept these values, as it does while a caller goes on speaking."""
        wait_until(
            self.page,
            "wanted => Object.entries(wanted).every(([name, value]) => (window.keptTyped[name] ?? '') === value)",
            fields,
        )

    def wait_all_kept(self) -> None:
        """Until the server has kept the page as it is now."""
        wait_until(
            self.page,
            """() => [...new FormData(document.getElementById("take"))].every(([name, value]) =>
                 ["csrfmiddlewaretoken", "by_page"].includes(name)
                 || [window.keptFields[name], window.keptTyped[name]].includes(value)
                 || (value === "" && window.keptFields[name] === undefined))""",
        )

    def chosen(self, name: str) -> str:
        """The words of the choice of a select or of a radio group; empty when none is chosen or it is not shown."""
        return str(
            self.page.evaluate(
                """name => {
                  const field = document.getElementById("take").elements.namedItem(name);
                  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text ?? "";
                  const radio = [...field].find((one) => one.checked);
                  return radio ? radio.labels[0].innerText.split("\\n")[0].trim() : "";
                }""",
                name,
            )
        )

    def choose_in_list(self, name: str, words: str) -> None:
        """Choose in the select that has the cursor, by the fewest arrows or letters."""
        options: list[str] = self.page.evaluate(
            "name => [...document.getElementById('take').elements.namedItem(name).options].map((o) => o.text)",
            name,
        )
        here = options.index(self.chosen(name))
        wanted = next(place for place, text in enumerate(options) if text.startswith(words))
        arrows = wanted - here
        letters = self._letters(options, here, wanted)
        if letters and len(letters) < abs(arrows):
            self.press(*letters)
        else:
            self.press(*["ArrowDown" if arrows > 0 else "ArrowUp"] * abs(arrows))
        assert self.chosen(name) == options[wanted], (name, words, self.chosen(name))

    @staticmethod
    def _letters(options: list[str], here: int, wanted: int) -> str:
        """The shortest beginning that finds the option, as browsers find it: the next one after the chosen one."""
        order = [*range(here + 1, len(options)), *range(here + 1)]
        first = options[wanted][0].lower()
        after = [place for place in order if options[place].lower().startswith(first)]
        if after and after[0] == wanted:
            return first
        for length in range(2, 8):
            beginning = options[wanted][:length].lower()
            found = [place for place, text in enumerate(options) if text.lower().startswith(beginning)]
            if found == [wanted]:
                return beginning
        return ""

    def choose_button(self, name: str, words: str) -> None:
        """Choose in the radio group that has the cursor, none chosen yet: Space, or the fewest arrows."""
        if self.chosen(name) == words:
            return
        labels: list[str] = self.page.evaluate(
            "name => [...document.getElementById('take').elements.namedItem(name)].map((radio) => "
            "radio.labels[0].innerText.split('\\n')[0].trim())",
            name,
        )
        here, wanted = labels.index(self.chosen(name)) if self.chosen(name) else -1, labels.index(words)
        if here < 0 and wanted == 0:
            self.press("Space")
        else:
            down = (wanted - max(here, 0)) % len(labels)
            up = len(labels) - down
            self.press(*(["ArrowDown"] * down if down <= up else ["ArrowUp"] * up))
        assert self.chosen(name) == words, (name, words, self.chosen(name))
