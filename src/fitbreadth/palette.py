"""The colours and marks of the book: who or what has which, on light pages and on dark ones."""

from __future__ import annotations

import json
import re
from typing import Any

ROLES: dict[str, tuple[str, str]] = {
    # role: (light, dark); after Okabe and Ito, told apart with any colour vision
    "specialist": ("#c2480a", "#ff8a4c"),
    "generalist": ("#0868a8", "#5db8f0"),
    "environment": ("#007a58", "#3ccf9f"),
    "rival": ("#9a3f86", "#e58fd0"),
    "fourth": ("#8a6a00", "#e0b93a"),
    "ink": ("#22262b", "#e6e8ea"),
    "muted": ("#5d656e", "#a4abb3"),
    "faint": ("#c9ced4", "#4a5159"),
    "grid": ("#e9ecef", "#30353b"),
    "paper": ("#fefefe", "#121417"),
    "ramp0": ("#eef4fa", "#16222d"),
    "ramp1": ("#c6dcef", "#1c3d57"),
    "ramp2": ("#8fbbdf", "#225a83"),
    "ramp3": ("#4f94c8", "#3b7fb3"),
    "ramp4": ("#1f6cab", "#6aaede"),
    "ramp5": ("#083f73", "#b9dcf7"),
}
"""Colour of each role, for light and for dark pages."""

COLOUR = {role: light for role, (light, _) in ROLES.items()}
RAMP = [COLOUR[f"ramp{step}"] for step in range(6)]
"""A sequential ramp; use it with a quantize or threshold scale."""

SHAPE = {"specialist": "triangle-up", "generalist": "circle", "environment": "square"}
"""The mark that each entity keeps through the book."""

_STAR = (
    "M0.00,-0.62L0.15,-0.20L0.59,-0.19L0.24,0.08L0.36,0.50L0.00,0"
    ".25L-0.36,0.50L-0.24,0.08L-0.59,-0.19L-0.15,-0.20Z"
)

DOMAIN_SHAPE = {
    "optimization": "cross",
    "biology": "diamond",
    "markets": "triangle-down",
    "learning": "triangle-right",
    "bitter_lesson": _STAR,
}
"""The mark of each chapter's models where all meet in one figure; their colour says who won."""

_ROLE_OF = {light: role for role, (light, _) in ROLES.items()}


def themed(spec: dict[str, Any]) -> dict[str, Any]:
    """Replace each colour of a chart by its CSS variable, so a page's theme recolours the chart.

    Raises
    ------
    ValueError
        If the chart uses a colour that is not in the palette: it would not follow the theme.

    Examples
    --------
    >>> themed({"mark": {"color": COLOUR["ink"]}})
    {'mark': {'color': 'var(--fb-ink)'}}
    """

    def variable(match: re.Match[str]) -> str:
        colour = match[1].lower()
        if colour not in _ROLE_OF:
            raise ValueError(f"colour must be one of fitbreadth.palette.COLOUR, got {colour}")
        return f'"var(--fb-{_ROLE_OF[colour]})"'

    text = re.sub(r'"(#[0-9a-fA-F]{3,8})"', variable, json.dumps(spec))
    themed_spec: dict[str, Any] = json.loads(text)
    return themed_spec


def printed(spec: dict[str, Any]) -> dict[str, Any]:
    """Undo :func:`themed`, for paper and for pictures: the colours of a light page.

    Examples
    --------
    >>> printed({"mark": {"color": "var(--fb-ink)"}}) == {"mark": {"color": COLOUR["ink"]}}
    True
    """
    text = re.sub(r"var\(--fb-(\w+)\)", lambda role: COLOUR[role[1]], json.dumps(spec))
    printed_spec: dict[str, Any] = json.loads(text)
    return printed_spec
