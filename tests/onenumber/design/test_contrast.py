"""Every pair of text and ground that the styles use has at least the contrast of WCAG 2.2 AA (1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "src" / "onenumber" / "design" / "static" / "design" / "tokens.css"

TEXT = [
    *[("ink", ground) for ground in ("paper", "ground", "wash", "action-wash", "danger-wash", "soon-wash",
                                     "done-wash", "focus", "soon-mark", "hair")],
    *[("muted", ground) for ground in ("paper", "ground", "wash", "action-wash", "danger-wash")],
    *[("action", ground) for ground in ("paper", "ground", "action-wash", "danger-wash", "wash")],
    *[("danger", ground) for ground in ("paper", "danger-wash", "ground", "action-wash")],
    *[("soon", ground) for ground in ("paper", "soon-wash", "ground", "action-wash")],
    *[("done", ground) for ground in ("paper", "done-wash", "ground")],
    ("action-dark", "paper"), ("plan", "paper"),
    ("shell-text", "shell"), ("shell-quiet", "shell"), ("shell", "paper"),
    ("paper", "action"), ("paper", "action-dark"), ("paper", "danger"),
]  # fmt: skip
SHAPES = [
    ("muted", "paper"),
    ("action", "paper"),
    ("danger", "paper"),
    ("done", "paper"),
    ("shell-line", "shell"),
]


def colours() -> dict[str, str]:
    found = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", TOKENS.read_text()))
    return {
        name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for name, value in found.items()
    }


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2 definition."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(colours()[text], colours()[ground]) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_a_shape_or_edge_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(colours()[shape], colours()[ground]) >= 3


def test_every_colour_of_a_meaning_is_used_by_a_pair() -> None:
    unused = set(colours()) - {name for pair in TEXT + SHAPES for name in pair} - {"line"}
    assert unused == set()
