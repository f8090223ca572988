"""The icons as ready-made markup, for pages that draw hundreds of them; the same as the macro `icon`."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

TONES = {
    "danger": "danger", "soon": "soon", "done": "done", "set": "act", "ring": "act", "offer": "act", "down": "act",
}  # fmt: skip


@cache
def icon_mark(name: str, label: str = "", tone: str = "") -> SafeString:
    """One icon; without a label it only accompanies words.

    >>> icon_mark("done")
    '<svg class="on-i on-i--done" aria-hidden="true" focusable="false"><use href="#i-done"/></svg>'
    """
    colour = tone or TONES.get(name, "")
    coloured = f" on-i--{colour}" if colour and colour != "plain" else ""
    told = 'role="img" aria-label="{}"' if label else 'aria-hidden="true"{}'
    said = format_html(told, label)
    return format_html(
        '<svg class="on-i{}" {} focusable="false"><use href="#i-{}"/></svg>', coloured, said, name
    )
