"""Two specialists under demand that swings from one kind to the other."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.customers import arrivals
from fitbreadth.markets.queue_runs import generalists, specialists
from fitbreadth.markets.queues import break_even_speed, mean_sojourn
from fitbreadth.markets.seasons import seasonal_break_even, specialists_sojourn

shares = st.floats(0, 1)
loads = st.floats(0.05, 0.95)


def truncated_chain(rho, s, v, T, most=400):
    """Solve the balance of (customers there, season) for one desk, up to ``most`` customers."""
    Q = np.zeros((2 * most, 2 * most))
    for n in range(most):
        for season, rate in enumerate((rho * (1 + v), rho * (1 - v))):
            here = 2 * n + season
            Q[here, 2 * n + 1 - season] = 1 / T
            if n < most - 1:
                Q[here, here + 2] = rate
            if n:
                Q[here, here - 2] = s
    Q -= np.diag(Q.sum(axis=1))
    balance = Q.T.copy()
    balance[-1] = 1
    p = np.linalg.solve(balance, np.append(np.zeros(2 * most - 1), 1))
    return p @ np.repeat(np.arange(most), 2) / rho


class TestSojourn:
    def test_by_hand_in_endless_seasons(self):
        # rates 0.75 and 0.25 against speed 1.25: times 2 and 1 for 3/4 and 1/4 of customers
        found = specialists_sojourn(0.5, speed=1.25, swing=0.5, season=inf)
        assert found == pytest.approx(0.75 * 2 + 0.25 * 1)

    @pytest.mark.parametrize(
        "setting",
        [(0.5, 1.25, 0.6, 0.1), (0.5, 1.25, 0.6, 10), (0.8, 1.1, 0.5, 30), (0.3, 1, 1, 5)],
    )
    def test_agrees_with_the_balance_of_a_chain(self, setting):
        rho, s, v, T = setting
        found = specialists_sojourn(rho, speed=s, swing=v, season=T)
        assert found == pytest.approx(truncated_chain(*setting), rel=1e-8)

    @given(loads, st.floats(1, 2), shares)
    def test_short_seasons_average_out_and_long_ones_do_not(self, rho, s, v):
        calm = mean_sojourn(1, load=rho, speed=s)
        short = specialists_sojourn(rho, speed=s, swing=v, season=1e-6)
        assert short == pytest.approx(calm, rel=1e-4)
        if s > rho * (1 + v) * 1.1:
            long = specialists_sojourn(rho, speed=s, swing=v, season=1e6)
            limit = specialists_sojourn(rho, speed=s, swing=v, season=inf)
            assert long == pytest.approx(limit, rel=1e-3)

    @given(loads, st.floats(1, 2), st.floats(0.1, 1), st.floats(0.01, 1000), st.floats(1.1, 10))
    def test_longer_seasons_are_worse(self, rho, s, v, season, factor):
        times = [
            specialists_sojourn(rho, speed=s, swing=v, season=T) for T in (season, season * factor)
        ]
        assert 1 / (s - rho) <= times[0] * (1 + 1e-9) <= times[1] * (1 + 2e-9)

    @pytest.mark.parametrize("seed", [3, pytest.param(4, marks=pytest.mark.slow)])
    @pytest.mark.parametrize(("v", "T"), [(0.6, 0.2), (0.6, 30.0), (1.0, 30.0)])
    def test_agrees_with_simulation(self, v, T, seed):
        # 4 standard errors of 200 runs: false alarm 6e-5 each. The first 800 customers, 27
        # seasons of 30, are left out
        demand = arrivals(0.5, customers=4000, runs=200, seed=seed, swing=v, season=T)
        for found, theory in (
            (
                specialists(demand, speed=1.3),
                specialists_sojourn(0.5, speed=1.3, swing=v, season=T),
            ),
            (generalists(demand), 4 / 3),
        ):
            times = found.mean(warm_up=800)
            assert abs(times.mean() - theory) < 4 * times.std(ddof=1) / np.sqrt(200)

    def test_endless_seasons_are_simulated_too(self):
        # each run keeps its season; 4 standard errors, false alarm 6e-5
        demand = arrivals(0.5, customers=3000, runs=300, seed=3, swing=0.6, season=inf)
        times = specialists(demand, speed=1.4).mean(warm_up=500)
        theory = specialists_sojourn(0.5, speed=1.4, swing=0.6, season=inf)
        assert abs(times.mean() - theory) < 4 * times.std(ddof=1) / np.sqrt(300)

    @pytest.mark.parametrize("season", [0.01, 1, 7, 30])
    @pytest.mark.parametrize("rho", [1e-10, 1e-8])
    def test_lies_between_short_and_endless_seasons(self, rho, season):
        found = specialists_sojourn(rho, speed=1.3, swing=1, season=season)
        endless = specialists_sojourn(rho, speed=1.3, swing=1, season=inf)
        assert 1 / (1.3 - rho) <= found <= endless


class TestBreakEven:
    @given(loads)
    def test_without_swing_it_is_the_old_threshold(self, rho):
        assert seasonal_break_even(rho, swing=0) == pytest.approx(break_even_speed(rho))

    @given(loads)
    def test_one_kind_at_a_time_doubles_the_load(self, rho):
        # all customers at one desk: s - 2 rho = 1 - rho^2
        assert seasonal_break_even(rho, swing=1) == pytest.approx(2 * rho + 1 - rho**2)

    @given(loads, shares, st.sampled_from([0.5, 20.0, 500.0, inf]))
    def test_is_where_both_are_as_fast(self, rho, v, T):
        s = seasonal_break_even(rho, swing=v, season=T)
        found = specialists_sojourn(rho, speed=s, swing=v, season=T)
        assert found == pytest.approx(mean_sojourn(2, load=rho), rel=1e-5)
        assert s >= break_even_speed(rho) - 1e-5
        assert np.isfinite(T) or s > rho * (1 + v)

    def test_rises_with_swing_and_season(self):
        found = np.array(
            [
                [seasonal_break_even(0.7, swing=v, season=T) for T in (1, 10, 100, inf)]
                for v in (0.2, 0.5, 0.8)
            ]
        )
        assert np.all(np.diff(found) > 0)
        assert np.all(np.diff(found, axis=0) > 0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"season": inf, "speed": 0.7}, "speed must exceed 0.8, or the queues grow for ever"),
        ({"speed": 0.5}, "speed must exceed 0.5, or the queues grow for ever"),
        ({"swing": 0.0, "speed": 0.5}, "load must be below speed"),
        ({"load": 0}, "load must be a finite number > 0, got 0"),
        ({"swing": 1.5}, r"swing must be a finite number in \[0, 1\], got 1.5"),
        ({"season": 1e9}, r"season must be in \[1e-6, 1e6\] or infinite, got 1000000000.0"),
        ({"season": np.nan}, "season must be a real number or infinite, got nan"),
        ({"season": -inf}, r"season must be in \[1e-6, 1e6\] or infinite, got -inf"),
        ({"speed": 1e-300, "load": 1e-301}, "speed must be a finite number in"),
        ({"load": 1e-13, "season": 1e6}, "lost in rounding"),
    ],
)
def test_refuses(changes, message):
    setting = {"load": 0.5, "speed": 1.25, "swing": 0.6, "season": 10.0} | changes
    with pytest.raises(ValueError, match=message):
        specialists_sojourn(setting.pop("load"), **setting)


def test_break_even_refuses_an_overload():
    with pytest.raises(ValueError, match="load must be a finite number > 0 and < 1, got 1"):
        seasonal_break_even(1, swing=0.5)


@pytest.mark.parametrize("swing", [0, 0.5])
@pytest.mark.parametrize(
    ("season", "error"), [(np.nan, ValueError), (-3, ValueError), ("x", TypeError)]
)
def test_break_even_refuses_a_season(swing, season, error):
    with pytest.raises(error, match=r"season must be .* or infinite, got"):
        seasonal_break_even(0.5, swing=swing, season=season)
