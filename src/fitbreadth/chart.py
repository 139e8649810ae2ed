"""How a figure looks and is described, the same in every chapter.

A figure is an Altair chart finished by :func:`finish`: the palette, a name to refer to it by,
a caption that states its claim and a description for readers who cannot see it. What is not
Vega-Lite travels in the chart's ``usermeta``, so the notebook stays portable.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import altair as alt

from fitbreadth.control import Control, setting_key
from fitbreadth.palette import COLOUR, RAMP, SHAPE

MIME = "application/vnd.vegalite.v5+json"
"""The newest Vega-Lite type that JupyterLab 4 draws by itself."""

_CONFIG: dict[str, Any] = {
    "background": COLOUR["paper"],
    "font": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
    "view": {
        "stroke": None,
        "continuousHeight": 250,
        "discreteHeight": 250,
        "continuousWidth": 300,
        "discreteWidth": 300,
    },
    "axis": {
        "labelColor": COLOUR["muted"],
        "titleColor": COLOUR["ink"],
        "labelFontSize": 12,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": COLOUR["grid"],
        "domainColor": COLOUR["faint"],
        "tickColor": COLOUR["faint"],
        "titlePadding": 8,
    },
    "legend": {
        "labelColor": COLOUR["ink"],
        "titleColor": COLOUR["muted"],
        "labelFontSize": 12.5,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "orient": "top",
        "direction": "horizontal",
        "columns": 3,
        "symbolSize": 90,
        "columnPadding": 18,
        "labelLimit": 400,
    },
    "header": {
        "labelColor": COLOUR["ink"],
        "titleColor": COLOUR["muted"],
        "labelFontSize": 12.5,
        "titleFontWeight": "normal",
    },
    "title": {
        "color": COLOUR["ink"],
        "subtitleColor": COLOUR["muted"],
        "fontSize": 13.5,
        "fontWeight": 600,
        "anchor": "start",
        "frame": "group",
        "offset": 12,
        "subtitleFontSize": 12,
    },
    "text": {"color": COLOUR["ink"], "fontSize": 12},
    "rule": {"color": COLOUR["muted"]},
    "line": {"strokeWidth": 2.25},
    "point": {"filled": True, "size": 70, "opacity": 1},
    "range": {"ordinal": RAMP},
}


HANDLE = {"color": COLOUR["paper"], "opacity": 0, "cursor": "crosshair"}
"""How an unseen mark looks on which a click or a drag sets a control.

Its rows hold ``set_<control>``. By the cursor the page's script finds such marks, and a reader is
told of them.
"""


def finish(
    chart: Any,
    *,
    name: str,
    caption: str,
    description: str,
    controls: Sequence[Control] = (),
    columns: Mapping[str, str] | None = None,
    readout: Mapping[str, str] | None = None,
    model: Mapping[str, Any] | None = None,
) -> Any:
    """Give a chart the book's look, and the words that go with it.

    Parameters
    ----------
    chart : altair.Chart
        Or a layered or concatenated one. It uses the colours of
        :data:`fitbreadth.palette.COLOUR` only.
    name : str
        Starts with ``fig-``; cross-references use it.
    caption : str
        Markdown. Says first what to do or to look at, then what the figure shows.
    description : str
        One sentence saying what a sighted reader sees.
    controls : sequence of Control
        The parameters of ``chart`` that a reader sets.
    columns : mapping of str to str, optional
        Heading in the data table for each field; fields not named are left out.
    readout : mapping of str to str, optional
        The sentence that sums up each setting; the key joins the controls' values with ``|``.
    model : mapping of str to object, optional
        Which model a reader can run to fill the chart, as :class:`fitbreadth.lab.Lab` tells it.

    Returns
    -------
    altair.Chart
        A finished copy.

    Raises
    ------
    ValueError
        If the name is not ``fig-`` and lower-case words with hyphens, the caption or the
        description is empty, or the readout lacks a sentence for a setting.

    Examples
    --------
    >>> dots = alt.Chart(alt.Data(values=[{"x": 1, "y": 2}])).mark_point()
    >>> dots = dots.encode(x="x:Q", y="y:Q")
    >>> finish(dots, name="fig-dots", caption="One dot.", description="A dot.").description
    'A dot.'
    """
    if not re.fullmatch(r"fig(-[a-z0-9]+)+", name):
        raise ValueError(
            f"name must start with 'fig-' and be lower-case words with hyphens, got {name!r}"
        )
    for argument, words in (("caption", caption), ("description", description)):
        if not words.strip():
            raise ValueError(f"{argument} must say something, got {words!r}")
    settings = product(*(control.values for control in controls)) if readout else ()
    unsaid = [key for key in map(setting_key, settings) if not (readout or {}).get(key)]
    if unsaid:
        raise ValueError(f"readout must have a sentence for every setting, none for {unsaid[0]!r}")
    meta = {
        "name": name,
        "caption": caption,
        "controls": [_told(control) for control in controls],
        # as pairs: a stored notebook keeps no order of keys
        "columns": list((columns or {}).items()),
        "readout": dict(readout or {}),
        "model": dict(model) if model else None,
    }
    finished = chart.copy(deep=False)
    if controls:
        finished = finished.add_params(*(control.parameter() for control in controls))
    return finished.properties(
        description=description, usermeta={"fitbreadth": meta}, config=alt.Config(**_CONFIG)
    )


def _told(control: Control) -> dict[str, Any]:
    """Return what a page needs to know of a control."""
    return {
        "name": control.name,
        "label": control.label,
        "values": list(control.values),
        "texts": [control.text(value) for value in control.values],
        "default": control.default,
        "play": control.play,
        "is_choice": control.is_choice,
        "is_free": control.is_free,
        "is_whole": control.is_whole,
    }


def at_setting(controls: Sequence[Control]) -> str:
    """Return the Vega expression that keeps the rows computed for the controls' setting.

    Examples
    --------
    Rows that do not mention a control belong to every setting of it.

    >>> at_setting([Control("k", "k", (1, 2), 1)])
    '(!isValid(datum.k) || datum.k == k)'
    """
    return " && ".join(
        f"(!isValid(datum.{control.name}) || datum.{control.name} == {control.name})"
        for control in controls
    )


def bundle(spec: Mapping[str, Any], **_: Any) -> dict[str, Any]:
    """Return what a notebook stores of a chart: plain Vega-Lite, and words where none is drawn.

    Examples
    --------
    >>> bundle({"description": "A dot."})["text/plain"]
    'Figure: A dot.'
    """
    # Altair's charts say Vega-Lite 6; nothing the book uses is new since 5
    stored = dict(spec) | {"$schema": "https://vega.github.io/schema/vega-lite/v5.json"}
    return {MIME: stored, "text/plain": f"Figure: {spec.get('description', '')}"}


def enable() -> None:
    """Make notebooks show charts as plain Vega-Lite, which ``.ipynb`` readers understand."""
    if "google.colab" in sys.modules:
        # the one that does not; Altair knows what it draws
        alt.renderers.enable("colab")
        return
    alt.renderers.register("fitbreadth", bundle)
    alt.renderers.enable("fitbreadth")


def coloured(field: str, roles: Mapping[str, str], **options: Any) -> alt.Color:
    """Return a colour encoding that gives each value of ``field`` the colour of its role.

    Examples
    --------
    >>> coloured("who", {"all-rounder": "generalist"}).to_dict()["scale"]["domain"]
    ['all-rounder']
    """
    scale = alt.Scale(domain=list(roles), range=[COLOUR[role] for role in roles.values()])
    return alt.Color(f"{field}:N", scale=scale, **({"title": None} | options))


def shaped(field: str, roles: Mapping[str, str], **options: Any) -> alt.Shape:
    """Return a shape encoding that gives each value of ``field`` the mark of its role."""
    shapes = [SHAPE.get(role, "diamond") for role in roles.values()]
    scale = alt.Scale(domain=list(roles), range=shapes)
    return alt.Shape(f"{field}:N", scale=scale, **({"title": None} | options))


def part_of(data: alt.Data, name: str, *lists: str, field: str = "panel") -> Any:
    """Return a chart of the rows whose ``field`` is ``name``, their ``lists`` spelt out.

    Examples
    --------
    >>> line = part_of(rows_of([{"panel": "line", "x": [0, 1]}]), "line", "x").mark_line()
    >>> [step.to_dict() for step in line.transform]
    [{'filter': "datum.panel == 'line'"}, {'flatten': ['x']}]
    """
    kept = alt.Chart(data).transform_filter(f"datum.{field} == '{name}'")
    return kept.transform_flatten(list(lists)) if lists else kept


def rows_of(rows: Sequence[Mapping[str, Any]]) -> alt.Data:
    """Return rows as a chart's data."""
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call]
