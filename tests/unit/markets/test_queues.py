"""Two specialists with a queue each against generalists who share one."""

import heapq

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.customers import Demand, arrivals
from fitbreadth.markets.queue_runs import generalists, specialists
from fitbreadth.markets.queues import (
    break_even_speed,
    idle_while_waiting,
    mean_sojourn,
    waiting_probability,
)

loads = st.floats(0.01, 0.98)


def birth_and_death(servers, load, speed):
    """Return P(all busy) and the mean time in the system, from the balance of a long chain."""
    n = np.arange(4000)
    with np.errstate(under="ignore"):
        steps = load * servers / (speed * np.minimum(n[1:], servers))
        p = np.exp(np.append(0, np.cumsum(np.log(steps))))
    p /= p.sum()
    return p[servers:].sum(), p @ n / (load * servers)


class TestTheory:
    def test_by_hand(self):
        # one server at half load: twice its service; two who share: 1/(1 - 1/4)
        assert mean_sojourn(1, load=0.5) == 2
        assert mean_sojourn(2, load=0.5) == pytest.approx(4 / 3, rel=1e-14)
        assert waiting_probability(1, load=0.3) == pytest.approx(0.3, rel=1e-14)
        assert idle_while_waiting(0.5, speed=1.0) == 0.25

    @given(loads)
    def test_closed_forms_for_two(self, rho):
        assert mean_sojourn(2, load=rho) == pytest.approx(1 / (1 - rho**2), rel=1e-12)
        s = break_even_speed(rho)
        assert s == pytest.approx(1 + rho * (1 - rho), rel=1e-12)
        assert s <= 1.25 + 1e-12
        assert mean_sojourn(1, load=rho, speed=s) == pytest.approx(mean_sojourn(2, load=rho))

    @given(loads, st.floats(0, 0.6))
    def test_faster_if_and_only_if_above_the_threshold(self, rho, extra):
        s = 1 + extra
        faster = mean_sojourn(1, load=rho, speed=s) < mean_sojourn(2, load=rho)
        if abs(s - break_even_speed(rho)) > 1e-9:
            assert faster == (s > 1 + rho * (1 - rho))

    @pytest.mark.parametrize(("servers", "load", "speed"), [(3, 0.7, 1.0), (10, 0.9, 1.1)])
    def test_agrees_with_the_balance_of_a_chain(self, servers, load, speed):
        waits, sojourn = birth_and_death(servers, load, speed)
        assert waiting_probability(servers, load=load, speed=speed) == pytest.approx(waits)
        assert mean_sojourn(servers, load=load, speed=speed) == pytest.approx(sojourn)

    def test_agrees_with_a_table_of_erlang_c(self):
        # 5 servers offered 4 erlangs: 0.5541 in the tables
        assert waiting_probability(5, load=0.8) == pytest.approx(0.5541, abs=5e-5)

    @given(loads, st.integers(1, 60))
    def test_scale_favours_pooling(self, rho, servers):
        few, more = (break_even_speed(rho, servers=n) for n in (servers, servers + 1))
        assert 1 - 1e-12 <= few <= more + 1e-12 <= 1 + rho + 2e-12

    def test_many_servers_leave_no_queue(self):
        assert break_even_speed(0.8, servers=20_000) == pytest.approx(1.8, abs=1e-9)

    @given(loads, st.floats(1, 3))
    def test_idle_at_most_eight_in_27(self, rho, s):
        a = rho / s
        one_idle, other_has_two = 1 - a, 1 - (1 - a) - a * (1 - a)
        found = idle_while_waiting(rho, speed=s)
        assert found == pytest.approx(2 * one_idle * other_has_two)
        assert found <= 8 / 27 + 1e-12

    def test_speed_is_a_unit_of_time(self):
        assert mean_sojourn(4, load=1.4, speed=2) == pytest.approx(mean_sojourn(4, load=0.7) / 2)


def event_simulation(demand, speed=None):
    """Serve one run by a calendar of events: with ``speed`` at own desks, without pooled."""
    gaps, kinds, work = demand.gaps[0], demand.kinds[0], demand.work[0]
    come = np.cumsum(gaps)
    events = [(t, 1, i) for i, t in enumerate(come)]
    heapq.heapify(events)
    free, queues = [True, True], [[], []]
    desk_of, left, stranded = {}, np.empty(come.size), np.zeros(come.size, bool)

    def start(i, desk, now):
        free[desk], desk_of[i] = False, desk
        heapq.heappush(events, (now + work[i] / (speed or 1), 0, i))

    while events:
        now, arrives, i = heapq.heappop(events)
        if arrives:
            if speed is None:
                open_desks = [desk for desk in (0, 1) if free[desk]]
                line = 0
            else:
                line = kinds[i]
                open_desks = [line] if free[line] else []
                stranded[i] = any(free[k] and queues[1 - k] for k in (0, 1))
            if open_desks:
                start(i, open_desks[0], now)
            else:
                queues[line].append(i)
        else:
            desk = desk_of[i]
            free[desk], left[i] = True, now
            line = 0 if speed is None else desk
            if queues[line]:
                start(queues[line].pop(0), desk, now)
    return left - come, stranded


class TestRuns:
    def test_by_hand(self):
        demand = Demand(
            np.array([[1.0, 0.5, 0.5, 3.0]]), np.array([[0, 0, 1, 0]]), np.array([[2.0, 1, 1, 1]])
        )
        # the second waits 1.5 for the first; the third walks up to a desk that was idle meanwhile
        own = specialists(demand, speed=1)
        np.testing.assert_allclose(own.sojourn, [[2, 2.5, 1, 1]])
        np.testing.assert_array_equal(own.stranded, [[False, False, True, False]])
        # pooled, the second takes the other desk, and the third waits half a unit for it
        np.testing.assert_allclose(generalists(demand).sojourn, [[2, 1, 1.5, 1]])

    @pytest.mark.parametrize("swing", [0.0, 0.7])
    def test_agree_with_a_calendar_of_events(self, swing):
        demand = arrivals(0.7, customers=3000, seed=5, swing=swing, season=40)
        for speed, served in ((1.2, specialists(demand, speed=1.2)), (None, generalists(demand))):
            sojourn, stranded = event_simulation(demand, speed)
            np.testing.assert_allclose(served.sojourn[0], sojourn, atol=1e-8)
            np.testing.assert_array_equal(served.stranded[0], stranded)

    @given(st.floats(0.1, 0.9), st.integers(0, 10**6), st.floats(0.1, 1))
    def test_nobody_leaves_before_they_are_served(self, load, seed, slower):
        demand = arrivals(load, customers=50, seed=seed)
        fast, slow = (specialists(demand, speed=s).sojourn for s in (1.0, slower))
        assert np.all(fast >= demand.work - 1e-9)
        assert np.all(slow >= fast - 1e-9)
        assert np.all(generalists(demand).sojourn >= demand.work - 1e-9)

    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("rho", [0.3, 0.5, 0.8])
    def test_equal_at_the_threshold(self, rho, seed):
        # 4 standard errors of 160 independent runs: false alarm 6e-5 for each of five comparisons.
        # 800 customers are more than ten times what these queues need to forget that they began
        # empty (1/(1 - sqrt(rho))^2, at most 90 services at 0.8)
        s = break_even_speed(rho)
        demand = arrivals(rho, customers=4800, runs=160, seed=seed)
        served = {"own": specialists(demand, speed=s), "shared": generalists(demand)}
        times = {who: shop.mean(warm_up=800) for who, shop in served.items()}
        theory = 1 / (1 - rho**2)
        for found in times.values():
            assert abs(found.mean() - theory) < 4 * found.std(ddof=1) / np.sqrt(160)
        stranded = served["own"].stranded[:, 800:].mean(axis=1)
        error = stranded.std(ddof=1) / np.sqrt(160)
        assert abs(stranded.mean() - idle_while_waiting(rho, speed=s)) < 4 * error
        # on the same customers a little more speed turns the winner
        for factor, ahead in ((0.95, "shared"), (1.05, "own")):
            lead = specialists(demand, speed=s * factor).mean(warm_up=800) - times["shared"]
            error = lead.std(ddof=1) / np.sqrt(160)
            assert (lead.mean() < -2 * error) == (ahead == "own")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mean_sojourn(1, load=1), "load must be below speed, or the queue grows for ever"),
        (lambda: mean_sojourn(0, load=0.5), "servers must be an integer in"),
        (lambda: waiting_probability(2, load=-0.1), "load must be a finite number >= 0, got -0.1"),
        (lambda: mean_sojourn(2, load=0.1, speed=0), "speed must be a finite number in .* got 0"),
        (lambda: break_even_speed(1.2), "load must be below speed"),
        (lambda: idle_while_waiting(2, speed=1.5), "got load=2.0 and speed=1.5"),
        (lambda: arrivals(0, customers=5, seed=1), "load must be a finite number in .* got 0"),
        (lambda: arrivals(0.5, customers=0, seed=1), "customers must be an integer >= 1, got 0"),
        (lambda: arrivals(0.5, customers=5, seed=1, swing=2), r"swing must be .* got 2"),
        (lambda: arrivals(0.5, customers=5, seed=1, season=0), "season must be a number >= 1e-100"),
        (lambda: mean_sojourn(1, load=0, speed=1e-320), "speed must be a finite number in"),
        (lambda: arrivals(1e-320, customers=5, seed=1), "load must be a finite number in"),
        (
            lambda: arrivals(0.5, customers=10**6, runs=11, seed=1),
            r"runs times customers must be at most 10000000, got 11\*1000000",
        ),
        (
            lambda: specialists(arrivals(0.5, customers=5, seed=1), speed=1e-320),
            "speed must be a finite number >= 1e-100, got 1e-320",
        ),
        (
            lambda: generalists(arrivals(0.5, customers=5, seed=1)).mean(warm_up=5),
            r"warm_up must be an integer in \[0, 4\], got 5",
        ),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("serve", [generalists, lambda demand: specialists(demand, speed=1)])
def test_serves_nothing_but_demand(serve):
    with pytest.raises(TypeError, match="demand must be a Demand, got None"):
        serve(None)
