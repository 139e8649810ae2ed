"""Places on the map of both regimes, and the law that the order of a world follows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.allocation import breadth, optimum
from fitbreadth.biology.grain import Payoffs, growth
from fitbreadth.convergence.regime_orders import bend, mean_order, order_law, world_order
from fitbreadth.convergence.regimes import best_plan, kappa_of
from fitbreadth.divergence import power_mean

SHARES = st.floats(0.55, 0.95)
SHAPES = st.floats(0.3, 4)


def test_by_hand():
    # levels 1 and 4: harmonic mean 1.6, geometric 2, arithmetic 2.5
    for value, order in ((1.6, -1), (2.0, 0), (2.5, 1)):
        assert mean_order(value, levels=[1, 4], p=[0.5, 0.5]) == pytest.approx(order, abs=1e-9)
    # kappa 1/2 squares the odds: 16 to 1
    plan = best_plan([0.8, 0.2], rho=1, gamma=2)
    assert plan.shares == pytest.approx([16 / 17, 1 / 17])
    assert plan.single == pytest.approx(16 / 17)


@given(st.floats(-20, 20), st.floats(0.05, 0.95))
def test_order_is_the_inverse_of_the_mean(order, p):
    levels, odds = [0.5, 2.0], [p, 1 - p]
    value = power_mean(levels, odds, order)
    assert mean_order(value, levels=levels, p=odds) == pytest.approx(order, abs=1e-5)


@given(SHARES, SHAPES)
def test_bend_of_a_power_curve_is_its_exponent(share, gamma):
    a, b, g = (part ** (1 / gamma) for part in (share, 1 - share, 0.5))
    assert bend(Payoffs(a=a, b=b, g=g)) == pytest.approx(gamma, rel=1e-6)


@given(SHARES, SHAPES, st.sampled_from([1, 2, 5, 30, None]))
def test_border_is_where_growth_is_equal(share, gamma, patches):
    a, b, g = (part ** (1 / gamma) for part in (share, 1 - share, 0.5))
    payoffs = Payoffs(a=a, b=b, g=g)
    apart = world_order(payoffs, patches=patches) - bend(payoffs)
    specialist, generalist = growth(payoffs, patches=patches)
    if abs(apart) > 1e-6:
        assert (specialist > generalist) == (apart > 0)


@pytest.mark.parametrize("patches", [1, 2, 4, 20, None])
def test_small_variation_makes_the_order_one_minus_what_is_common(patches):
    off = []
    for size in (0.1, 0.05):
        found = world_order(Payoffs(a=1 + size, b=1 - size, g=1), patches=patches)
        off.append(abs(found - order_law(patches)))
    assert off[1] < 1e-3
    # even odds: halving the variation quarters what is left of the error
    if off[1] > 1e-7:
        assert off[0] / off[1] == pytest.approx(4, rel=0.05)


@pytest.mark.parametrize("p", [0.2, 0.7])
def test_law_for_uneven_odds_is_of_first_order(p):
    off = [
        abs(world_order(Payoffs(a=1 + x, b=1, g=1.0, p=p), patches=3) - order_law(3))
        for x in (0.02, 0.01)
    ]
    assert off[0] / off[1] == pytest.approx(2, rel=0.05)


@given(st.floats(0.55, 0.95), st.floats(1.2, 1.95))
def test_kappa_of_undoes_breadth(odds, effective):
    kappa = kappa_of(effective, p=[odds, 1 - odds])
    shares = optimum([odds, 1 - odds], rho=kappa, gamma=1).shares
    assert breadth(shares) == pytest.approx(effective, abs=1e-6)


@given(st.floats(0.5, 0.95), st.floats(0.25, 4), st.floats(-2, 2))
def test_nothing_is_worth_more_than_the_best_plan(odds, gamma, rho):
    plan = best_plan([odds, 1 - odds], rho=rho, gamma=gamma)
    assert 0 <= plan.even <= 1
    assert 0 <= plan.single <= 1
    assert (plan.single == 1) == (plan.kappa >= 1) or plan.single == pytest.approx(1)
    # the slow reference: every split in steps of a hundredth
    shares = np.linspace(0.01, 0.99, 99)
    tried = [
        power_mean([s ** (1 / gamma), (1 - s) ** (1 / gamma)], [odds, 1 - odds], rho)
        for s in shares
    ]
    best = optimum([odds, 1 - odds], rho=rho, gamma=gamma).value
    assert best >= max(tried) * (1 - 1e-9)


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="value must be a power mean of levels"):
        mean_order(5, levels=[1, 4], p=[0.5, 0.5])
    with pytest.raises(ValueError, match="value must be a power mean of levels"):
        world_order(Payoffs(a=1, b=1, g=1), patches=2)
    with pytest.raises(ValueError, match="g must lie above the geometric mean"):
        bend(Payoffs(a=2, b=0.5, g=0.9))
    with pytest.raises(ValueError, match="g must lie above the geometric mean"):
        bend(Payoffs(a=2, b=0.5, g=2))
    with pytest.raises(TypeError, match="payoffs must be Payoffs"):
        bend(3)
    with pytest.raises(ValueError, match="p must not be equal odds"):
        kappa_of(1.5, p=[0.5, 0.5])
    with pytest.raises(ValueError, match="effective must be"):
        kappa_of(2, p=[0.6, 0.4])
    with pytest.raises(ValueError, match="patches must be"):
        order_law(0)
    with pytest.raises(ValueError, match="rho must be"):
        best_plan([0.5, 0.5], rho=np.inf, gamma=1)
