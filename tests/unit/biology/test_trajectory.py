"""Competing species through time, against small steps and closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.biology.lotka_volterra import invasion_growth
from fitbreadth.biology.trajectory import logistic, simulate

from .samples import EFFECT, RATE, ROOM, competitors, densities, matrix_of


def misfit(n, alpha, K):
    """MacArthur's quadratic, which symmetric competition descends."""
    return n @ alpha @ n / 2 - K @ n


class TestSimulate:
    def test_one_species_is_logistic(self):
        t = np.linspace(0, 12, 25)
        found = simulate([0.02], alpha=[[1]], K=3, r=0.8, t=t).n[:, 0]
        np.testing.assert_allclose(found, logistic(t, n0=0.02, K=3, r=0.8), rtol=1e-5)

    def test_agrees_with_small_steps(self):
        # the slow reference: explicit Euler, halved twice and extrapolated
        def euler(steps):
            n = np.array([0.3, 1.0, 0.2])
            for _ in range(steps):
                n = n + 5 / steps * RATE * n * (1 - EFFECT @ n / ROOM)
            return n

        reference = 2 * euler(8000) - euler(4000)
        found = simulate([0.3, 1.0, 0.2], alpha=EFFECT, K=ROOM, r=RATE, t=[5]).n[0]
        np.testing.assert_allclose(found, reference, rtol=1e-5)

    @pytest.mark.parametrize(
        ("a12", "a21", "start", "persists"),
        [
            (0.5, 0.7, (0.1, 0.1), (True, True)),
            (0.5, 1.4, (0.001, 1), (True, False)),
            (1.4, 0.5, (1, 0.001), (False, True)),
            (1.4, 1.6, (0.6, 0.2), (True, False)),
            (1.4, 1.6, (0.2, 0.6), (False, True)),
        ],
    )
    def test_the_four_outcomes_of_two_species(self, a12, a21, start, persists):
        # Volterra's table for K = 1: coexistence, either wins, first come first served
        run = simulate(start, alpha=[[1, a12], [a21, 1]], K=1, t=[0, 500])
        assert tuple(run.persisting()) == persists

    @settings(max_examples=25, deadline=None)
    @given(densities, competitors)
    def test_densities_stay_within_what_each_could_reach_alone(self, n0, entries):
        t = np.linspace(0, 50, 20)
        n = simulate(n0, alpha=matrix_of(entries), K=ROOM, r=RATE, t=t).n
        assert (n >= 0).all()
        assert (n <= np.maximum(n0, ROOM) * (1 + 1e-5)).all()

    @settings(max_examples=25, deadline=None)
    @given(densities, competitors, st.floats(0.1, 10), st.floats(0.2, 5))
    def test_units_do_not_matter(self, n0, entries, scale, speed):
        t, alpha = np.array([0.5, 3, 10]), matrix_of(entries)
        plain = simulate(n0, alpha=alpha, K=ROOM, r=RATE, t=t).n
        scaled = simulate(
            np.multiply(n0, scale), alpha=alpha, K=ROOM * scale, r=RATE * speed, t=t / speed
        ).n
        np.testing.assert_allclose(scaled, plain * scale, rtol=1e-4, atol=1e-12)

    @settings(max_examples=25, deadline=None)
    @given(densities, st.lists(st.floats(0, 1.5), min_size=3, max_size=3))
    def test_symmetric_competition_descends_macarthurs_quadratic(self, n0, entries):
        alpha = np.eye(3)
        alpha[np.triu_indices(3, 1)] = entries
        alpha = np.maximum(alpha, alpha.T)
        run = simulate(n0, alpha=alpha, K=ROOM, r=RATE, t=np.linspace(0, 20, 30))
        values = [misfit(n, alpha, ROOM) for n in run.n]
        assert np.diff(values).max() < 1e-5

    def test_who_is_absent_stays_absent_and_presses_on_nobody(self):
        run = simulate([0.1, 0, 0.2], alpha=EFFECT, K=ROOM, r=RATE, t=[0, 1, 5])
        pair = simulate([0.1, 0.2], alpha=EFFECT[::2, ::2], K=ROOM[::2], r=RATE[::2], t=[0, 1, 5])
        assert (run.n[:, 1] == 0).all()
        np.testing.assert_array_equal(run.n[:, ::2], pair.n)
        assert (simulate([0, 0], alpha=np.eye(2), K=1, t=[1]).n == 0).all()

    def test_a_loser_fades_at_its_invasion_growth(self):
        alpha = np.array([[1, 0.5], [1.4, 1]])
        n = simulate([1, 1], alpha=alpha, K=1, t=[100, 1000]).n
        slope = (np.log(n[1, 1]) - np.log(n[0, 1])) / 900
        assert n[1, 1] < 1e-160
        assert slope == pytest.approx(invasion_growth(1, alpha=alpha, K=1), rel=1e-4)

    @pytest.mark.parametrize("help_", [-1.5, -40])
    def test_mutual_help_without_bound_is_an_error(self, help_):
        with pytest.raises(ValueError, match=r"alpha, K and r must keep .* without bound"):
            simulate([1, 1], alpha=[[1, help_], [help_, 1]], K=1, t=np.linspace(0, 100, 11))

    def test_weak_mutual_help_is_fine(self):
        ends = simulate([1, 1], alpha=[[1, -0.5], [-0.5, 1]], K=1, t=[200]).n[-1]
        np.testing.assert_allclose(ends, [2, 2], rtol=1e-5)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"n0": [1, -1]}, "n0 must be .* >= 0, got -1.0 at position 1"),
            ({"n0": [1, 1, 1]}, "alpha must be a square matrix .* 3 by 3, got shape"),
            ({"alpha": [[1, 0]]}, "alpha must be a square matrix"),
            ({"alpha": [[1, 0], [1]]}, "alpha must be .* rows of different lengths"),
            ({"alpha": [[1, np.nan], [0, 1]]}, "got nan in row 0, column 1"),
            ({"K": 0}, "K must be a finite number > 0, got 0"),
            ({"K": [1, 2, 3]}, "K must have 2 entries, got 3"),
            ({"K": [1, 1e-320]}, "K must keep r / K . alpha finite"),
            ({"r": [1, -1]}, "r must be .* > 0, got -1.0 at position 1"),
            ({"t": [0]}, "t must increase and end after 0"),
            ({"t": [2, 1]}, "t must increase and end after 0"),
            ({"t": [-1, 1]}, "t must be .* >= 0, got -1.0"),
        ],
    )
    def test_refuses(self, change, message):
        call = {"n0": [1, 1], "alpha": np.eye(2), "K": 1, "t": [1], **change}
        with pytest.raises(ValueError, match=message):
            simulate(call.pop("n0"), **call)

    def test_persisting_refuses(self):
        with pytest.raises(ValueError, match="share must be a finite number"):
            simulate([1], alpha=[[1]], K=1, t=[1]).persisting(1)


class TestLogistic:
    @given(st.floats(0.01, 10), st.floats(0.1, 10), st.floats(0.1, 3))
    def test_solves_its_equation(self, n0, K, r):
        t, step = 1.3, 1e-5
        low, mid, high = logistic([t - step, t, t + step], n0=n0, K=K, r=r)
        assert (high - low) / (2 * step) == pytest.approx(r * mid * (1 - mid / K), abs=1e-5 * K)

    def test_refuses(self):
        with pytest.raises(ValueError, match="n0 must be a finite number > 0, got 0"):
            logistic([1], n0=0, K=1)
