"""Bells are locally a power curve, have the same border, and cross it in another way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.levins import centre_curvature, log_viability
from fitbreadth.biology.peaks import fine_optimum, peaks
from fitbreadth.biology.trade_off import best_split, fitness_set
from fitbreadth.convergence.niche_bend import local_exponent, local_kappa
from fitbreadth.convergence.niche_shape import bell_place, found_place, power_place

KAPPAS = st.floats(0.01, 30)


def slope_and_bend(x, y):
    """First and second derivative of y against x in the middle of evenly spaced points."""
    fit = np.polynomial.Polynomial.fit(x - x[x.size // 2], y, 4).convert().coef
    return fit[1], 2 * fit[2]


@pytest.mark.parametrize("d", [1.0, 1.7, 2.0, 3.0])
def test_midway_bells_have_the_slope_and_the_bend_of_the_power_curve(d):
    gamma = local_exponent(d)
    z = np.linspace(-0.01, 0.01, 41)
    bells = np.exp(log_viability(z, optima=[-d / 2, d / 2]))
    power = fitness_set(0.5 + z, gamma=gamma)
    # what is compared does not hang on the unit of fitness: relative to the middle
    bells, power = bells / bells[20], power / power[20]
    slope, bend = slope_and_bend(*bells.T)
    assert slope == pytest.approx(-1, abs=1e-6)
    # by hand: on x^g + y^g = 2, y'' = 2 (1 - g) at (1, 1)
    assert bend == pytest.approx(2 * (1 - gamma), abs=1e-4)
    other_slope, other_bend = slope_and_bend(*power.T)
    assert (other_slope, other_bend) == pytest.approx((slope, bend), abs=1e-4)


def test_bells_are_a_parabola_in_logs_and_the_power_curve_is_not():
    d, z = 2.6, np.linspace(-2, 2, 9)
    logs = log_viability(z, optima=[-d / 2, d / 2])
    both, tilt = logs.sum(axis=1), logs[:, 1] - logs[:, 0]
    gamma = local_exponent(d)
    np.testing.assert_allclose(both - both[4], -gamma / 4 * tilt**2, atol=1e-12)
    logs = np.log(fitness_set(np.linspace(0.1, 0.9, 9), gamma=gamma))
    both, tilt = logs.sum(axis=1), logs[:, 1] - logs[:, 0]
    law = -2 / gamma * np.log(np.cosh(gamma * tilt / 2))
    np.testing.assert_allclose(both - both[4], law, atol=1e-12)


def test_border_is_that_of_levins():
    assert local_kappa(2 * 3.0, sigma=3.0) == 1
    for d in (1.9, 2.1):
        assert (local_kappa(d) > 1) == (centre_curvature(d, habitats=2) > 0)
    # a coarse grain has no border: one compromise at any distance
    assert local_kappa(50, rho=0) == 0
    assert peaks([-25, 25], p=[0.5, 0.5], grain="coarse").best == pytest.approx([0])


def test_known_place():
    # the book's worked number: d = 2.5 gives z = 1.09967
    assert bell_place(local_kappa(2.5)) * 1.25 == pytest.approx(1.09967, abs=5e-6)
    # by hand: m = 1/2 solves m = tanh(k m) at k = 2 artanh(1/2) = ln 3
    assert bell_place(np.log(3)) == pytest.approx(0.5)
    # on the power curve at kappa = 1/2 shares go as squares: .8 : .2 become 16 : 1
    assert power_place(0.5, p=0.8) == pytest.approx(15 / 17)


@given(kappa=KAPPAS, p=st.floats(0.5, 0.99))
def test_place_solves_the_equation_and_is_the_largest(kappa, p):
    m, h = bell_place(kappa, p=p), np.log(p / (1 - p)) / 2
    assert m == pytest.approx(np.tanh(kappa * m + h), abs=1e-9)
    beyond = np.linspace(min(m + 1e-6, 1), 1, 200)
    assert (np.tanh(kappa * beyond + h) <= beyond + 1e-12).all()


@given(kappa=KAPPAS)
def test_agrees_with_the_fine_optimum_of_biology(kappa):
    d = 2 * np.sqrt(kappa)
    assert bell_place(kappa) == pytest.approx(2 * fine_optimum(d) / d, abs=1e-6)


@pytest.mark.parametrize("p", [0.5, 0.55, 0.8])
@pytest.mark.parametrize("kappa", [0.3, 0.9, 1.2, 2.0, 4.0])
def test_search_finds_the_theory(kappa, p):
    assert found_place(kappa, p=p) == pytest.approx(bell_place(kappa, p=p), abs=1e-7)
    split = best_split([p, 1 - p], gamma=1 / kappa, grain="fine").shares
    assert power_place(kappa, p=p) == pytest.approx(split[0] - split[1])


def test_one_climbs_and_the_other_jumps():
    for over in (1e-4, 1e-3):
        assert bell_place(1 + over) == pytest.approx(np.sqrt(3 * over), rel=2e-3)
        assert power_place(1 + over) == 1
        assert power_place(1 - over) == bell_place(1 - over) == 0
    assert 1 - bell_place(6) == pytest.approx(2 * np.exp(-12), rel=1e-3)


@given(kappa=st.floats(0.05, 0.9))
def test_a_slight_lean_moves_both_alike(kappa):
    p = 0.5 + 1e-6
    first = np.log(p / (1 - p)) / 2 / (1 - kappa)
    assert bell_place(kappa, p=p) == pytest.approx(first, rel=1e-4)
    assert power_place(kappa, p=p) == pytest.approx(first, rel=1e-4)


@given(kappa=st.floats(0.05, 0.95), p=st.floats(0.51, 0.95))
def test_up_to_the_border_bells_keep_nearer_to_the_middle(kappa, p):
    assert bell_place(kappa, p=p) <= power_place(kappa, p=p) + 1e-12


def test_closed_form_of_the_power_curve():
    for kappa, p in ((0.3, 0.6), (0.8, 0.55), (0.0, 0.9)):
        h = np.log(p / (1 - p)) / 2
        assert power_place(kappa, p=p) == pytest.approx(np.tanh(h / (1 - kappa)))


@pytest.mark.parametrize("function", [bell_place, power_place, found_place])
def test_refuses_nonsense(function):
    with pytest.raises(ValueError, match="kappa must be"):
        function(-1.0)
    with pytest.raises(TypeError, match="kappa must be"):
        function("1")
    with pytest.raises(ValueError, match="p must be"):
        function(1.0, p=0.4)
    with pytest.raises(ValueError, match="p must be"):
        function(1.0, p=1.0)


def test_refuses_nonsense_about_distances():
    with pytest.raises(ValueError, match="d must be"):
        local_exponent(0)
    with pytest.raises(ValueError, match="sigma must be"):
        local_kappa(1, sigma=0)
    with pytest.raises(ValueError, match="rho must be"):
        local_kappa(1, rho=np.nan)
