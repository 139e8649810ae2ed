"""Power means, Rényi divergences and effective numbers of tasks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logsumexp
from scipy.stats import entropy
from strategies import distributions, pairs

from fitbreadth.divergence import breadth, power_mean, renyi
from fitbreadth.escort import escort

P = np.array([0.5, 0.3, 0.15, 0.05])


S = np.array([0.1, 0.2, 0.3, 0.4])


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
