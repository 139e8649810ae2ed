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
        (("a b", "A", (1, 2), 1), "name must be an identifier, got 'a b'"),
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
