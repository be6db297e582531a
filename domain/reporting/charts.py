"""Charts as SVG, from templates of our own: small, themed by the page's style sheet, and without a script.

Each has a title and a description for people who don't see it. What stands on few is drawn as an outline, never filled:
it says little, and must not look as if it said something.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

from jinja2 import Environment, StrictUndefined

WIDTH: Final = 400
_ROW: Final = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart; numbers are shares of the whole width."""

    label: str
    says: str
    value: float
    low: float | None = None
    high: float | None = None
    before: float | None = None
    few: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line over time, a number or nothing for each step; with a band where there is one."""

    label: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


_BARS: Final = """\
<svg viewBox="0 0 {{ width }} {{ height }}" role="img" aria-labelledby="{{ name }}-t {{ name }}-d">
<title id="{{ name }}-t">{{ title }}</title><desc id="{{ name }}-d">{{ desc }}</desc>
{% for bar in bars -%}
<g transform="translate(0 {{ loop.index0 * row }})">
<text x="0" y="14" class="label">{{ bar.label }}</text>
<text x="{{ width }}" y="14" class="value end">{{ bar.says }}</text>
<rect x="0" y="20" width="{{ width }}" height="12" class="track"/>
{% if bar.few -%}
<rect x="0.75" y="20.75" width="{{ (bar.value * width - 1.5) | at_least }}" height="10.5" class="few"/>
{%- else -%}
<rect x="0" y="20" width="{{ (bar.value * width) | at_least }}" height="12" class="bar"/>
{%- endif %}
{% if bar.low is not none and bar.high is not none -%}
<path d="M{{ (bar.low * width) | px }} 26H{{ (bar.high * width) | px }}M{{ (bar.low * width) | px }} 22V30M\
{{ (bar.high * width) | px }} 22V30" class="halo"/>
<path d="M{{ (bar.low * width) | px }} 26H{{ (bar.high * width) | px }}M{{ (bar.low * width) | px }} 22V30M\
{{ (bar.high * width) | px }} 22V30" class="whisker"/>
{%- endif %}
{% if bar.before is not none -%}
<path d="M{{ (bar.before * width) | px }} 33.5l-4.5 6h9z" class="before"/>
{%- endif %}
</g>
{% endfor -%}
</svg>"""

_HEAT: Final = """\
<svg viewBox="0 0 {{ width }} {{ height }}" role="img" aria-labelledby="{{ name }}-t {{ name }}-d">
<title id="{{ name }}-t">{{ title }}</title><desc id="{{ name }}-d">{{ desc }}</desc>
{% for hour in hours -%}
{% if loop.index0 % every == 0 -%}
<text x="{{ (44 + (loop.index0 + 0.5) * cell) | px }}" y="12" class="tick middle">{{ hour }}</text>
{%- endif %}
{% endfor -%}
{% for day in days -%}
{% set y = 18 + loop.index0 * 32 -%}
<text x="0" y="{{ y + 20 }}" class="label">{{ day.label }}</text>
{% for one in day.cells -%}
{% if one is not none -%}
<rect x="{{ (44 + loop.index0 * cell + 1) | px }}" y="{{ y + 1 }}" width="{{ (cell - 2) | px }}" height="30" \
class="{{ one.css }}"/>
{% if cell >= 24 -%}
<text x="{{ (44 + (loop.index0 + 0.5) * cell) | px }}" y="{{ y + 21 }}" class="cell middle {{ one.text }}">\
{{ one.says }}</text>
{%- endif %}
{%- endif %}
{% endfor -%}
{% endfor -%}
</svg>"""

_LINES: Final = """\
<svg viewBox="0 0 {{ width }} {{ height }}" role="img" aria-labelledby="{{ name }}-t {{ name }}-d">
<title id="{{ name }}-t">{{ title }}</title><desc id="{{ name }}-d">{{ desc }}</desc>
{% for tick in ticks -%}
<path d="M36 {{ tick.y | px }}H{{ right }}" class="grid"/>
<text x="30" y="{{ (tick.y + 4) | px }}" class="tick end">{{ tick.label }}</text>
{% endfor -%}
{% for line in lines -%}
{% if line.band -%}<path d="{{ line.band }}" class="band"/>{%- endif %}
<path d="{{ line.path }}" class="line line-{{ loop.index }}"/>
<text x="{{ right + 6 }}" y="{{ line.label_y | px }}" class="label">{{ line.label }}</text>
{% endfor -%}
<text x="36" y="{{ height - 4 }}" class="tick">{{ first }}</text>
<text x="{{ right }}" y="{{ height - 4 }}" class="tick end">{{ last }}</text>
</svg>"""


@cache
def _templates() -> Environment:
    found = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    found.filters["px"] = lambda value: f"{value:.1f}".rstrip("0").rstrip(".")
    found.filters["at_least"] = lambda value: f"{max(value, 0.0):.1f}"
    return found


def _drawn(template: str, **values: Any) -> str:
    return _templates().from_string(template).render(width=WIDTH, **values)


def bars(name: str, title: str, desc: str, found: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 1, with intervals, and a mark for the period before."""
    return _drawn(_BARS, name=name, title=title, desc=desc, bars=found, row=_ROW, height=len(found) * _ROW)


def heat(
    name: str, title: str, desc: str, days: Sequence[tuple[str, Sequence[tuple[float, bool] | None]]], hours: range
) -> str:
    """Days by hours: each cell a share, and whether it stands on few; None where nothing went out."""
    cell = (WIDTH - 44) / max(1, len(hours))
    most = max((one[0] for _, row in days for one in row if one and not one[1]), default=1.0) or 1.0
    shown = []
    for label, row in days:
        cells: list[dict[str, str] | None] = []
        for one in row:
            if one is None:
                cells.append(None)
                continue
            value, few = one
            step = 0 if few else min(5, 1 + int(5 * value / most - 1e-9))
            css, text = ("few", "") if few else (f"heat heat-{step}", "on-dark" if step >= 4 else "")
            cells.append({"css": css, "text": text, "says": "·" if few else f"{100 * value:.0f}"})
        shown.append({"label": label, "cells": cells})
    every = 1 if cell >= 18 else 3
    height = 18 + 32 * len(days)
    return _drawn(
        _HEAT, name=name, title=title, desc=desc, days=shown, hours=[*hours], cell=cell, every=every, height=height
    )


def lines(
    name: str, title: str, desc: str, found: Sequence[Line], ticks: Sequence[tuple[float, str]], ends: tuple[str, str]
) -> str:
    """Lines over time; `ticks` are the values of the scale with their labels, the first the lowest."""
    right, top, bottom, height = WIDTH - 62, 8, 152, 178
    low, high = ticks[0][0], ticks[-1][0]

    def y(value: float) -> float:
        return bottom - (min(max(value, low), high) - low) / ((high - low) or 1) * (bottom - top)

    count = max((len(one.values) for one in found), default=1)

    def x(step: int) -> float:
        return 36 + (right - 36) * (step / (count - 1) if count > 1 else 0.5)

    labels = _apart([y(next((v for v in reversed(one.values) if v is not None), low)) + 4 for one in found])
    shown = [
        {
            "label": one.label,
            "label_y": label_y,
            "path": _path((x(n), y(v)) if v is not None else None for n, v in enumerate(one.values)),
            "band": _band([(x(n), y(a), y(b)) for n, (a, b) in enumerate(zip(one.low, one.high, strict=False))
                           if a is not None and b is not None]),
        }
        for one, label_y in zip(found, labels, strict=True)
    ]  # fmt: skip
    marks = [{"y": y(value), "label": label} for value, label in ticks]
    return _drawn(
        _LINES, name=name, title=title, desc=desc, lines=shown, ticks=marks, right=right, height=height,
        first=ends[0], last=ends[1],
    )  # fmt: skip


def _path(points: Iterable[tuple[float, float] | None]) -> str:
    """A line through the points, broken where one is missing; a point alone is a dot."""
    parts: list[list[tuple[float, float]]] = [[]]
    for one in points:
        if one is None:
            parts.append([])
        else:
            parts[-1].append(one)
    drawn = []
    for part in parts:
        if part:
            head, *rest = part
            drawn.append(f"M{head[0]:.1f} {head[1]:.1f}" + "".join(f"L{a:.1f} {b:.1f}" for a, b in rest or [head]))
    return "".join(drawn)


def _band(points: Sequence[tuple[float, float, float]]) -> str:
    if len(points) < 2:
        return ""
    there = "L".join(f"{x:.1f} {high:.1f}" for x, _, high in points)
    back = "L".join(f"{x:.1f} {low:.1f}" for x, low, _ in reversed(points))
    return f"M{there}L{back}Z"


def _apart(wanted: Sequence[float], least: float = 15.0) -> list[float]:
    """Places for labels near those wanted, none upon another."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    places = list(wanted)
    for before, after in pairwise(order):
        places[after] = max(places[after], places[before] + least)
    over = max((places[n] for n in order), default=0) - 160
    return [one - over for one in places] if over > 0 else places
