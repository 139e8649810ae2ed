"""A fixed enzyme budget: the community through time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.biology.enzymes import simulate
from fitbreadth.biology.hull import coexist
from fitbreadth.biology.stationary import stationary

from .samples import TRIANGLE, communities


def ten_species(supply, seed=3):
    """Ten strategies on three resources around a supply: some mixture of them is the supply."""
    alpha = np.random.default_rng(seed).dirichlet([1.5] * 3, 10)
    return np.vstack([alpha[:9], 0.4 * np.array(supply) + 0.6 * alpha[9]])


def euler(alpha, supply, n0, delta, until, steps=40_000):
    """The rate equation as the paper writes it, in many small steps."""
    n, dt = list(n0), until / steps
    for _ in range(steps):
        r = [S / sum(n[s] * alpha[s][i] for s in range(len(n))) for i, S in enumerate(supply)]
        growth = [sum(a * r_i for a, r_i in zip(alpha[s], r, strict=True)) for s in range(len(n))]
        n = [n_s * (1 + dt * (g - delta)) for n_s, g in zip(n, growth, strict=True)]
    return n


class TestSimulate:
    def test_by_hand(self):
        # one consumer eats all: dn/dt = S - delta n, whatever its enzymes
        run = simulate([[0.3, 0.7]], supply=[1, 2], n0=[0.5], times=[0, 0.5, 2], delta=2)
        exact = 1.5 + (0.5 - 1.5) * np.exp(-2 * np.array([0, 0.5, 2]))
        np.testing.assert_allclose(run.n[:, 0], exact, rtol=1e-7)
        np.testing.assert_allclose(run.r, np.outer(1 / exact, [1 / 0.3, 2 / 0.7]), rtol=1e-7)

    def test_agrees_with_small_steps(self):
        n0, supply = [0.2, 0.5, 0.1], [0.9, 0.4, 1.1]
        run = simulate(TRIANGLE, supply=supply, n0=n0, times=[0, 3], delta=1.3)
        slow = euler(TRIANGLE, supply, n0, 1.3, 3)
        np.testing.assert_allclose(run.n[-1], slow, rtol=1e-3)

    @given(communities(), st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0.1, 10))
    @settings(max_examples=40, deadline=None)
    def test_total_is_told_by_supply_and_dilution_alone(self, community, total, delta, E):
        alpha, p = community
        t = np.array([0, 0.3, 2, 10]) / delta
        run = simulate(E * alpha, supply=total * p, n0=np.ones(len(alpha)), times=t, delta=delta)
        end = total / delta
        exact = end + (len(alpha) - end) * np.exp(-delta * t)
        np.testing.assert_allclose(run.n.sum(axis=1), exact, rtol=1e-6)

    @given(communities(least=4))
    @settings(max_examples=40, deadline=None)
    def test_consumers_alike_in_the_mean_keep_their_ratio(self, community):
        # v alpha = 0 leaves sum v ln n alone: history is never forgotten inside the hull
        alpha, p = community
        run = simulate(alpha, supply=p, n0=np.arange(1, len(alpha) + 1), times=[0, 4])
        for v in np.linalg.svd(alpha.T)[2][np.linalg.matrix_rank(alpha) :]:
            before, after = np.log(run.n) @ v
            assert after == pytest.approx(before, abs=1e-5)

    @given(communities())
    @settings(max_examples=40, deadline=None)
    def test_selection_climbs(self, community):
        alpha, p = community
        run = simulate(
            alpha, supply=p, n0=np.full(len(alpha), 1 / len(alpha)), times=np.linspace(0, 20, 30)
        )
        F = np.log(run.n @ alpha) @ p - run.n.sum(axis=1)
        assert np.all(np.diff(F) > -1e-7)

    def test_the_absent_stay_absent_and_the_unsupplied_is_not_there(self):
        run = simulate(TRIANGLE, supply=[1, 1, 0], n0=[1, 0, 1], times=[0, 5])
        assert np.all(run.n[:, 1] == 0)
        assert np.all(run.r[:, 2] == 0)
        without = simulate(np.array(TRIANGLE)[[0, 2], :2], supply=[1, 1], n0=[1, 1], times=[0, 5])
        np.testing.assert_allclose(run.n[:, [0, 2]], without.n, rtol=1e-6)

    def test_starts_from_almost_nothing(self):
        run = simulate(TRIANGLE, supply=[1, 1, 1], n0=[1e-80] * 3, times=[0, 2000])
        np.testing.assert_allclose(run.r[-1], 1, rtol=1e-6)

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"alpha": [[1, -1], [0, 1]]}, ValueError, "alpha .* got -1 in row 0, column 1"),
            ({"alpha": [[1, np.nan], [0, 1]]}, ValueError, "alpha .* got nan in row 0, column 1"),
            ({"alpha": [[1, 0], [1]]}, ValueError, "alpha .* different lengths"),
            ({"alpha": [1, 0]}, ValueError, r"alpha .* got shape \(2,\)"),
            ({"alpha": [["a", "b"]]}, TypeError, "alpha .* got entries of type"),
            ({"alpha": [[0, 0], [0, 0]]}, ValueError, "alpha .* not all 0"),
            ({"supply": [1, 1, 1]}, ValueError, "supply must have 2 entries, got 3"),
            ({"supply": [1, -1]}, ValueError, "supply .* got -1.0 at position 1"),
            ({"supply": [0, 0]}, ValueError, "supply must have a finite sum > 0"),
            ({"n0": [1]}, ValueError, "n0 must have 2 entries, got 1"),
            ({"n0": [1, -2]}, ValueError, "n0 .* got -2.0 at position 1"),
            ({"n0": [1, 0]}, ValueError, "supply must be 0 of what no .* 1.0 of resource 1"),
            ({"n0": [0, 0]}, ValueError, "supply must be 0 of what no consumer present eats"),
            ({"n0": [1e-300, 1]}, ValueError, "n0 must hold enough enzymes alpha for the supply"),
            ({"times": [0]}, ValueError, "times must increase from 0"),
            ({"times": [1, 2]}, ValueError, "times must increase from 0"),
            ({"times": [0, 2, 2]}, ValueError, "times must increase from 0"),
            ({"delta": 0}, ValueError, "delta must be a finite number > 0, got 0"),
        ],
    )
    def test_refuses(self, arguments, error, message):
        call = {"alpha": [[1, 0], [0, 1]], "supply": [1, 1], "n0": [1, 1], "times": [0, 1]}
        call |= arguments
        with pytest.raises(error, match=message):
            simulate(call.pop("alpha"), **call)

    def test_a_run_that_leaves_the_floats_ends_in_an_error_that_names_them(self):
        with pytest.raises(ValueError, match=r"alpha=.*supply=.*n0=.*delta=.*not finite"):
            simulate([[1]], supply=[1e300], n0=[1e308], times=[0, 1e11], delta=1e-10)


class TestPublished:
    """Ten species on three resources, as in the paper."""

    supply = (0.25, 0.45, 0.3)

    @pytest.mark.parametrize(
        "seed", [3, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (4, 5, 6))]
    )
    def test_inside_all_stay(self, seed):
        alpha = ten_species(self.supply, seed)
        assert coexist(alpha, supply=self.supply)
        run = simulate(alpha, supply=self.supply, n0=[0.1] * 10, times=[0, 2000])
        assert run.n[-1].min() > 1e-3
        np.testing.assert_allclose(run.r[-1], 1, atol=1e-6)
        assert run.n[-1].sum() == pytest.approx(1, abs=1e-6)

    def test_inside_the_start_decides_who_is_common_and_nothing_else(self):
        alpha = ten_species(self.supply)
        few, many = (
            simulate(alpha, supply=self.supply, n0=n0, times=[0, 2000])
            for n0 in ([0.1] * 10, np.arange(1, 11) / 5)
        )
        assert np.abs(few.n[-1] - many.n[-1]).max() > 0.05
        np.testing.assert_allclose(few.n[-1] @ alpha, many.n[-1] @ alpha, atol=1e-6)

    def test_outside_few_stay(self):
        alpha, outside = ten_species(self.supply), [0.96, 0.02, 0.02]
        assert not coexist(alpha, supply=outside)
        run = simulate(alpha, supply=outside, n0=[0.1] * 10, times=[0, 5000])
        assert np.count_nonzero(run.n[-1] > 1e-6) <= 2
        assert np.abs(run.r[-1] - 1).max() > 0.05
        np.testing.assert_allclose(run.r[-1], stationary(alpha, supply=outside).r, rtol=1e-4)

    @pytest.mark.parametrize("E", [0.5, 4])
    def test_budgets_other_than_one(self, E):
        # r = delta/E, and the total S/delta does not know E
        end = stationary(E * np.array(TRIANGLE), supply=[2, 3, 2.5], delta=0.8)
        np.testing.assert_allclose(end.r, 0.8 / E, rtol=1e-6)
        assert end.total == pytest.approx(7.5 / 0.8)
