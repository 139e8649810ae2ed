"""Seeds that wait: growth in the long run, and Cohen's optimum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from fitbreadth.biology.bet_hedging import (
    growth,
    growth_of_the_mean,
    multiplication,
    optimal_fraction,
)

chances = st.floats(0, 1)
inner = st.floats(0.02, 0.98)
harvests = st.floats(0.1, 50)
survivals = st.floats(0.05, 1)
PLANT = {"p": 0.6, "Y": 5.0, "V": 0.8}


class TestGrowth:
    def test_by_hand(self):
        # half the seeds sprout: 0.5 * 4 + 0.5 * 0.5 = 2.25 in a good year, 0.25 in a bad one
        assert growth([0.5], p=0.5, Y=4, V=0.5)[0] == pytest.approx(0.5 * np.log(2.25 * 0.25))
        np.testing.assert_allclose(multiplication([0.5], Y=4, V=0.5), [[2.25], [0.25]])

    @given(chances, harvests, survivals)
    def test_at_the_ends(self, p, Y, V):
        none, all_of_them = growth([0, 1], p=p, Y=Y, V=V)
        assert none == pytest.approx(np.log(V), abs=1e-12)
        assert all_of_them == (np.log(Y) if p == 1 else -np.inf)

    @given(inner, inner, st.floats(0.05, 0.95), inner, harvests, survivals)
    def test_is_concave(self, g, h, weight, p, Y, V):
        mixed = weight * g + (1 - weight) * h
        at_g, at_h, at_mixed = growth([g, h, mixed], p=p, Y=Y, V=V)
        assert at_mixed >= weight * at_g + (1 - weight) * at_h - 1e-9

    @given(inner, inner, harvests, survivals)
    def test_never_beats_the_growth_of_the_mean(self, g, p, Y, V):
        assert growth([g], p=p, Y=Y, V=V) <= growth_of_the_mean([g], p=p, Y=Y, V=V) + 1e-12

    def test_the_arithmetic_mean_is_best_with_all_seeds_out(self):
        g = np.linspace(0, 1, 21)
        assert growth_of_the_mean(g, **PLANT).argmax() == 20
        assert growth_of_the_mean([1], **PLANT)[0] == pytest.approx(np.log(0.6 * 5))
        assert growth(g, **PLANT).argmin() == 20


class TestOptimum:
    def test_reference_number(self):
        # the reference numbers of the chapter: 0.52381 = 11/21
        assert optimal_fraction(0.6, Y=5, V=0.8) == pytest.approx(11 / 21, abs=1e-12)

    @given(inner, harvests, survivals)
    def test_a_general_optimiser_finds_nothing_better(self, p, Y, V):
        best = optimal_fraction(p, Y=Y, V=V)
        found = minimize_scalar(
            lambda g: -growth([g], p=p, Y=Y, V=V)[0],
            bounds=(0, 1 - 1e-9),
            method="bounded",
            options={"xatol": 1e-10},
        )
        assert growth([best], p=p, Y=Y, V=V)[0] >= -found.fun - 1e-9

    def test_argmax_on_a_fine_grid(self):
        g = np.linspace(0, 0.9999, 10_000)
        assert g[growth(g, **PLANT).argmax()] == pytest.approx(11 / 21, abs=1e-4)

    @pytest.mark.parametrize(
        ("p", "Y", "V", "fraction"),
        [(0.16, 5, 0.8, 0), (0.1, 5, 0.8, 0), (1, 5, 0.8, 1), (0.9, 0.5, 0.8, 0), (0, 9, 1, 0)],
    )
    def test_when_none_or_all(self, p, Y, V, fraction):
        assert optimal_fraction(p, Y=Y, V=V) == fraction

    @given(inner, harvests, survivals)
    def test_bet_is_never_everything_while_years_can_fail(self, p, Y, V):
        assert 0 <= optimal_fraction(p, Y=Y, V=V) < 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: growth([1.2], **PLANT), r"g must lie in \[0, 1\], got 1.2 at position 0"),
        (lambda: growth([-0.1], **PLANT), "g must be .* >= 0, got -0.1"),
        (lambda: growth([0.5], p=1.1, Y=5, V=0.8), r"p must be .* in \[0, 1\], got 1.1"),
        (lambda: growth([0.5], p=0.5, Y=0, V=0.8), "Y must be .* > 0, got 0"),
        (lambda: growth([0.5], p=0.5, Y=5, V=0), "V must be .* <= 1, got 0"),
        (lambda: growth([0.5], p=0.5, Y=5, V=1.5), "V must be .* <= 1, got 1.5"),
        (lambda: growth([0.5], p=np.nan, Y=5, V=1), "p must be .* got nan"),
        (lambda: optimal_fraction(-0.1, Y=5, V=0.8), "p must be"),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_refuses_what_is_no_number():
    with pytest.raises(TypeError, match="p must be"):
        growth([0.5], p="often", Y=5, V=0.8)
