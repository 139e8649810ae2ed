"""What the widgets of a lab are put together from: rows, words, and a chart as an output."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets

from fitbreadth.chart import MIME, bundle

_LINES = " style='line-height:1.4;white-space:normal'"


def row(*parts: Any) -> Any:
    """Return widgets side by side, in several lines where there is little room."""
    beside = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "0 0.5rem"}
    return ipywidgets.HBox(parts, layout=beside)


def aside(text: str) -> Any:
    """Return words of less weight."""
    return ipywidgets.HTML(f"<small>{escape(text)}</small>")


def said(sentence: str) -> str:
    """Return what a screen reader reads out at leisure.

    Examples
    --------
    >>> "2 &lt; 3" in said("2 < 3")
    True
    """
    return f"<p role='status'{_LINES}>{escape(sentence)}</p>"


def spoken(label: str, text: str) -> str:
    """Return a value as it stands beside its slider; a screen reader hears of what it is.

    Ipywidgets gives the handle of a slider no name, and of a selection the position only.
    """
    unseen = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
    return (
        f'<span role="status"><span style="{unseen}">{escape(label)}: </span>{escape(text)}</span>'
    )


def refused(why: str) -> str:
    """Return what a screen reader reads out at once."""
    return _alert("Not possible", why)


def failed(mistake: Exception) -> str:
    """Return what a reader is told of a mistake that is not theirs."""
    return _alert("This did not work", f"{type(mistake).__name__}: {mistake}")


def _alert(head: str, words: str) -> str:
    return f"<p role='alert'{_LINES}><strong>{head}:</strong> {escape(words)}</p>"


def output(spec: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return a chart as what an Output widget shows.

    Examples
    --------
    >>> (shown,) = output({"description": "A dot."})
    >>> shown["data"]["text/plain"]
    'Figure: A dot.'
    """
    # lines and text rather than pixels, and no menu, which has no name a screen reader could say
    look = {"embed_options": {"renderer": "svg", "actions": False}}
    return ({"output_type": "display_data", "data": bundle(spec), "metadata": {MIME: look}},)
