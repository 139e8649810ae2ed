"""The allocation theorem: misfit is a Rényi divergence, and kappa = 1 is where breadth ends."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import logsumexp
from scipy.stats import entropy
from strategies import distributions, pairs

from fitbreadth.allocation import kappa, misfit, misfit_law, optimal_value, optimum, power_mean

P = np.array([0.5, 0.3, 0.15, 0.05])


S = np.array([0.1, 0.2, 0.3, 0.4])


# rho < 0, = 0 and > 0 with strong, linear and weak trade-offs, all with kappa < 1
INTERIOR = [(1, 2), (0.5, 1), (0, 1), (0, 0.5), (-1, 1), (-2, 0.5), (0.4, 0.5)]


CORNERS = [(2, 1), (1, 0.8)]


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
