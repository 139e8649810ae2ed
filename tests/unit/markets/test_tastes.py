"""Customers on a line: all there, most of them in the middle or nowhere more than elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.tastes import SHAPES, tastes


def test_by_hand():
    # at -1, 0 and 1 the bell with spread 1 has heights e^-0.5, 1, e^-0.5
    side = np.exp(-0.5)
    found = tastes("peaked", cells=3, customers=10, spread=1)
    np.testing.assert_allclose(found.customers, 10 * np.array([side, 1, side]) / (1 + 2 * side))
    np.testing.assert_array_equal(found.places, [-1, 0, 1])
    np.testing.assert_allclose(found.density, found.customers)


@given(st.sampled_from(SHAPES), st.integers(3, 200), st.floats(1, 1e6), st.floats(0.05, 10))
def test_symmetric_and_complete(shape, cells, customers, spread):
    found = tastes(shape, cells=cells, customers=customers, spread=spread)
    assert found.customers.sum() == pytest.approx(customers)
    assert found.density.sum() * found.step == pytest.approx(customers)
    np.testing.assert_allclose(found.customers, found.customers[::-1], rtol=1e-9)


def test_a_wide_bell_is_flat():
    wide = tastes("peaked", spread=10).customers
    np.testing.assert_allclose(wide, tastes("flat").customers, rtol=0.005)


def test_middle_holds_what_the_normal_law_says():
    from scipy.stats import norm

    found = tastes("peaked", cells=1001, spread=0.35)
    inside = found.customers[np.abs(found.places) <= 0.3].sum() / 1000
    expected = (2 * norm.cdf(0.3 / 0.35) - 1) / (2 * norm.cdf(1 / 0.35) - 1)
    assert inside == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"shape": "round"}, "shape must be one of peaked, flat, got 'round'"),
        ({"cells": 2}, r"cells must be an integer in \[3, 1001\], got 2"),
        ({"customers": 0}, "customers must be a finite number in .* got 0"),
        ({"spread": 0}, r"spread must be a finite number in \[0.05, 10\], got 0"),
    ],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        tastes(**({"shape": "peaked"} | arguments))
