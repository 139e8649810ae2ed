"""Niche width in time: the two-by-two of grain and swing, and who lives longer."""

from itertools import product
from math import exp, inf, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.markets.hazards import death_rate, even_swing
from fitbreadth.markets.mortality import Business, survival, yearly
from fitbreadth.markets.mortality_runs import live
from fitbreadth.markets.restaurants import advantage, critical_swing, performance

swings = st.floats(0, 5)


class TestTable:
    def test_by_hand(self):
        # one spell a year: (0 - v^2/2)/2 - ln g
        assert advantage(2, spells=1, g=0.5) == pytest.approx(-1 + log(2))
        assert advantage(2, spells=None, g=0.5) == pytest.approx(log(1 + exp(-2)))

    def test_published_table(self):
        # Freeman and Hannan: generalists are favoured where grain is coarse and swings are large
        signs = {
            (grain, size): advantage(v, spells=M) > 0
            for (grain, M), (size, v) in product(
                [("fine", 52), ("coarse", 1)], [("small", 0.5), ("large", 2.5)]
            )
        }
        assert signs == {
            ("fine", "small"): True,
            ("fine", "large"): True,
            ("coarse", "small"): True,
            ("coarse", "large"): False,
        }

    @given(swings, st.floats(0.01, 0.5))
    def test_below_half_a_fine_grain_favours_specialists(self, v, g):
        # regardless of the swing, as published; at g = 1/2 by less and less
        assert advantage(v, spells=None, g=g) >= -1e-12

    @given(st.floats(0.51, 0.99))
    def test_above_half_it_does_not(self, g):
        v = critical_swing(None, g=g)
        assert advantage(v * 1.01, spells=None, g=g) < 0 < advantage(v * 0.99, spells=None, g=g)

    @given(swings, st.integers(1, 50))
    def test_finer_grain_favours_specialists(self, v, spells):
        few, more = (advantage(v, spells=M) for M in (spells, spells + 1))
        assert few <= more + 1e-12 <= advantage(v, spells=None) + 2e-12

    @given(st.floats(0.05, 0.95))
    def test_one_spell_has_a_closed_form(self, g):
        assert critical_swing(1, g=g) == pytest.approx(2 * sqrt(-log(g)), rel=1e-9)

    @pytest.mark.parametrize("spells", [2, 4, 12])
    def test_critical_swing_turns_the_sign(self, spells):
        v = critical_swing(spells)
        assert advantage(v - 1e-6, spells=spells) > 0 > advantage(v + 1e-6, spells=spells)

    def test_there_may_be_none(self):
        assert critical_swing(None, g=0.5) == inf
        assert critical_swing(100) == inf


def walk(odds, M, T, business, runs, rng):
    """Follow specialists one at a time, each in its own city; return how many are open."""
    open_after = np.zeros(T + 1)
    for _ in range(runs):
        reserve = business.ceiling
        for t in range(T + 1):
            open_after[t] += 1
            results = [odds.a if rng.random() < 0.5 else odds.b for _ in range(M)]
            reserve += log(sum(results) / M / business.break_even) + rng.normal(0, business.noise)
            reserve = min(reserve, business.ceiling)
            if reserve < 0 or rng.random() < business.accident:
                break
    return open_after / runs


class TestSurvival:
    def test_by_hand_in_the_first_year(self):
        # from the ceiling R, P(R + ln(g/c) + sigma e < 0) with R = 1, g = c, sigma = 1: Phi(-1)
        shop = Business(break_even=0.45, ceiling=1, noise=1, accident=0.5)
        found = survival(performance(1), spells=1, years=1, business=shop)[1]
        np.testing.assert_allclose(found, [1, 0.5 * 0.8413447], atol=1e-7)

    def test_years_by_hand(self):
        W, odds = yearly(performance(2), spells=2)
        np.testing.assert_allclose(W, [exp(-2), (1 + exp(-2)) / 2, 1])
        np.testing.assert_allclose(odds, [0.25, 0.5, 0.25])

    def test_agrees_with_walks(self):
        # 4 binomial standard errors at six years: false alarm 6 * 6e-5
        odds, shop, runs = performance(2), Business(), 4000
        found = walk(odds, 2, 6, shop, runs, np.random.default_rng(8))
        theory = survival(odds, spells=2, years=6)[0]
        error = np.sqrt(theory * (1 - theory) / runs)
        assert np.all(np.abs(found - theory) <= 4 * error)

    @settings(max_examples=15)
    @given(st.floats(0.1, 3), st.sampled_from([1, 3, 12]))
    def test_does_not_depend_on_its_cells(self, v, spells):
        coarse, fine = (
            survival(performance(v), spells=spells, years=20, cells=n) for n in (100, 250)
        )
        np.testing.assert_allclose(coarse, fine, atol=1e-4)
        assert np.all(np.diff(fine) <= 0)

    def test_accidents_alone_are_a_constant_rate(self):
        shop = Business(break_even=0.01, ceiling=5, noise=0.1, accident=0.03)
        alive = survival(performance(0.1), spells=4, years=10, business=shop)
        np.testing.assert_allclose(alive, np.broadcast_to(0.97 ** np.arange(11), (2, 11)))
        np.testing.assert_allclose(death_rate(alive), 0.03)

    @pytest.mark.parametrize("spells", [1, 2, 4])
    def test_even_swing_turns_who_dies_and_comes_before_growth_turns(self, spells):
        v = even_swing(spells, years=20)
        for swing, sign in ((v - 0.01, -1), (v + 0.01, 1)):
            first, second = death_rate(survival(performance(swing), spells=spells, years=20))
            assert np.sign(first - second) == sign
        assert v < critical_swing(spells)

    def test_even_swing_has_two_ends(self):
        assert even_swing(52, years=20) == inf
        # a generalist that is all but as good as a specialist, and no worse off by luck
        assert even_swing(1, years=20, g=1 - 1e-12, cells=20) < 0.01


class TestLives:
    @pytest.mark.parametrize("seed", [5, pytest.param(6, marks=pytest.mark.slow)])
    @pytest.mark.parametrize(("v", "spells"), [(0.5, 52), (2.5, 52), (0.5, 1), (2.5, 1)])
    def test_agree_with_theory_in_all_four_cells(self, v, spells, seed):
        # cities are independent: 4 standard errors of the share alive, over 400 of them, after 5
        # and 20 years; false alarm 6e-5 each. A share of almost nobody has no normal error, so
        # one organisation in all cities is let pass
        lives = live(
            performance(v), spells=spells, years=20, cities=400, organisations=25, seed=seed
        )
        theory = survival(performance(v), spells=spells, years=20)
        for year in (5, 20):
            shares = lives.alive[:, :, year] / 25
            error = shares.std(axis=1, ddof=1) / 20
            assert np.all(np.abs(shares.mean(axis=1) - theory[:, year]) < 4 * error + 1e-4)

    def test_generalists_live_longer_in_one_cell_of_four(self):
        for v, spells in product((0.5, 2.5), (1, 52)):
            lives = live(
                performance(v), spells=spells, years=20, cities=100, organisations=50, seed=1
            )
            specialist, generalist = lives.death_rates
            assert (generalist < specialist) == (v == 2.5 and spells == 1)

    def test_a_city_shares_its_weather(self):
        # same odds for each, but with one weather for all in a city fates are tied together
        lives = live(performance(2.5), spells=1, years=4, cities=400, organisations=50, seed=2)
        specialist, generalist = lives.alive[:, :, 4] / 50
        p = specialist.mean()
        assert specialist.var() > 5 * p * (1 - p) / 50
        assert generalist.var() < 2 * generalist.mean() * (1 - generalist.mean()) / 50

    @settings(max_examples=20)
    @given(swings, st.integers(1, 60), st.integers(0, 10**6))
    def test_nobody_comes_back(self, v, spells, seed):
        lives = live(performance(v), spells=spells, years=5, cities=3, organisations=10, seed=seed)
        assert np.all(np.diff(lives.alive) <= 0)
        assert np.all((lives.performance > 0) & (lives.performance <= 1))


ODDS = performance(1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: performance(-1), r"swing must be a finite number in \[0, 30.0\], got -1"),
        (lambda: performance(1, g=1), "g must be a finite number > 0 and < 1, got 1"),
        (lambda: advantage(1, spells=0), "spells must be an integer"),
        (lambda: yearly(ODDS, spells=0), r"spells must be an integer in \[1, 1000\], got 0"),
        (lambda: survival(ODDS, spells=1, years=0), "years must be an integer in .* got 0"),
        (lambda: survival(ODDS, spells=1, years=2, cells=2), "cells must be an integer in"),
        (lambda: Business(noise=0), "noise must be a finite number in .* got 0"),
        (lambda: Business(ceiling=0), "ceiling must be a finite number"),
        (lambda: Business(accident=1), "accident must be a finite number"),
        (lambda: death_rate([0, 0]), r"alive must begin above 0 and hold a year .* got \[0, 0\]"),
        (lambda: death_rate([1]), "alive must begin above 0"),
        (
            lambda: live(ODDS, spells=1, years=1, cities=0, organisations=1, seed=1),
            "cities must be an integer >= 1, got 0",
        ),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_refuses_other_things():
    with pytest.raises(TypeError, match="business must be a Business, got None"):
        survival(ODDS, spells=1, years=1, business=None)
    with pytest.raises(TypeError, match="business must be a Business, got 3"):
        live(ODDS, spells=1, years=1, cities=1, organisations=1, seed=1, business=3)
    with pytest.raises(TypeError, match="payoffs must be a Payoffs, got 1"):
        yearly(1, spells=1)
