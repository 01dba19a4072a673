"""A chart as a picture of its own, to keep or to hand on: title, sentence, drawing and legend in one SVG."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from textwrap import wrap

from django.conf import settings
from django.utils.html import escape

from .poster import Figure, poster

WIDTH, MARGIN = 900, 20
TITLE_SIZE, SAY_SIZE, LEGEND_SIZE, SIGN_SIZE = 15, 20, 13, 12
# How wide a letter is, in parts of its size: the widest of the fonts that may stand in for ours.
LETTER = 0.66
TOKEN = re.compile(r"--([a-z0-9-]+):\s*(?:light-dark\(\s*)?(#[0-9a-fA-F]{3,8})")
# As templates/shared/_hatches.html has it for pages.
HATCH = (
    '<pattern id="hatch-pause" width="5" height="5" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)">'
    '<path d="M0 0v5" stroke="var(--edge)" stroke-width="1.6" opacity=".7"/></pattern>'
)
STYLE = """
text { font-family: Figtree, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.c-grid { stroke: var(--line); } .c-base { stroke: var(--edge); }
.c-ax { fill: var(--ink-3); font-size: 11px; } .c-lab { fill: var(--ink); font-size: 12px; font-weight: 660; }
"""


def picture(
    figure: Figure, *, title: str, sentence: str, legend: Sequence[tuple[str, float, str]], height: float
) -> str:
    """Return the SVG; `legend` holds colour, opacity and name. Colours are those of the light theme.

    Nothing in it refers to anything outside, so that any viewer shows it.
    """
    lines = [
        *((TITLE_SIZE, 560, "var(--ink-2)", text) for text in _lines(title, TITLE_SIZE)),
        *((SAY_SIZE, 660, "var(--ink)", text) for text in _lines(sentence, SAY_SIZE)),
    ]
    parts: list[str] = []
    y = float(MARGIN)
    for size, weight, colour, text in lines:
        y += 1.3 * size
        parts.append(_text(text, MARGIN, y, size=size, weight=weight, colour=colour))
    y += 12
    inner = poster(figure, width=WIDTH - 2 * MARGIN, height=height, label=title)
    # Words at its edges may need the margin, where another font stands in for ours.
    box = f'x="{MARGIN}" y="{y:.0f}" width="{WIDTH - 2 * MARGIN}" height="{height:g}" overflow="visible"'
    parts.append(inner.replace("<svg ", f"<svg {box} ", 1))
    y += height + 12
    x = float(MARGIN)
    for colour, opacity, name in legend:
        room = 18 + LETTER * LEGEND_SIZE * len(name)
        if x + room > WIDTH - MARGIN:
            x, y = float(MARGIN), y + 22
        place = f'x="{x:.0f}" y="{y:.0f}" width="12" height="12" rx="3"'
        parts.append(f'<rect {place} fill="{escape(colour)}" opacity="{opacity:g}"/>')
        parts.append(_text(name, x + 18, y + 11, size=LEGEND_SIZE, weight=450, colour="var(--ink-2)"))
        x += room + 14
    y += 22 + MARGIN
    parts.append(_text("Twelve", MARGIN, y, size=SIGN_SIZE, weight=560, colour="var(--ink-3)"))
    y += MARGIN
    size_words = f'viewBox="0 0 {WIDTH} {y:.0f}" width="{WIDTH}" height="{y:.0f}"'
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size_words}>'
        f"<title>{escape(title)}</title><style>{STYLE}</style><defs>{HATCH}</defs>"
        f'<rect width="100%" height="100%" fill="var(--surface)"/>{"".join(parts)}</svg>'
    )
    return re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: light_colours()[found[1]], whole)


@lru_cache(maxsize=1)
def light_colours() -> dict[str, str]:
    """The tokens of the style sheet that are plain colours, as the light theme has them."""
    tokens = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
    # The first word on each counts: those further down are for people who want more contrast.
    return dict(reversed(TOKEN.findall(tokens.read_text(encoding="utf-8"))))


def _lines(text: str, size: float) -> list[str]:
    return wrap(text, int((WIDTH - 2 * MARGIN) / (LETTER * size)))


def _text(text: str, x: float, y: float, *, size: float, weight: int, colour: str) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:g}" font-weight="{weight}" fill="{colour}">'
        f"{escape(text)}</text>"
    )
