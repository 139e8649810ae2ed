"""The truncation trap: a published price that is its grid's."""

import numpy as np
import pytest

from fitbreadth.markets.ceiling import capped_price
from fitbreadth.markets.earnings import profit
from fitbreadth.markets.free_entry import free_entry
from fitbreadth.markets.industry import Industry

LECTURE = Industry()


@pytest.mark.parametrize(("points", "price"), [(100, 1.4764), (800, 1.4767)])
def test_published_price_is_the_ceilings(points, price):
    found = capped_price(LECTURE, ceiling=5, points=points, nodes=41)
    assert found.price == pytest.approx(price, abs=5e-5)


def test_more_points_do_not_help():
    few, many = (capped_price(LECTURE, ceiling=5, points=n).price for n in (100, 800))
    true = free_entry(LECTURE).price
    assert abs(many - few) < 2e-4
    assert many - true > 0.09


def test_without_a_ceiling_in_reach_the_price_is_right():
    # what is left falls off with the square of the spacing: extrapolate to no spacing
    prices = [capped_price(LECTURE, ceiling=40, points=n).price for n in (401, 801)]
    limit = prices[1] + (prices[1] - prices[0]) / 3
    assert limit == pytest.approx(free_entry(LECTURE).price, abs=2e-4)


def test_the_price_falls_as_the_ceiling_rises():
    # the spacing is the same throughout
    prices = [
        capped_price(LECTURE, ceiling=x, points=40 * x + 1).price for x in (3, 4, 5, 7, 10, 14)
    ]
    assert np.all(np.diff(prices) < 0)
    assert prices[-1] > free_entry(LECTURE).price


def test_agrees_with_iterating_on_values():
    # plainly: guess, look ahead by summing over growth, take the better of staying and leaving
    found = capped_price(LECTURE, ceiling=5, points=60)
    z = np.linspace(-7, 7, 2001)
    odds = np.exp(-(z**2) / 2) / np.exp(-(z**2) / 2).sum()
    grown = np.outer(found.phi, np.exp(-0.012 + 0.1 * z))
    earned = np.append(-LECTURE.c, profit(LECTURE, found.phi[1:], p=found.price))
    worth = earned
    for _ in range(400):
        ahead = np.interp(grown, found.phi, worth) @ odds
        worth = earned + LECTURE.beta * np.maximum(0, ahead)
    np.testing.assert_allclose(found.value, worth, atol=2e-4)
    entrants = np.interp(np.exp(1 + 0.2 * z), found.phi, worth) @ odds
    assert entrants == pytest.approx(LECTURE.c_e, abs=1e-3)
    assert np.interp(found.threshold, found.phi, ahead) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"ceiling": 0}, "ceiling must be a finite number > 0, got 0"),
        ({"ceiling": 1}, "ceiling must leave most entrants, whose median is 2.718, below .* got 1"),
        ({"ceiling": 1e4, "points": 100}, "above the first cell, got 10000.0 with points=100"),
        ({"ceiling": 5, "points": 2}, r"points must be an integer in \[3, 4000\], got 2"),
        ({"ceiling": 5, "nodes": 1}, r"nodes must be an integer in \[2, 100\], got 1"),
    ],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        capped_price(LECTURE, **arguments)
    with pytest.raises(TypeError, match="industry must be an Industry"):
        capped_price(None, ceiling=5)


def test_refuses_powers_that_fit_no_float():
    with pytest.raises(ValueError, match="m_e, theta and ceiling must keep"):
        capped_price(Industry(theta=0.999, m_a=-1, s_a=0.001), ceiling=5)
