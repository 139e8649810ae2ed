"""The panel under a figure in which a reader's browser runs its model anew.

Here are its fields and buttons; ``static/fitbreadth-run.js`` comes when a reader opens it.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from fitbreadth.control import setting_key

Meta = dict[str, Any]


def html(meta: Meta) -> str:
    """Return the panel of a figure, "" for one without a model."""
    model = meta["model"]
    if not model:
        return ""
    name = meta["name"]
    inputs = "".join(_number(name, each) for each in meta["controls"] if each["is_free"])
    buttons = '<button type="submit" name="go">Run</button>'
    if model["seed"] is not None:
        inputs += _field(
            f"{name}-run-seed",
            "Seed",
            "any whole number",
            'name="seed" min="0" step="1"',
            model["seed"],
        )
        buttons += '<button type="button" class="fb-new-seed">Run with a new seed</button>'
    if model["outcome"]:
        buttons += '<button type="submit" name="many">Many runs</button>' + _field(
            f"{name}-run-count",
            "how many",
            "2 to 1,000",
            'name="count" min="2" max="1000" step="1"',
            100,
        )
    return (
        f'<details class="fb-run" data-model="{escape(json.dumps(model))}">'
        "<summary>Run this model</summary>"
        f'<form autocomplete="off" novalidate><div class="fb-fields">{inputs}</div>'
        f'<p class="fb-cost"></p><div class="fb-buttons">{buttons}'
        '<button type="button" class="fb-cancel" hidden>Cancel</button></div>'
        '<progress max="1" aria-label="Progress" hidden></progress>'
        '<p class="fb-status" role="status"></p><div class="fb-many-runs"></div></form></details>'
    )


def _number(figure: str, control: Meta) -> str:
    """Write the field for any number between a control's ends."""
    ends = min(control["values"]), max(control["values"])
    keys = [setting_key([value]) for value in ends]
    step = 1 if control["is_whole"] else "any"
    limits = f'name="at-{control["name"]}" min="{keys[0]}" max="{keys[1]}" step="{step}"'
    told = [_typed(control, key, value) for key, value in zip(keys, ends, strict=True)]
    default = setting_key([control["default"]])
    field = f"{figure}-run-{control['name']}"
    return _field(field, control["label"], " to ".join(told), limits, default)


def _typed(control: Meta, key: str, value: float) -> str:
    """Return how a value is typed, and what the slider says of it if that is something else."""
    text = control["texts"][control["values"].index(value)]
    typed = key.replace("-", "−")
    plain = {
        typed,
        f"{typed}%",
        f"{typed} {control['unit']}",
        f"{value:,} {control['unit']}".rstrip(),
    }
    return typed if text in plain else f"{typed} ({text})"


def _field(field: str, label: str, hint: str, limits: str, value: object) -> str:
    return (
        f'<div class="fb-field"><label for="{field}">{escape(label)} <small>{escape(hint)}</small>'
        f'</label><input type="number" id="{field}" data-label="{escape(label)}" {limits} '
        f'value="{value}" required></div>'
    )
