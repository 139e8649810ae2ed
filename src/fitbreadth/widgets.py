"""The Jupyter life of a lab: its controls as ipywidgets around a living figure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets
from IPython.display import display

from fitbreadth.chart import enable
from fitbreadth.control import Control

if TYPE_CHECKING:
    from fitbreadth.lab import Lab

_WRAP = " style='line-height:1.4;white-space:normal'"


def panel(lab: Lab) -> ipywidgets.VBox:
    """Return the widgets of ``lab``: its controls, a reset button, its figure and a message line.

    A setting that the model refuses leaves the last good figure in place and shows the
    model's own sentence under it.
    """
    enable()
    inputs = {control.name: _input(control) for control in lab.controls}
    reset = ipywidgets.Button(description="Reset", tooltip="Back to the opening setting")
    figure = ipywidgets.Output()
    message = ipywidgets.HTML()

    def refresh(_: Any = None) -> None:
        setting = {name: widget.value for name, widget in inputs.items()}
        try:
            chart = lab.at(**setting)
        except (TypeError, ValueError) as refusal:
            words = escape(str(refusal))
            message.value = f"<p role='alert'{_WRAP}><strong>Not possible:</strong> {words}</p>"
            return
        sentence = lab.readout(**setting) if lab.readout else ""
        message.value = f"<p{_WRAP}>{escape(sentence)}</p>"
        figure.outputs = ()
        with figure:
            display(chart)  # type: ignore[no-untyped-call]

    def restore(_: Any) -> None:
        for name, value in lab.default().items():
            inputs[name].value = value

    for widget in inputs.values():
        widget.observe(refresh, names="value")
    rows = [_row(control, inputs[control.name]) for control in lab.controls]
    reset.on_click(restore)
    refresh()
    return ipywidgets.VBox([*rows, reset, figure, message])


def _row(control: Control, widget: Any) -> Any:
    """Return a control's widget, with the button that plays it where it has one."""
    if not control.play:
        return widget
    last = len(control.values) - 1
    button = ipywidgets.Play(value=widget.index, max=last, interval=500, show_repeat=False)
    ipywidgets.link((widget, "index"), (button, "value"))
    return ipywidgets.HBox([widget, button])


def _input(control: Control) -> Any:
    """Return a slider over the control's values, or buttons where they are names."""
    options = [(control.text(value), value) for value in control.values]
    shared = {"options": options, "value": control.default, "description": control.label}
    if control.is_choice:
        return ipywidgets.ToggleButtons(**shared)
    return ipywidgets.SelectionSlider(
        **shared,
        continuous_update=False,
        style={"description_width": "initial"},
        layout={"width": "min(100%, 32rem)"},
    )
