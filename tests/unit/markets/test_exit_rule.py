"""When to give up: backward induction against quadrature, bounds and limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import norm

from fitbreadth.markets.exit_rule import earliest_boundary, exit_rule, step_weights
from fitbreadth.markets.founding import entry_profit
from fitbreadth.markets.learning_firm import step_variance

noises = st.floats(0.3, 20)
patience = st.floats(0.5, 0.97)


class TestRule:
    def test_agrees_with_nested_quadrature(self):
        # impatient firms look three years ahead: beta^3/(1 - beta) * what is left to learn is
        # below 2e-3 then, and the boundary moves by less
        beta, s, years = 0.1, 2.0, 3
        sd = np.sqrt(step_variance(range(1, years + 1), s0=1, s=s))

        def stay(n, m):
            def later(z):
                return norm.pdf(z) * worth(n + 1, m + sd[n] * z)

            edge = (edges[n + 1] - m) / sd[n]
            return m + beta * quad(later, max(edge, -8), 8, epsabs=1e-7, epsrel=1e-7)[0]

        def worth(n, m):
            return max(0.0, m) / (1 - beta) if n == years else max(0.0, stay(n, m))

        edges = {years: 0.0}
        for n in (2, 1):
            edges[n] = brentq(lambda m, n=n: stay(n, m), -1, 0, xtol=1e-7)
        found = exit_rule(s=s, beta=beta, ages=3).boundary
        assert found[2] == pytest.approx(edges[2], abs=5e-4)
        assert found[1] == pytest.approx(edges[1], abs=2e-4)

    @settings(max_examples=15, deadline=None)
    @given(noises, patience)
    def test_boundary_rises_towards_break_even_above_its_bound(self, s, beta):
        found = exit_rule(s=s, beta=beta).boundary
        assert np.all(np.diff(found) > 0)
        assert np.all(found < 0)
        assert np.all(found > earliest_boundary(np.arange(31), s=s, beta=beta) - 1e-3)

    def test_does_not_depend_on_how_far_the_rule_is_followed(self):
        short, long = (exit_rule(s=2, beta=0.95, ages=ages).boundary for ages in (10, 150))
        np.testing.assert_allclose(short, long[:11], atol=5e-4)

    def test_money_has_no_scale(self):
        small, large = exit_rule(s=2), exit_rule(s=200, s0=100)
        np.testing.assert_allclose(large.boundary, 100 * small.boundary, rtol=1e-9)

    @pytest.mark.parametrize("scale", [1e-48, 1e48])
    def test_nor_has_it_where_squares_are_far_from_one(self, scale):
        found = exit_rule(s=2 * scale, s0=scale).boundary
        np.testing.assert_allclose(found / scale, exit_rule(s=2).boundary, rtol=1e-9)

    def test_the_patient_and_the_quick_to_learn_bear_more(self):
        first = [exit_rule(s=2, beta=beta).boundary[0] for beta in (0.5, 0.8, 0.9, 0.95)]
        assert np.all(np.diff(first) < 0)
        first = [exit_rule(s=s).boundary[0] for s in (0.5, 1, 2, 4, 8)]
        assert np.all(np.diff(first) > 0)

    def test_all_learnt_at_once_meets_the_bound(self):
        # s = s0/10: the first year leaves V_1 = 1/101
        found = exit_rule(s=0.1, beta=0.9, ages=1).boundary[0]
        bound = earliest_boundary([0], s=0.1, beta=0.9)[0]
        assert bound < found < bound + 0.01

    def test_no_simulated_firm_does_better_by_another_boundary(self):
        # the same 40000 lives under the rule and under it shifted, by 4 standard errors of the
        # difference. A year counts as what was expected of it: the same on average, with less luck
        rule = exit_rule(s=2, beta=0.9, ages=60)
        rng = np.random.default_rng(5)
        start = -0.3
        theta = start + rng.standard_normal(40_000)
        signals = theta[:, None] + 2 * rng.standard_normal((40_000, 60))
        precision = 1 + np.arange(1, 61) / 4
        belief = start + np.cumsum(signals - start, axis=1) / 4 / precision
        belief = np.column_stack([np.full(theta.size, start), belief])

        def earned(shift):
            stays = belief[:, :-1] >= np.minimum(rule.boundary + shift, start)[:-1]
            there = np.logical_and.accumulate(stays, axis=1)
            return (there * belief[:, :-1]) @ 0.9 ** np.arange(60)

        best = earned(0)
        for shift in (-0.6, -0.3, 0.25):
            gain = best - earned(shift)
            assert gain.mean() > 4 * gain.std() / np.sqrt(gain.size)
        # the value is what they earn, but for sixty years' end (0.9^60 * 10 * 1 < 0.02)
        value = np.interp(start, rule.belief, rule.value)
        assert abs(best.mean() - value) < 4 * best.std() / np.sqrt(best.size) + 0.02


class TestEntry:
    @pytest.mark.parametrize("cost", [0.01, 0.5, 1, 4, 20])
    def test_a_firm_is_worth_what_it_costs(self, cost):
        rule = exit_rule(s=2)
        start = entry_profit(rule, cost=cost)
        assert np.interp(start, rule.belief, rule.value) == pytest.approx(cost, abs=1e-6)

    @pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
    def test_a_cost_below_all_nodes_starts_between_the_boundary_and_the_first(self, part):
        # worth nothing at the boundary, and a straight line from there to the first node
        rule = exit_rule(s=2)
        first = int((rule.value > 0).argmax())
        edge, node = rule.boundary[0], rule.belief[first]
        start = entry_profit(rule, cost=part * rule.value[first])
        assert start == pytest.approx(edge + part * (node - edge), abs=1e-12)
        assert rule.belief[first - 1] <= edge < start < node

    def test_nothing_to_pay_starts_at_the_boundary(self):
        rule = exit_rule(s=2)
        assert entry_profit(rule, cost=0) == rule.boundary[0]

    def test_dear_firms_must_expect_the_interest(self):
        # so far up nobody thinks of leaving: value = m/(1 - beta)
        assert entry_profit(exit_rule(s=2), cost=50) == pytest.approx(5, abs=1e-4)


def test_steps_have_the_moments_of_a_gaussian():
    for sd in (0.1, 0.25, 1):
        w = step_weights(sd, 0.1)
        x = 0.1 * (np.arange(w.size) - w.size // 2)
        assert w.sum() == pytest.approx(1, rel=1e-12)
        assert w @ x**2 == pytest.approx(sd**2, rel=1e-6)
        assert w @ x**4 == pytest.approx(3 * sd**4, rel=1e-4)
    # a step too small for the grid is none
    assert step_weights(1e-300, 1).tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: exit_rule(s=0.05), ValueError, r"s must be .* in \[0.1, 100.0\], got 0.05"),
        (lambda: exit_rule(s=1, s0=0), ValueError, "s0 must be .* got 0"),
        (lambda: exit_rule(s=1e200, s0=1e200), ValueError, "s0 must be .* got 1e"),
        (lambda: exit_rule(s=1e-200, s0=1e-200), ValueError, "s0 must be .* got 1e"),
        (lambda: earliest_boundary([1], s=1e-200), ValueError, "s must be .* got 1e-200"),
        (lambda: exit_rule(s=1, beta=1), ValueError, "beta must be .*, got 1"),
        (lambda: exit_rule(s=1, ages=0), ValueError, "ages must be an integer .*, got 0"),
        (lambda: exit_rule(s=0.1, beta=0.99, ages=200), ValueError, "s must be large enough"),
        (lambda: earliest_boundary([-1], s=1), ValueError, "n must be a 1-d array"),
        (lambda: earliest_boundary([1], s=1, beta=0), ValueError, "beta must be .*, got 0"),
        (lambda: entry_profit(exit_rule(s=1), cost=-1), ValueError, "cost must be .*, got -1"),
        (lambda: entry_profit(exit_rule(s=1), cost=1e9), ValueError, "cost must be"),
        (lambda: entry_profit(None, cost=1), TypeError, "rule must be an ExitRule, got None"),
        (lambda: step_weights(0, 1), ValueError, "sd must be .* > 0, got 0"),
        (lambda: step_weights(1, 0), ValueError, "h must be .* > 0, got 0"),
        (lambda: step_weights(1, 1e-300), ValueError, "h must be at least .* got h=1e-300"),
    ],
)
def test_refuses(call, error, message):
    with pytest.raises(error, match=message):
        call()
