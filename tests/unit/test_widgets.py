"""A lab's life in Jupyter: moving a control runs the model, a refusal is shown in words."""

from __future__ import annotations

import altair as alt
import ipywidgets
import pytest
from IPython.core.interactiveshell import InteractiveShell

from fitbreadth import widgets
from fitbreadth.control import Control
from fitbreadth.lab import Lab


def rows(*, a, kind):
    if a == 4:
        raise ValueError("a must be below 4, got <4>")
    return [{"x": 0, "y": a if kind == "plain" else -a}]


def draw(rows):
    return alt.Chart(alt.Data(values=list(rows))).mark_bar().encode(x="x:Q", y="y:Q")


LAB = Lab(
    name="fig-bar",
    controls=(
        Control("a", "Height", (1, 2, 4), 1, unit="m"),
        Control("kind", "Kind", ("plain", "down"), "plain", labels=("Plain", "Downward")),
    ),
    rows=rows,
    draw=draw,
    caption="A bar.",
    description="A bar.",
    columns={"y": "Height"},
    readout=lambda *, a, kind: f"{a} m, {kind}",
)


@pytest.fixture
def panel(monkeypatch):
    """The panel, with what it displays kept in a list."""
    shown = []
    monkeypatch.setattr(widgets, "display", shown.append)
    # the output widget asks for a kernel's message ids
    monkeypatch.setattr(InteractiveShell, "initialized", lambda: False)
    active = alt.renderers.active
    yield widgets.panel(LAB), shown
    alt.renderers.enable(active)


def parts(box):
    height, kind, reset, figure, message = box.children
    return height, kind, reset, figure, message


def level(figure):
    (row,) = figure.to_dict()["data"]["values"]
    return row["y"]


def test_the_panel_opens_at_the_default(panel):
    box, shown = panel
    height, kind, reset, figure, message = parts(box)
    assert isinstance(height, ipywidgets.SelectionSlider)
    assert isinstance(kind, ipywidgets.ToggleButtons)
    assert isinstance(reset, ipywidgets.Button)
    assert isinstance(figure, ipywidgets.Output)
    assert (height.value, kind.value) == (1, "plain")
    assert [text for text, _ in height.options] == ["1 m", "2 m", "4 m"]
    assert [text for text, _ in kind.options] == ["Plain", "Downward"]
    assert [level(chart) for chart in shown] == [1]
    assert "1 m, plain" in message.value


def test_moving_a_control_draws_anew(panel):
    box, shown = panel
    height, kind, _, _, message = parts(box)
    height.value = 2
    kind.value = "down"
    assert [level(chart) for chart in shown] == [1, 2, -2]
    assert "2 m, down" in message.value


def test_a_refusal_is_shown_in_words_and_the_figure_stays(panel):
    box, shown = panel
    height, _, _, _, message = parts(box)
    height.value = 4
    assert len(shown) == 1
    assert "Not possible" in message.value
    assert "a must be below 4" in message.value
    assert "Traceback" not in message.value
    assert "<4>" not in message.value, "the model's words are text, not HTML"
    height.value = 2
    assert "Not possible" not in message.value
    assert level(shown[-1]) == 2


def test_reset_goes_back_to_the_opening(panel):
    box, shown = panel
    height, kind, reset, _, _ = parts(box)
    height.value = 2
    kind.value = "down"
    reset.click()
    assert (height.value, kind.value) == (1, "plain")
    assert level(shown[-1]) == 1


def test_errors_that_are_nobodys_refusal_are_not_hidden(monkeypatch):
    def broken(**_):
        raise ZeroDivisionError("a mistake in the model")

    monkeypatch.setattr(widgets, "display", lambda _: None)
    active = alt.renderers.active
    try:
        with pytest.raises(ZeroDivisionError):
            widgets.panel(Lab("fig-b", LAB.controls, broken, draw, "C.", "D.", {"y": "Y"}))
    finally:
        alt.renderers.enable(active)


def test_playing_moves_the_slider(panel, monkeypatch):
    monkeypatch.setattr(InteractiveShell, "initialized", lambda: False)
    (slider, play) = widgets._row(
        control := Control("t", "Time", (0, 10, 20), 10, play=True), widgets._input(control)
    ).children
    assert (slider.value, play.value) == (10, 1), "it opens where the control does"
    play.value = 2
    assert slider.value == 20
    slider.value = 10
    assert play.value == 1
