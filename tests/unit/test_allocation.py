"""The allocation theorem: misfit is a Rényi divergence, and kappa = 1 is where breadth ends."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import logsumexp
from scipy.stats import entropy

from fitbreadth.allocation import (
    breadth,
    escort,
    kappa,
    misfit,
    misfit_law,
    optimal_value,
    optimum,
    power_mean,
    renyi,
)

P = np.array([0.5, 0.3, 0.15, 0.05])
S = np.array([0.1, 0.2, 0.3, 0.4])
# rho < 0, = 0 and > 0 with strong, linear and weak trade-offs, all with kappa < 1
INTERIOR = [(1, 2), (0.5, 1), (0, 1), (0, 0.5), (-1, 1), (-2, 0.5), (0.4, 0.5)]
CORNERS = [(2, 1), (1, 0.8)]


@st.composite
def distributions(draw, *, size=None, low=0.01):
    n = size or draw(st.integers(2, 6))
    entries = st.floats(low, 1)
    raw = np.array(draw(st.lists(entries, min_size=n, max_size=n)))
    assume(raw.sum() > 0)
    return raw / raw.sum()


@st.composite
def pairs(draw):
    r = draw(distributions())
    return r, draw(distributions(size=r.size))


class TestPowerMean:
    @pytest.mark.parametrize(
        ("rho", "mean"),
        [(-np.inf, 1), (-1, 1.6), (0, 2), (0.5, 2.25), (1, 2.5), (2, 8.5**0.5), (np.inf, 4)],
    )
    def test_by_hand(self, rho, mean):
        assert power_mean([1, 4], [0.5, 0.5], rho) == pytest.approx(mean, rel=1e-15)

    @given(pairs(), st.floats(-50, 50), st.floats(-50, 50))
    def test_rises_with_its_order(self, pair, a, b):
        x, p = pair
        low, high = sorted((a, b))
        assert power_mean(x, p, low) <= power_mean(x, p, high) * (1 + 1e-12)

    @given(pairs(), st.floats(-30, 30).filter(lambda rho: abs(rho) > 1e-3))
    def test_is_its_definition(self, pair, rho):
        x, p = pair
        plain = np.exp(logsumexp(rho * np.log(x), b=p) / rho)
        assert power_mean(x, p, rho) == pytest.approx(plain, rel=1e-11)

    @pytest.mark.parametrize("rho", [1e-300, 1e-12, -1e-12, 1e-9])
    def test_is_continuous_at_zero(self, rho):
        assert power_mean(S, P, rho) == pytest.approx(power_mean(S, P, 0), rel=1e-8)

    @pytest.mark.parametrize(("rho", "end"), [(1e4, 4), (-1e4, 1), (1e308, 4), (-1e308, 1)])
    def test_large_orders_reach_the_ends_without_overflow(self, rho, end):
        assert power_mean([1, 4], [0.5, 0.5], rho) == pytest.approx(end, rel=1e-4)

    def test_a_level_of_zero_ruins_from_order_zero_down(self):
        assert [power_mean([0, 4], [0.5, 0.5], rho) for rho in (-1, 0, 1)] == [0, 0, 2]

    def test_only_the_support_counts(self):
        assert power_mean([0, 4, 9], [0, 1, 0], -3) == pytest.approx(4, rel=1e-15)
        assert power_mean([0, 4, 9], [0, 1, 0], np.inf) == pytest.approx(4, rel=1e-15)

    def test_survives_levels_whose_powers_overflow(self):
        assert power_mean([1e200, 1e-200], [0.5, 0.5], 3) == pytest.approx(1e200 * 0.5 ** (1 / 3))


class TestRenyi:
    @pytest.mark.parametrize(
        ("order", "value"),
        [
            (0, 0),
            (0.5, -2 * np.log(np.sqrt(1 / 8) + np.sqrt(3 / 8))),
            (1, np.log(2 / np.sqrt(3))),
            (2, np.log(4 / 3)),
            (np.inf, np.log(2)),
        ],
    )
    def test_by_hand(self, order, value):
        assert renyi([0.5, 0.5], [0.25, 0.75], order) == pytest.approx(value, abs=1e-15)

    @given(pairs())
    def test_order_one_is_the_relative_entropy(self, pair):
        assert renyi(*pair) == pytest.approx(entropy(*pair), abs=1e-12)

    @given(pairs(), st.floats(0, 20), st.floats(0, 20))
    def test_is_non_negative_and_rises_with_its_order(self, pair, a, b):
        low, high = sorted((a, b))
        assert 0 <= renyi(*pair, low) <= renyi(*pair, high) + 1e-12

    @given(pairs(), st.floats(0.05, 0.95))
    def test_skew_symmetry(self, pair, order):
        # van Erven and Harremoës 2014, proposition 2
        r, s = pair
        swapped = order / (1 - order) * renyi(s, r, 1 - order)
        assert renyi(r, s, order) == pytest.approx(swapped, rel=1e-9, abs=1e-12)

    @given(distributions(), st.floats(0, 20))
    def test_is_zero_at_equality(self, r, order):
        assert renyi(r, r, order) == pytest.approx(0, abs=1e-12)

    def test_supports(self):
        r, s = [0.5, 0.5, 0], [0.5, 0, 0.5]
        assert renyi(r, s, 0) == pytest.approx(np.log(2))
        assert renyi(r, s, 0.5) == pytest.approx(2 * np.log(2))
        assert renyi(r, s, 1) == renyi(r, s, 2) == renyi(r, s, np.inf) == np.inf
        assert renyi([1, 0], [0, 1], 0.5) == renyi([1, 0], [0, 1], 0) == np.inf
        assert renyi([1, 0], [0.5, 0.5], np.inf) == pytest.approx(np.log(2))

    @pytest.mark.parametrize("order", [-0.1, -np.inf, np.nan])
    def test_refuses_an_order_below_zero(self, order):
        with pytest.raises(ValueError, match="order must be a"):
            renyi(P, S, order)

    def test_refuses_unequal_lengths(self):
        with pytest.raises(ValueError, match="s must have 4 entries, got 2"):
            renyi(P, [0.5, 0.5])


class TestBreadth:
    def test_by_hand(self):
        assert breadth([1, 0, 0]) == 1
        assert breadth([0.5, 0.5, 0]) == pytest.approx(2)
        assert breadth([0.5, 0.25, 0.25]) == pytest.approx(2**1.5)
        assert breadth([0.5, 0.25, 0.25], 2) == pytest.approx(8 / 3)
        assert breadth([0.5, 0.25, 0.25], np.inf) == pytest.approx(2)
        assert breadth([0.5, 0.5, 0], 0) == pytest.approx(2)

    @given(distributions(low=0), st.floats(0, 20))
    def test_lies_between_one_and_n(self, s, order):
        assert 1 - 1e-12 <= breadth(s, order) <= s.size * (1 + 1e-12)

    @given(distributions(), st.floats(0, 20))
    def test_is_what_is_left_of_n_after_the_misfit_to_uniform(self, s, order):
        uniform = np.full(s.size, 1 / s.size)
        plain = s.size * np.exp(-renyi(s, uniform, order))
        assert breadth(s, order) == pytest.approx(plain, rel=1e-11)

    def test_of_the_ideal_allocation_falls_as_kappa_rises(self):
        values = [breadth(escort(P, k)) for k in (-np.inf, -5, -1, 0, 0.5, 0.9, 0.999)]
        assert values[0] == pytest.approx(4)
        assert np.all(np.diff(values) < 0)
        assert values[-1] == pytest.approx(1, abs=1e-9)


class TestEscort:
    def test_by_hand(self):
        np.testing.assert_allclose(escort([0.8, 0.2], 0.5), [16 / 17, 1 / 17], rtol=1e-15)
        np.testing.assert_allclose(escort([0.8, 0.2], -1), [2 / 3, 1 / 3], rtol=1e-15)

    def test_kappa_zero_is_kelly(self):
        np.testing.assert_allclose(escort(P, 0), P, rtol=1e-15)

    def test_limits(self):
        np.testing.assert_allclose(escort([0.7, 0.3, 0], -np.inf), [0.5, 0.5, 0])
        np.testing.assert_allclose(escort([0.7, 0.3, 0], -1e12), [0.5, 0.5, 0], atol=1e-11)
        np.testing.assert_allclose(escort(P, 1 - 1e-12), [1, 0, 0, 0])
        np.testing.assert_allclose(escort([0.4, 0.4, 0.2], 1 - 1e-12), [0.5, 0.5, 0])

    def test_is_stable_where_powers_underflow(self):
        p = np.array([1 - 1e-300, 1e-300, 0])
        np.testing.assert_allclose(escort(p, -1), [1, 1e-150, 0], rtol=1e-12)

    @given(distributions(), st.floats(-20, 0.95))
    def test_log_shares_are_log_probabilities_scaled(self, p, k):
        r = escort(p, k)
        assert r.sum() == pytest.approx(1)
        slopes = np.log(r / r[0]) * (1 - k)
        np.testing.assert_allclose(slopes, np.log(p / p[0]), atol=1e-9)

    @pytest.mark.parametrize("k", [1, 1.25, 2, np.inf])
    def test_refuses_the_corner_and_names_it(self, k):
        with pytest.raises(ValueError, match=r"kappa must be < 1 .* corner, all on task 1"):
            escort([0.3, 0.6, 0.1], k)


class TestOptimum:
    @pytest.mark.parametrize(("rho", "gamma"), INTERIOR)
    @pytest.mark.parametrize("budget", [0.5, 3.0])
    def test_agrees_with_a_general_optimiser(self, rho, gamma, budget):
        # an independent search over the simplex, by softmax coordinates
        def shortfall(z):
            u = budget * np.exp(z - logsumexp(z))
            x = u ** (1 / gamma)
            return -(P @ np.log(x) if rho == 0 else np.log(P @ x**rho) / rho)

        found = minimize(shortfall, np.zeros(4), method="BFGS", options={"gtol": 1e-9})
        best = optimum(P, rho=rho, gamma=gamma, budget=budget)
        assert best.regime == "interior"
        assert np.log(best.value) == pytest.approx(-found.fun, abs=1e-9)
        np.testing.assert_allclose(best.shares, np.exp(found.x - logsumexp(found.x)), atol=1e-4)

    @pytest.mark.parametrize(("rho", "gamma"), CORNERS)
    def test_above_kappa_one_the_best_of_many_starts_is_the_corner(self, rho, gamma):
        def shortfall(x):
            return -(P @ np.abs(x) ** rho)

        limit = {"type": "ineq", "fun": lambda x: 2 - np.sum(np.abs(x) ** gamma)}
        starts = np.random.default_rng(1).dirichlet(np.ones(4), size=20)
        runs = [
            minimize(shortfall, s, bounds=[(1e-9, None)] * 4, constraints=limit, method="SLSQP")
            for s in np.vstack([starts, np.eye(4)])
        ]
        best = optimum(P, rho=rho, gamma=gamma, budget=2)
        feasible = [-r.fun for r in runs if limit["fun"](r.x) > -1e-6]
        assert max(feasible) == pytest.approx(best.value**rho, rel=1e-5)
        assert best.regime == "corner"
        np.testing.assert_array_equal(best.shares, [1, 0, 0, 0])

    @given(pairs(), st.floats(-5, 5), st.floats(0.2, 3), st.floats(0.1, 100))
    def test_no_allocation_does_better(self, pair, rho, gamma, budget):
        p, s = pair
        best = optimum(p, rho=rho, gamma=gamma, budget=budget)
        assert np.sum(best.levels**gamma) == pytest.approx(budget)
        assert best.value == pytest.approx(power_mean(best.levels, p, rho), rel=1e-10)
        other = power_mean((budget * s) ** (1 / gamma), p, rho)
        assert other <= best.value * (1 + 1e-10)

    @given(distributions(), st.floats(-5, 5), st.floats(0.2, 3), st.floats(0.1, 100))
    def test_value_is_the_closed_form(self, p, rho, gamma, budget):
        assume(not 0.999 < rho / gamma < 1)
        best = optimum(p, rho=rho, gamma=gamma, budget=budget)
        law = optimal_value(p, rho=rho, gamma=gamma, budget=budget)
        assert best.value == pytest.approx(law, rel=1e-9)

    def test_by_hand(self):
        kelly = optimum([0.5, 0.25, 0.25], rho=0, gamma=1, budget=4)
        np.testing.assert_allclose(kelly.levels, [2, 1, 1])
        assert kelly.value == pytest.approx(2**0.5)
        worst_case = optimum([0.9, 0.1], rho=-np.inf, gamma=1, budget=4)
        np.testing.assert_allclose(worst_case.levels, [2, 2])
        assert (worst_case.value, worst_case.kappa) == (pytest.approx(2), -np.inf)
        corner = optimum([0.75, 0.25], rho=2, gamma=1, budget=4)
        np.testing.assert_allclose(corner.levels, [4, 0])
        assert corner.value == pytest.approx(4 * 0.75**0.5)
        winner_takes_all = optimum([0.75, 0.25], rho=np.inf, gamma=1, budget=4)
        assert winner_takes_all.value == pytest.approx(4)
        assert winner_takes_all.regime == "corner"

    def test_kappa_one_is_linear_and_neutral_among_modes(self):
        best = optimum([0.4, 0.4, 0.2], rho=2, gamma=2, budget=9)
        assert best.regime == "linear"
        np.testing.assert_allclose(best.shares, [0.5, 0.5, 0])
        for split in ([1, 0, 0], [0.3, 0.7, 0]):
            assert misfit([0.4, 0.4, 0.2], split, 2, 2) == pytest.approx(0, abs=1e-12)
        assert misfit([0.4, 0.4, 0.2], [0.4, 0.4, 0.2], 2, 2) > 0.05

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"rho": 0, "gamma": 0}, "gamma must be a finite number > 0, got 0"),
            ({"rho": 0, "gamma": np.inf}, "gamma must be a finite"),
            ({"rho": np.nan, "gamma": 1}, "rho must be a real number or infinite, got nan"),
            ({"rho": 0, "gamma": 1, "budget": 0}, "budget must be a finite number > 0, got 0"),
            ({"rho": 0, "gamma": 1e-3, "budget": 10}, "gamma must be large enough"),
        ],
    )
    def test_refuses(self, arguments, message):
        for function in (optimum, optimal_value):
            with pytest.raises(ValueError, match=message):
                function(P, **arguments)

    def test_refuses_wrong_types(self):
        with pytest.raises(TypeError, match="rho must be a real number or infinite, got '1'"):
            optimum(P, rho="1", gamma=1)
        with pytest.raises(TypeError, match="rho must be a real"):
            kappa(np.array([1.0, 2.0]), 1)
        with pytest.raises(ValueError, match=r"p must sum to 1, got a sum of 0\.9"):
            optimum([0.5, 0.4], rho=0, gamma=1)


class TestMisfit:
    @pytest.mark.parametrize(("rho", "gamma"), INTERIOR)
    def test_law(self, rho, gamma):
        assert misfit(P, S, rho, gamma) == pytest.approx(misfit_law(P, S, rho, gamma), abs=1e-12)
        assert misfit(P, S, rho, gamma) > 0.1

    @given(
        pairs(), st.floats(-5, 2).filter(lambda rho: rho == 0 or abs(rho) > 1e-3), st.floats(0.2, 3)
    )
    def test_law_everywhere_below_one(self, pair, rho, gamma):
        assume(rho / gamma < 0.95)
        p, s = pair
        direct, law = misfit(p, s, rho, gamma), misfit_law(p, s, rho, gamma)
        assert direct == pytest.approx(law, rel=1e-9, abs=1e-10)

    def test_kelly_is_kl(self):
        assert misfit(P, S, 0, 1) == pytest.approx(entropy(P, S), abs=1e-12)
        assert misfit_law(P, S, 0, 1) == pytest.approx(entropy(P, S), abs=1e-12)

    def test_worst_case_limit(self):
        # maximin: uniform levels 1/4 against the smallest share 1/10
        assert misfit(P, S, -np.inf, 1) == pytest.approx(np.log(2.5))
        assert misfit_law(P, S, -np.inf, 1) == pytest.approx(np.log(2.5))

    def test_by_hand(self):
        # harmonic mean of shares (1/4, 3/4): 3/8 against the best, 1/2
        assert misfit([0.5, 0.5], [0.25, 0.75], -1, 1) == pytest.approx(np.log(4 / 3))

    @pytest.mark.parametrize(("rho", "infinite"), [(-1, True), (0, True), (0.5, False)])
    def test_an_unserved_task_is_fatal_up_to_kappa_zero(self, rho, infinite):
        s = [0.5, 0.5, 0, 0]
        assert np.isinf(misfit(P, s, rho, 1)) == infinite
        assert misfit(P, s, rho, 1) == pytest.approx(misfit_law(P, s, rho, 1), abs=1e-12)

    @pytest.mark.parametrize(("rho", "gamma"), CORNERS)
    def test_above_one_all_in_beats_every_mixture(self, rho, gamma):
        assert misfit(P, [1, 0, 0, 0], rho, gamma) == pytest.approx(0, abs=1e-15)
        for s in [*np.random.default_rng(2).dirichlet(np.ones(4), size=50), *np.eye(4)[1:]]:
            assert misfit(P, s, rho, gamma) > 0
        with pytest.raises(ValueError, match="kappa must be < 1"):
            misfit_law(P, S, rho, gamma)

    def test_fit_beats_breadth_as_far_as_the_ideal_is_concentrated(self):
        # the specialist's misfit and the uniform generalist's cross as kappa rises
        specialist, generalist = np.array([0.97, 0.01, 0.01, 0.01]), np.full(4, 0.25)
        gap = [misfit(P, generalist, k, 1) - misfit(P, specialist, k, 1) for k in (-1, 0, 0.9, 2)]
        assert gap[0] < gap[1] < 0 < gap[2] < gap[3]

    def test_refuses_unequal_lengths(self):
        with pytest.raises(ValueError, match="s must have 4 entries, got 2"):
            misfit(P, [0.5, 0.5], 0, 1)
