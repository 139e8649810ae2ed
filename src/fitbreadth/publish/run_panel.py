"""The panel under a figure in which a reader's browser runs its model anew.

Here are its fields and buttons; ``static/fitbreadth-run.js`` comes when a reader opens it.
"""

from __future__ import annotations

import json
from html import escape
from math import floor, log10
from typing import Any

from fitbreadth.control import setting_key

Meta = dict[str, Any]

LARGEST_SEED = 2**53 - 1
"""Beyond it, a browser's numbers leave gaps."""


def html(meta: Meta) -> str:
    """Return the panel of a figure, "" for one without a model."""
    model = meta["model"]
    if not model:
        return ""
    name = meta["name"]
    fields = "".join(_number(name, each) for each in meta["controls"] if each["is_free"])
    buttons = '<button type="submit" name="go">Run</button>'
    if model["seed"] is not None:
        fields += _field(
            f"{name}-run-seed",
            "Random seed",
            "0 or any larger whole number: the same number brings the same luck",
            f'name="seed" min="0" max="{LARGEST_SEED}" step="1" data-whole',
            model["seed"],
        )
        buttons += '<button type="button" class="fb-new-seed">Run with a new seed</button>'
    fields = f'<div class="fb-fields">{fields}</div>' if fields else ""
    many = ""
    if model["outcome"]:
        many = '<div class="fb-buttons"><button type="submit" name="many">Many runs</button>'
        many += _field(
            f"{name}-run-count",
            "How many",
            "2 to 1,000, each with the next seed; the figure stays as it is",
            'name="count" min="2" max="1000" step="1" data-whole',
            100,
        )
        many += "</div>"
    return (
        f'<details class="fb-run" data-model="{escape(json.dumps(model))}">'
        "<summary>Run this model</summary>"
        f'<form autocomplete="off" novalidate>{fields}{_advice(meta, bool(fields))}'
        f'<p class="fb-cost"></p><div class="fb-buttons">{buttons}'
        '<button type="button" class="fb-cancel" hidden>Cancel</button></div>'
        '<div class="fb-progress" hidden><progress max="1" aria-label="Progress"></progress>'
        '<span class="fb-loaded"></span></div>'
        f'<p class="fb-status" role="status"></p>{many}<div class="fb-many-runs"></div>'
        "</form></details>"
    )


def _advice(meta: Meta, has_fields: bool) -> str:
    """Say what a run takes besides the fields."""
    chosen = [
        f"“{each['label']}”"
        for each in meta["controls"]
        if each["name"] in meta["model"]["asked"] and not each["is_free"]
    ]
    words = []
    if chosen:
        words = [f"The run takes {' and '.join(chosen)} as chosen above."]
    elif not has_fields:
        words = ["There is nothing to set: the run computes the figure's own numbers again."]
    return "".join(f'<p class="fb-advice">{escape(each)}</p>' for each in words)


def _number(figure: str, control: Meta) -> str:
    """Write the field for any number between a control's ends."""
    ends = min(control["values"]), max(control["values"])
    keys = [setting_key([value]) for value in ends]
    whole = control["is_whole"]
    step = 1 if whole else _step(*ends)
    limits = f'name="at-{control["name"]}" min="{keys[0]}" max="{keys[1]}" step="{step:g}"'
    hint = f"{'a whole number ' if whole else ''}from {_range(control, ends, keys)}"
    default = setting_key([control["default"]])
    field = f"{figure}-run-{control['name']}"
    return _field(field, control["label"], hint, limits + " data-whole" * whole, default)


def _step(low: float, high: float) -> float:
    """Return how far an arrow key moves a number, a power of ten and at most a tenth of the way.

    Examples
    --------
    >>> _step(0.05, 1), _step(-4, 2)
    (0.01, 0.1)
    """
    return float(10 ** floor(log10((high - low) / 10)))


def _range(control: Meta, ends: tuple[float, float], keys: list[str]) -> str:
    """Return both ends as they are typed, with what the slider says of them besides."""
    texts = [control["texts"][control["values"].index(value)] for value in ends]
    typed = [
        f"{value:,}" if text.startswith(f"{value:,}") else key.replace("-", "−")
        for key, value, text in zip(keys, ends, texts, strict=True)
    ]
    units = [_after(each, text) for each, text in zip(typed, texts, strict=True)]
    if units[0] == units[1] is not None:
        return f"{typed[0]} to {texts[1]}"
    return " to ".join(map(_end, typed, texts, units))


def _after(typed: str, text: str) -> str | None:
    """Return what a text says after the number, None where it begins otherwise."""
    rest = text.removeprefix(typed)
    return None if rest == text or rest[:1].isdigit() or rest[:1] in {".", ","} else rest


def _end(typed: str, text: str, unit: str | None) -> str:
    if unit is not None and unit[:1] in {"", " "}:
        return text
    said = unit[1:] if unit and unit[0] == ":" else text
    return f"{typed} ({said.strip().replace(' (', ', ').replace(')', '')})"


def _field(field: str, label: str, hint: str, limits: str, value: object) -> str:
    return (
        f'<div class="fb-field"><label for="{field}">{escape(label)}</label>'
        f'<input type="number" id="{field}" aria-describedby="{field}-hint" '
        f'data-label="{escape(label)}" {limits} value="{value}" required>'
        f'<small id="{field}-hint">{escape(hint)}</small></div>'
    )
