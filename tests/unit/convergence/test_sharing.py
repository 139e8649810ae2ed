"""Tasks that have something in common get more than the budget allows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.convergence.sharing import frontier, sharing, times_budget, worth
from fitbreadth.learning.pooling import crossing

N = st.floats(0.1, 1e4)
DISTANCE = st.floats(0.01, 10)
LINE = np.linspace(0, 1, 21)


def test_by_hand():
    # n* = 2 * 20 / 1 = 40; pooled 2 * 40 * 40 / 80 = 40, blended 40 / (1 - 1/4)
    both = sharing(40, distance=1, d=20)
    assert (both.dedicated, both.pooled, both.blended) == pytest.approx((40, 40, 160 / 3))
    assert times_budget(40, distance=1, d=20) == pytest.approx((1, 4 / 3))
    # 30 own examples, and 10 of the other that count for 10 / (1 + 20/40)
    one, two = frontier([0.75], n=20, distance=1, d=20)
    assert one == pytest.approx([30 + 10 / 1.5])
    assert two == pytest.approx([10 + 30 / 2.5])


@given(n=N, distance=DISTANCE)
def test_blends_lie_beyond_the_budget_line_always(n, distance):
    one, two = frontier(LINE, n=n, distance=distance, d=7)
    assert (one + two > 2 * n).all()
    assert (one <= 2 * n * (1 + 1e-12)).all()
    np.testing.assert_allclose(one, two[::-1])
    both = sharing(n, distance=distance, d=7)
    slack = 1e-9 * n
    assert both.dedicated - slack <= both.learnt <= both.blended + slack
    assert both.pooled <= both.blended + slack


@given(n=N, distance=DISTANCE)
def test_the_pool_lies_beyond_it_below_the_border(n, distance):
    border = crossing(distance, d=7)
    both = sharing(n, distance=distance, d=7)
    if abs(n / border - 1) > 1e-6:
        assert (both.pooled > both.dedicated) == (n < border)


@given(n=N, distance=DISTANCE)
def test_frontier_passes_through_the_blend_of_equal_samples(n, distance):
    one, two = frontier([0.5], n=n, distance=distance, d=7)
    both = sharing(n, distance=distance, d=7)
    assert one[0] == pytest.approx(both.blended) == pytest.approx(two[0])
    pooled, blended = times_budget(n, distance=distance, d=7)
    assert (pooled, blended) == pytest.approx((both.pooled / n, both.blended / n))


def test_frontier_is_the_best_weighting_of_two_samples():
    # plain reference: try all weights on the formula of bias and variance
    own, other, distance, d = 12.0, 28.0, 0.8, 5
    w = np.linspace(0, 1, 200_001)
    risk = ((1 - w) ** 2 / own + w**2 / other) * d + (w * distance) ** 2
    one, _ = frontier([own / (own + other)], n=20, distance=distance, d=d)
    assert one[0] == pytest.approx(worth(risk.min(), d=d), rel=1e-8)


def test_frontier_in_a_simulation():
    # 4 SE of a mean of 4000 squared errors: variance of a sum of d squares about a bias is
    # 2 d v^2 + 4 v bias^2; false alarms 6e-5
    rng = np.random.default_rng(3)
    own, other, gap, d, runs = 15, 45, 0.6, 4, 4000
    theta = np.zeros((2, d))
    theta[1, 0] = gap
    first = rng.normal(size=(runs, d)) / np.sqrt(own)
    second = theta[1] + rng.normal(size=(runs, d)) / np.sqrt(other)
    w = (1 / (d / other + gap**2)) / (own / d + 1 / (d / other + gap**2))
    errors = (((1 - w) * first + w * second) ** 2).sum(axis=1)
    v = (1 - w) ** 2 / own + w**2 / other
    bias = (w * gap) ** 2
    error = np.sqrt((2 * d * v**2 + 4 * v * bias) / runs)
    one, _ = frontier([own / (own + other)], n=30, distance=gap, d=d)
    assert abs(errors.mean() - d / one[0]) < 4 * error


def test_limits():
    # the same task twice: all examples count for both
    same = sharing(50, distance=0, d=10)
    assert same.pooled == same.blended == pytest.approx(100)
    assert times_budget(50, distance=0, d=10) == (2, 2)
    # many examples: back to the line, and the pool inside it
    pooled, blended = times_budget(1e9, distance=1, d=10)
    assert blended == pytest.approx(1, abs=1e-7)
    assert blended > 1
    assert pooled < 1e-7
    # all other examples together never count for more than n*/2
    one, _ = frontier([0], n=1e9, distance=1, d=10)
    assert one[0] == pytest.approx(crossing(1, d=10) / 2)


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="risk must be"):
        worth(0, d=3)
    with pytest.raises(ValueError, match="d must be"):
        worth(1, d=0)
    with pytest.raises(ValueError, match="n must be"):
        sharing(0, distance=1, d=3)
    with pytest.raises(ValueError, match="d must be"):
        sharing(1, distance=1, d=2)
    with pytest.raises(ValueError, match="distance must be"):
        sharing(1, distance=-1, d=3)
    with pytest.raises(ValueError, match="share must be at most 1"):
        frontier([1.5], n=1, distance=1, d=3)
    with pytest.raises(ValueError, match="share must be"):
        frontier([-0.5], n=1, distance=1, d=3)
    with pytest.raises(ValueError, match="n must be"):
        times_budget(np.inf, distance=1, d=3)
