"""A lab's life in Jupyter: moving a control runs the model, a refusal is shown in words."""

from __future__ import annotations

from threading import Event
from threading import enumerate as threads
from time import sleep

import altair as alt
import numpy as np
import pytest

from fitbreadth.chart import MIME
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome
from fitbreadth.many_runs import many_runs, words
from fitbreadth.widgets.inputs import Knob, NumberField
from fitbreadth.widgets.panel import Panel, panel

ASKED = []
GATE = Event()


def rows(*, a, kind, seed=5):
    if a == 3.5:
        raise ValueError("a must not be <3.5>")
    ASKED.append((a, kind, seed))
    assert GATE.wait(10)
    chance = float(np.random.default_rng(seed).random())
    return [{"x": 0, "y": a if kind == "plain" else -a, "chance": chance}]


def draw(rows):
    return alt.Chart(alt.Data(values=list(rows))).mark_bar().encode(x="x:Q", y="y:Q")


CONTROLS = (
    Control("a", "Height", (1.0, 2.0, 4.0), 1.0, unit="m"),
    Control("kind", "Kind", ("plain", "down"), "plain", labels=("Plain", "Downward")),
)
LAB = Lab(
    name="fig-bar",
    controls=CONTROLS,
    rows=rows,
    draw=draw,
    caption="A bar.",
    description="A bar.",
    columns={"y": "Height"},
    readout=lambda *, a, kind, seed: f"{a} m, {kind}, seed {seed}",
    seed=5,
    outcome=Outcome("Chance", lambda rows: rows[0]["chance"]),
)


@pytest.fixture
def lab():
    GATE.set()
    ASKED.clear()
    return Panel(LAB)


def drawn(lab):
    (row,) = lab.figure.shown["data"][MIME]["data"]["values"]
    return row["y"]


def settled(many):
    """Wait until no runs are under way."""
    for _ in range(1000):
        if many.button.description == "Many runs":
            break
        sleep(0.01)
    assert many.button.description == "Many runs"


def test_the_panel_opens_at_the_default(lab):
    height, kind = lab.knobs
    assert (height.value, kind.value) == (1.0, "plain")
    assert [text for text, _ in height.slider.options] == ["1 m", "2 m", "4 m"]
    assert [text for text, _ in kind.slider.options] == ["Plain", "Downward"]
    assert kind.field is None, "a name is not typed"
    assert drawn(lab) == 1
    assert "1.0 m, plain, seed 5" in lab.message.value
    assert ASKED == [(1.0, "plain", 5)]


def test_a_lab_without_chance_has_no_seed_and_no_many_runs():
    plain = Lab(
        "fig-b", CONTROLS[:1], lambda *, a: [{"x": 0, "y": a}], draw, "C.", "D.", {"y": "Y"}
    )
    found = Panel(plain)
    assert found.seed is None
    assert found.many is None
    assert panel(plain).children


def test_moving_a_control_draws_anew_once(lab):
    height, kind = lab.knobs
    height.slider.value = 2.0
    assert height.field.box.value == "2"
    kind.slider.value = "down"
    assert drawn(lab) == -2
    assert [setting[:2] for setting in ASKED[1:]] == [(2.0, "plain"), (2.0, "down")]


def test_a_typed_value_stays_and_the_slider_stands_nearest(lab):
    height = lab.knobs[0]
    height.field.box.value = "3.25"
    assert drawn(lab) == 3.25
    assert (height.slider.value, height.field.box.value) == (4.0, "3.25")
    assert "3.25 m" in height._text.value
    assert len(ASKED) == 2


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("5", "Height must be a number from 1 to 4, got 5"),
        ("", "Height must be a number from 1 to 4, got nothing"),
        ("nan", "Height must be a number from 1 to 4, got nan"),
        ("<b>", "Height must be a number from 1 to 4, got &lt;b&gt;"),
        ("3.5", "a must not be &lt;3.5&gt;"),
    ],
)
def test_a_refusal_is_shown_in_words_and_the_figure_stays(lab, typed, why):
    lab.knobs[0].field.box.value = typed
    assert "role='alert'" in lab.message.value
    assert why in lab.message.value
    assert drawn(lab) == 1
    assert lab.knobs[0].field.box.value == typed, "it can be mended"
    lab.knobs[0].slider.value = 2.0
    assert "alert" not in lab.message.value
    assert drawn(lab) == 2


def test_reset_goes_back_to_the_opening_in_one_run(lab):
    lab.knobs[0].field.box.value = "3"
    lab.knobs[1].slider.value = "down"
    lab.seed.box.value = "8"
    ASKED.clear()
    lab.reset.click()
    assert ASKED == [(1.0, "plain", 5)]
    assert [knob.value for knob in lab.knobs] == [1.0, "plain"]
    assert lab.seed.box.value == "5"


def test_reset_clears_a_refused_field_that_no_move_has_left(lab):
    lab.knobs[0].field.box.value = "much"
    lab.reset.click()
    assert lab.knobs[0].field.box.value == "1"
    assert "alert" not in lab.message.value


def test_the_seed_is_typed_or_new(lab):
    lab.seed.box.value = "8"
    assert ASKED[-1] == (1.0, "plain", 8)
    assert "seed 8" in lab.message.value
    lab.new_seed.click()
    assert ASKED[-1][2] == int(lab.seed.box.value)
    lab.seed.box.value = "1.5"
    assert "Seed must be a whole number from 0 up, got 1.5" in lab.message.value


def test_many_runs_end_in_a_picture_and_its_words(lab):
    lab.many.count.box.value = "20"
    lab.many.button.click()
    settled(lab.many)
    expected = words("Chance", many_runs(LAB, count=20))
    assert expected in lab.many.message.value
    (shown,) = lab.many.picture.outputs
    assert shown["data"][MIME]["description"] == expected
    assert shown["data"][MIME]["config"] == lab.figure.shown["data"][MIME]["config"]
    assert lab.many.bar.value == lab.many.bar.max == 20


def test_a_move_forgets_the_many_runs_of_another_setting(lab):
    lab.many.count.box.value = "2"
    lab.many.button.click()
    settled(lab.many)
    lab.knobs[0].slider.value = 2.0
    assert lab.many.picture.outputs == ()
    assert lab.many.message.value == ""


def test_many_runs_stop_when_asked(lab):
    GATE.clear()
    ASKED.clear()
    lab.many.button.click()
    assert lab.many.button.description == "Stop"
    lab.many.button.click()
    GATE.set()
    settled(lab.many)
    assert "Stopped." in lab.many.message.value
    assert len(ASKED) <= 1
    assert lab.many.picture.outputs == ()


def test_runs_that_a_move_has_overtaken_leave_no_trace(lab):
    GATE.clear()
    before = set(threads())
    lab.many.button.click()
    (running,) = set(threads()) - before
    lab.many.forget()
    GATE.set()
    running.join(10)
    assert lab.many.message.value == ""
    assert lab.many.button.description == "Many runs"


@pytest.mark.parametrize(
    ("count", "why"),
    [
        ("1", "Number of runs must be a whole number from 2 to 1000, got 1"),
        ("many", "Number of runs must be a whole number from 2 to 1000, got many"),
    ],
)
def test_a_refused_count_is_said(lab, count, why):
    lab.many.count.box.value = count
    lab.many.button.click()
    assert why in lab.many.message.value
    assert "role='alert'" in lab.many.message.value
    assert lab.many.button.description == "Many runs"


def test_a_model_that_refuses_many_runs_is_heard(lab):
    lab.knobs[0].field.box.value = "3.5"
    lab.many.button.click()
    settled(lab.many)
    assert "a must not be &lt;3.5&gt;" in lab.many.message.value


def test_errors_that_are_nobodys_refusal_are_not_hidden():
    def broken(**_):
        raise ZeroDivisionError("a mistake in the model")

    with pytest.raises(ZeroDivisionError):
        panel(Lab("fig-b", CONTROLS, broken, draw, "C.", "D.", {"y": "Y"}))


def test_a_mistake_in_a_model_is_said_and_raised():
    def broken(*, a):
        return [{"x": 0, "y": 4 / (a - 2)}]

    found = Panel(Lab("fig-b", CONTROLS[:1], broken, draw, "C.", "D.", {"y": "Y"}))
    with pytest.raises(ZeroDivisionError):
        found.knobs[0].slider.value = 2.0
    assert "This did not work:</strong> ZeroDivisionError" in found.message.value
    assert drawn(found) == -4


def test_playing_moves_the_slider():
    moved = []
    knob = Knob(Control("t", "Time", (0, 10, 20), 10, play=True), lambda: moved.append(knob.value))
    play = knob.box.children[2]
    assert (knob.value, play.value) == (10, 1), "it opens where the control does"
    play.value = 2
    assert knob.value == 20
    knob.slider.value = 10
    assert play.value == 1
    assert moved == [20, 10]


def test_two_numbers_side_by_side_stand_at_neither_when_another_is_typed():
    knob = Knob(Control("d", "Dimensions", (2, 8), 2), lambda: None)
    knob.field.box.value = "5"
    assert (knob.value, knob.slider.index) == (5, None)
    knob.slider.index = 1
    assert (knob.value, knob.field.box.value) == (8, "8")


@pytest.mark.parametrize(
    ("typed", "number"), [(" 7 ", 7), ("7.0", 7), ("1e1", 10), ("9007199254740993", 2**53 + 1)]
)
def test_whole_numbers_are_read_exactly(typed, number):
    field = NumberField("Seed", 0, low=0, whole=True)
    field.box.value = typed
    assert field.read() == number


def test_the_minus_that_the_book_prints_can_be_typed():
    field = NumberField("Shift", 0.0, low=-2, high=2)
    field.box.value = "−1.5"
    assert field.read() == -1.5
    assert field.hint == "−2 to 2"
