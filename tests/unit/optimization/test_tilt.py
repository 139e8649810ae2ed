from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fitbreadth.optimization.tilt import tilt, tilted

amounts = st.floats(-100, 100)


sizes = st.tuples(st.integers(1, 5), st.integers(1, 6))


def draw_world(data: st.DataObject) -> tuple[Any, Any]:
    shape = data.draw(sizes)
    costs = data.draw(arrays(float, shape, elements=amounts))
    raw = data.draw(arrays(float, shape[1], elements=st.floats(0.01, 10)))
    return costs, raw / raw.sum()


@settings(deadline=None)
@given(data=st.data())
def test_a_tilt_is_a_distribution_that_forgets_a_shift_and_adds_up(data: st.DataObject) -> None:
    _, p = draw_world(data)
    scores = data.draw(arrays(float, p.size, elements=st.floats(-3, 3)))
    a, b = data.draw(st.floats(-5, 5)), data.draw(st.floats(-5, 5))
    once = tilt(p, scores, a + b)
    assert once.sum() == pytest.approx(1, abs=1e-12)
    assert tilt(p, scores + 7, a + b) == pytest.approx(once, abs=1e-9)
    assert tilt(tilt(p, scores, a), scores, b) == pytest.approx(once, abs=1e-9)


@settings(deadline=None)
@given(data=st.data())
def test_the_slope_is_the_derivative_and_information_grows_away_from_zero(
    data: st.DataObject,
) -> None:
    costs, p = draw_world(data)
    scores = data.draw(arrays(float, p.size, elements=st.floats(-2, 2)))
    h = 1e-4
    sweep = tilted(costs, p, scores, [-2, -1, 0, 1 - h, 1, 1 + h, 2])
    numeric = (sweep.expected[5] - sweep.expected[3]) / (2 * h)
    assert sweep.slope[4] == pytest.approx(numeric, abs=1e-4)
    assert sweep.information[2] == pytest.approx(0, abs=1e-12)
    assert np.all(np.diff(sweep.information[:3]) <= 1e-12)
    assert np.all(np.diff(sweep.information[2:]) >= -1e-12)


def test_a_strong_tilt_leaves_the_highest_score_that_p0_allows() -> None:
    world = tilt([0.5, 0.25, 0.25, 0], [1, 3, 3, 9], 1e4)
    assert world.tolist() == [0, 0.5, 0.5, 0]
    assert tilt([0.5, 0.25, 0.25, 0], [1, 3, 3, 9], -1e4).tolist() == [1, 0, 0, 0]


def test_a_tilt_of_two_problems_is_the_logistic_function() -> None:
    beta = np.linspace(-3, 3, 7)
    sweep = tilted([[1, 0]], [0.5, 0.5], [1, 0], beta)
    assert sweep.expected[:, 0] == pytest.approx(1 / (1 + np.exp(-beta)), abs=1e-12)
    assert sweep.slope[:, 0] == pytest.approx(1 / (2 + 2 * np.cosh(beta)), abs=1e-12)
    certain = tilted([[1, 0]], [0.5, 0.5], [1, 0], [1e4]).information
    assert certain == pytest.approx(np.log(2), abs=1e-12)


def test_refuses_bad_tilts() -> None:
    with pytest.raises(ValueError, match="scores must have 2 entries, got 1"):
        tilt([0.5, 0.5], [1], 1)
    with pytest.raises(ValueError, match="beta must be a finite number, got inf"):
        tilt([0.5, 0.5], [1, 2], np.inf)
    with pytest.raises(ValueError, match="p0 must sum to 1"):
        tilt([0.5, 0.1], [1, 2], 1)
    with pytest.raises(ValueError, match="p0 must have 2 entries, got 1"):
        tilted([[1, 2]], [1], [1], [0])
    with pytest.raises(ValueError, match="betas must be"):
        tilted([[1, 2]], [0.5, 0.5], [1, 0], [])
