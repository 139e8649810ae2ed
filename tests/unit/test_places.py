"""Stretches of an axis meet, hold their values and fill it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.places import stretches


@given(st.lists(st.integers(2, 98), min_size=1, max_size=8, unique=True), st.booleans())
def test_fill_the_axis_and_hold_their_values(values, ratios):
    values = sorted(values)
    found = stretches(values, low=1, high=99, ratios=ratios)
    assert (found[0][0], found[-1][1]) == (1, 99)
    assert [right for _, right in found[:-1]] == [left for left, _ in found[1:]]
    assert all(left < value < right for value, (left, right) in zip(values, found, strict=True))


def test_meet_half_way():
    assert stretches([1, 3], low=0, high=4)[0][1] == 2
    assert stretches([1, 9], low=0.1, high=10, ratios=True)[0][1] == pytest.approx(3)
