"""What a reader can set, and how a setting is written."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.control import Control, setting_key


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a b", "A", (1, 2), 1), "name must be an identifier .*, got 'a b'"),
        (("height", "A", (1, 2), 1), "name must be an identifier .*, got 'height'"),
        (("a", "A", (1,), 1), "values must hold at least two values"),
        (("a", "A", (1, 2), 3), "default must be one of .*got 3"),
        (("a", "A", (1, "x"), 1), "all numbers or all names"),
        (("a", "A", (1, 2, 1), 1), "differ from one another"),
        (("a", "A", (1, 2), 1, "", ("one",)), "labels must have 2 entries like values, got 1"),
        (("a", "A", (1, 2), 1, "", None, False, True), "play must be left to sliders"),
    ],
)
def test_control_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        Control(*arguments)


@pytest.mark.parametrize(
    ("control", "value", "text"),
    [
        (Control("a", "A", (1, 10**6), 1, unit="runs"), 10**6, "1,000,000 runs"),
        (Control("a", "A", (0.25, 2.0), 2.0), 2.0, "2"),
        (Control("a", "A", (0.1 + 0.2, 1.0), 1.0), 0.1 + 0.2, "0.3"),
        (Control("a", "A", ("s", "t"), "s", labels=("Space", "Time")), "t", "Time"),
        (Control("a", "A", ("s", "t"), "s"), "t", "t"),
    ],
)
def test_control_text(control, value, text):
    assert control.text(value) == text


@given(st.floats(0.25, 2))
def test_a_free_control_takes_any_number_between_its_ends(value):
    assert Control("a", "A", (0.25, 1, 2), 1).accept(value) == value


def test_a_whole_control_takes_whole_numbers():
    control = Control("n", "N", (10, 2, 5), 5)
    assert control.accept(7.0) == 7
    assert isinstance(control.accept(7.0), int)
    for wrong in (7.5, 1, 11, "7", True, float("nan"), None):
        with pytest.raises(ValueError, match="n must be a whole number from 2 to 10, got "):
            control.accept(wrong)


@pytest.mark.parametrize(
    "control",
    [
        Control("a", "A", (1, 2, 3), 1, listed=True),
        Control("a", "A", (1, 2, 3), 1, view=True),
    ],
)
def test_a_listed_control_takes_its_values_alone(control):
    assert control.accept(3.0) == 3
    assert not control.is_free
    with pytest.raises(ValueError, match=r"a must be one of \(1, 2, 3\), got 2.5"):
        control.accept(2.5)


def test_labels_say_any_value():
    control = Control("a", "A", (0.1, 0.5), 0.5, labels=lambda a: f"{a:.0%}")
    assert [control.text(a) for a in (0.1, 0.25)] == ["10%", "25%"]
    assert Control("a", "A", (1, 2), 1, labels=("one", "two")).text(1.5) == "1.5"


def test_choices_are_names():
    assert Control("a", "A", ("s", "t"), "s").is_choice
    assert Control("a", "A", (1, 2), 1).is_choice, "a slider with two stops is no slider"
    assert not Control("a", "A", (1, 2, 3), 1).is_choice


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=8, unique=True))
def test_settings_have_keys_of_their_own(values):
    assert len({setting_key([value]) for value in values}) == len(values)


def test_setting_key_is_the_same_for_a_whole_number_and_a_float():
    assert setting_key([2, "s"]) == setting_key([2.0, "s"]) == "2|s"


def test_palette_and_controls_need_no_altair():
    code = "import sys, fitbreadth.control, fitbreadth.palette; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
