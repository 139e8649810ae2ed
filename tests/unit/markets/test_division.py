"""How far to divide a job: the closed form, the market's limit, and the workshop behind both."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.allocation import optimum
from fitbreadth.markets.best_team import best_team, critical_cost, optimal_size
from fitbreadth.markets.division import Technology, coordination, gross, output
from fitbreadth.markets.workshop import productivity, work

technologies = st.builds(
    lambda A, H, gamma, theta, lam, more: Technology(A, H, gamma, theta, lam, theta + more),
    st.floats(0.5, 5),
    st.floats(0.5, 10),
    st.floats(0, 1),
    st.floats(0.1, 1),
    st.floats(0.02, 2),
    st.floats(0.5, 2),
)


class TestTechnology:
    def test_by_hand(self):
        # 4 * 9^(1/2) * n - 2 n^2 at n = 1, 3, 6
        simple = Technology(A=4, H=9, gamma=0.5, theta=1, lam=2, beta=2)
        np.testing.assert_allclose(output([1, 3, 6], technology=simple), [10, 18, 0], atol=1e-12)
        assert optimal_size(simple) == pytest.approx(3, rel=1e-12)
        assert best_team(simple).size == 3

    def test_published_form(self):
        assert optimal_size(Technology()) == pytest.approx(40.625, abs=5e-4)

    @given(technologies)
    def test_is_at_the_top(self, technology):
        top = optimal_size(technology)
        best = output([top], technology=technology)[0]
        for off in (0.5, 0.9, 0.99, 1.01, 1.1, 2):
            assert output([top * off], technology=technology)[0] < best

    @given(technologies)
    def test_whole_team_is_the_best_of_all_that_were_tried(self, technology):
        found = best_team(technology)
        sizes = np.arange(1, max(2 * found.size, 50))
        tried = output(sizes, technology=technology)
        assert found.output == pytest.approx(tried.max(), rel=1e-12)
        # y at n itself is flat to rounding where two sizes are equally good
        assert tried[found.size - 1] == pytest.approx(tried.max(), rel=1e-12)

    @given(technologies, st.integers(1, 30))
    def test_market_limits(self, technology, market):
        free, held = best_team(technology), best_team(technology, market=market)
        assert held.size == min(free.size, market)
        assert (held.limit == "market") == (market < free.size)
        sizes = np.arange(1, market + 1)
        assert held.output == pytest.approx(output(sizes, technology=technology).max(), rel=1e-12)

    @given(technologies)
    def test_elasticities(self, technology):
        t = technology
        base = np.log(optimal_size(t))
        wiser = Technology(t.A, t.H * 1.1, t.gamma, t.theta, t.lam, t.beta)
        dearer = Technology(t.A, t.H, t.gamma, t.theta, t.lam * 1.1, t.beta)
        power = 1 / (t.beta - t.theta)
        in_knowledge = (np.log(optimal_size(wiser)) - base) / np.log(1.1)
        in_cost = (np.log(optimal_size(dearer)) - base) / np.log(1.1)
        assert in_knowledge == pytest.approx(t.gamma * power, abs=1e-9)
        assert in_cost == pytest.approx(-power, abs=1e-9)

    @given(technologies)
    def test_beyond_the_critical_cost_everybody_does_everything(self, technology):
        t = technology
        edge = critical_cost(t)
        at, over = (Technology(t.A, t.H, t.gamma, t.theta, edge * f, t.beta) for f in (1, 1.2))
        assert optimal_size(at) == pytest.approx(1, rel=1e-9)
        assert optimal_size(over) < 1
        assert best_team(over).size == 1
        assert best_team(over).limit == "coordination"

    def test_coordination_for_pairs(self):
        # beta = 1: n (n - 1)/2 talks at 2 lam each, over n heads, and lam more for everybody
        lam, n = 0.3, np.arange(1, 20)
        talks = n * (n - 1) / 2 * 2 * lam / n + lam
        found = coordination(n, technology=Technology(lam=lam, beta=1))
        np.testing.assert_allclose(found, talks, rtol=1e-12)

    @pytest.mark.parametrize(
        ("lam", "beta", "theta", "market"), [(1e-300, 1.1, 0.4, 10**15), (0.05, 2.0001, 2, 10)]
    )
    def test_a_market_holds_even_a_team_too_large_for_a_float(self, lam, beta, theta, market):
        technology = Technology(lam=lam, beta=beta, theta=theta)
        with pytest.raises(ValueError, match="technology must have a best size"):
            optimal_size(technology)
        found = best_team(technology, market=market)
        assert (found.size, found.limit) == (market, "market")
        assert found.output == output([market], technology=technology)[0]

    def test_a_team_too_small_for_a_float_is_one(self):
        found = best_team(Technology(lam=1e300))
        assert (found.size, found.limit) == (1, "coordination")

    @pytest.mark.parametrize(("ideal", "limit"), [(40.2, "coordination"), (40.8, "market")])
    def test_a_market_of_forty_holds_only_who_would_be_forty_one(self, ideal, limit):
        # n* is a power -1/(beta - theta) of lam
        start = Technology()
        lam = start.lam * (optimal_size(start) / ideal) ** (start.beta - start.theta)
        found = best_team(Technology(lam=lam), market=40)
        assert (found.size, found.limit) == (40, limit)

    def test_huge_market_is_as_good_as_none(self):
        assert best_team(Technology(), market=10**15) == best_team(Technology())


class TestWorkshop:
    def test_by_hand(self):
        # theta = 1: half of the time is learnt, half worked; one with all four tasks has time 1
        # for each: 1/4. Two have time 2 each: 1 per product and half of it a head
        alone, two = (work(n, tasks=4, theta=1) for n in (1, 2))
        assert alone.output == pytest.approx(1 / 4, rel=1e-9)
        assert two.output == pytest.approx(1 / 2, rel=1e-9)
        assert alone.learning == pytest.approx(1 / 2, abs=1e-6)

    @given(st.sampled_from([1, 2, 3, 4, 6, 12, 60, 120, 720]), st.floats(0.05, 2))
    def test_yields_the_formula_of_the_team(self, n, theta):
        d, H, gamma = 1.7, 3.0, 0.5
        made = work(n, tasks=720, theta=theta, d=d, H=H, gamma=gamma)
        reduced = Technology(
            A=productivity(theta, d=d), H=H, gamma=gamma, theta=theta, lam=1, beta=theta + 1
        )
        assert made.output == pytest.approx(gross([n], technology=reduced)[0], rel=1e-7)
        assert made.learning == pytest.approx(theta / (1 + theta), abs=1e-4)

    @given(st.integers(1, 60), st.floats(0.1, 1.5))
    def test_tasks_that_do_not_divide_hold_the_team_up(self, n, theta):
        # the slow reference: everybody by herself, and the task done least counts
        tasks = 60
        loads = [tasks // n + (i < tasks % n) for i in range(n)]
        best = theta**theta / (1 + theta) ** (1 + theta)
        finished = min(best * (tasks / load) ** (1 + theta) for load in loads)
        made = work(n, tasks=tasks, theta=theta)
        assert made.tasks == max(loads)
        assert made.output == pytest.approx(finished / n, rel=1e-7)
        assert made.output <= productivity(theta) * n**theta * (1 + 1e-7)

    def test_theorem_says_spread_alone_and_specialise_in_trade(self):
        theta = 0.4
        tasks, bend = np.full(5, 0.2), 1 / (1 + theta)
        alone = optimum(tasks, rho=-np.inf, gamma=bend)
        np.testing.assert_allclose(alone.shares, 0.2)
        trade = optimum(tasks, rho=1, gamma=bend)
        assert trade.kappa == pytest.approx(1 + theta)
        assert trade.regime == "corner"
        # five who trade: each task is done by one, and gets five times the time
        assert trade.levels.max() / alone.levels.min() == pytest.approx(5 ** (1 + theta))
        five, one = (work(n, tasks=5, theta=theta).output for n in (5, 1))
        assert 5 * five / one == pytest.approx(5 ** (1 + theta), rel=1e-7)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: Technology(A=0), ValueError, "A must be .* > 0, got 0"),
        (lambda: Technology(H=-1), ValueError, "H must be .* > 0, got -1"),
        (lambda: Technology(gamma=-1), ValueError, "gamma must be .* >= 0, got -1"),
        (lambda: Technology(theta=0), ValueError, "theta must be .* > 0, got 0"),
        (lambda: Technology(lam=0), ValueError, "lam must be .* > 0, got 0"),
        (lambda: Technology(beta=0.4), ValueError, "beta must be .* > 0.4, got 0.4"),
        (lambda: gross([0], technology=Technology()), ValueError, "n must be"),
        (lambda: gross([1], technology=None), TypeError, "technology must be a Technology"),
        (lambda: coordination([1e300], technology=Technology(beta=2)), ValueError, "fit a float"),
        (lambda: output([1], technology=1), TypeError, "technology must be a Technology"),
        (lambda: optimal_size(None), TypeError, "technology must be a Technology"),
        (
            lambda: optimal_size(Technology(beta=0.4001)),
            ValueError,
            "technology must have a best size .* beta=0.4001",
        ),
        (lambda: critical_cost(None), TypeError, "technology must be a Technology"),
        (lambda: best_team(Technology(), market=0), ValueError, "market must be an integer"),
        (lambda: optimal_size(Technology(lam=1e-300)), ValueError, "best size .* lam=1e-300"),
        (lambda: best_team(Technology(lam=1e-300)), ValueError, "technology must keep the best"),
        (lambda: best_team(Technology(gamma=1e308)), ValueError, "technology must keep the best"),
        (lambda: critical_cost(Technology(gamma=1e308)), ValueError, "fit a float"),
        (lambda: best_team(Technology(lam=1e-20)), ValueError, "technology must keep the best"),
        (lambda: work(0, tasks=3, theta=1), ValueError, "n must be an integer"),
        (lambda: work(4, tasks=3, theta=1), ValueError, r"n must be an integer in \[1, 3\], got 4"),
        (lambda: work(1, tasks=0, theta=1), ValueError, "tasks must be an integer"),
        (lambda: work(1, tasks=3, theta=0), ValueError, "theta must be .* > 0"),
        (lambda: work(1, tasks=3, theta=1, d=0), ValueError, "d must be"),
        (lambda: work(1, tasks=3, theta=1, H=0), ValueError, "H must be"),
        (lambda: work(1, tasks=3, theta=1, gamma=-1), ValueError, "gamma must be"),
        (lambda: work(1, tasks=3, theta=1, H=1e308, gamma=2), ValueError, "d, H and gamma must"),
        (lambda: work(1, tasks=3, theta=1, H=1e308, d=1e308, gamma=1), ValueError, "got d=1e"),
        (lambda: work(1, tasks=3, theta=1, d=1e308), ValueError, "d, H and gamma must"),
        (lambda: productivity(0), ValueError, "theta must be"),
        (lambda: productivity(1, d=0), ValueError, "d must be"),
    ],
)
def test_refuses(call, error, message):
    with pytest.raises(error, match=message):
        call()
