"""An industry that grows from nothing, and how it divides into specialists and generalists."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from fitbreadth.markets.market_structure import structure
from fitbreadth.markets.partitioning import DRIFT, MARGIN, MEMORY, MOST, START, simulate
from fitbreadth.markets.scale_economies import Costs
from fitbreadth.markets.tastes import tastes
from fitbreadth.markets.where_size_pays import largest_scale, sheltered

RUNS, STEPS, LAST = 12, 240, 20
SCALES = (20, 40, 80, 120, 160, 200, 250, 300)


def ends(shape, costs, *, seed=1, runs=RUNS, narrow=0.15):
    """Effective number of generalists, specialists and the share left, at the end of each run."""
    found = structure(
        simulate(tastes(shape), costs, steps=STEPS, runs=runs, seed=seed), narrow=narrow
    )
    return tuple(
        values[:, -LAST:].mean(axis=1)
        for values in (found.effective, found.specialists, found.left)
    )


def pooled(shape, scales=SCALES, **options):
    found = np.array([ends(shape, Costs(scale=k), **options) for k in scales])
    effective, specialists, left = found.transpose(1, 0, 2)
    return effective, specialists, left


def plainly(market, costs, *, steps, seed, entry=0.5, overhead=1.0, slots=96):
    """Do what :func:`simulate` does for one run, one firm and one customer at a time."""
    rng = np.random.default_rng(seed)
    firms = [None] * slots
    x, cells = market.places, market.places.size
    history = []
    for _ in range(steps):
        spot, comes = rng.integers(cells, size=1)[0], rng.random(1)[0] < entry
        if comes and None in firms:
            firms[firms.index(None)] = {
                "place": x[spot],
                "low": max(spot - 1, 0),
                "high": min(spot + 1, cells - 1),
                "volume": 0.0,
                "money": START * overhead,
            }
        for firm in filter(None, firms):
            q, k = firm["volume"], costs.scale
            cost = 1 if q <= k else 1 - costs.saving * (1 - k / q)
            width = (firm["high"] - firm["low"]) * market.step / 2
            firm["price"] = cost + costs.breadth * width + MARGIN
            firm["sold"] = {}
        for j in range(cells):
            best, chosen = np.inf, None
            for firm in filter(None, firms):
                offer = firm["price"] + costs.misfit * (firm["place"] - x[j]) ** 2
                if firm["low"] <= j <= firm["high"] and offer < best:
                    best, chosen = offer, firm
            if chosen is not None:
                chosen["sold"][j] = market.customers[j]
        history.append([sum(firm["sold"].values()) if firm else 0.0 for firm in firms])
        for slot, firm in enumerate(firms):
            if firm is None:
                continue
            sales = sum(firm["sold"].values())
            if sales:
                mean = sum(c * x[j] for j, c in firm["sold"].items()) / sales
                firm["place"] += DRIFT * (mean - firm["place"])
            firm["volume"] = MEMORY * firm["volume"] + (1 - MEMORY) * sales
            firm["money"] = min(firm["money"] + MARGIN * sales - overhead, MOST * overhead)
            low = max(firm["low"] - 1, 0) if firm["low"] in firm["sold"] else firm["low"] + 1
            high = firm["high"] in firm["sold"]
            high = min(firm["high"] + 1, cells - 1) if high else firm["high"] - 1
            if low > high:
                low = high = int(np.argmin(np.abs(x - firm["place"])))
            firm["low"], firm["high"] = low, high
            if firm["money"] < 0:
                firms[slot] = None
    return np.array(history)


class TestSimulation:
    @pytest.mark.parametrize("shape", ["peaked", "flat"])
    def test_against_plain_loops(self, shape):
        market, costs = tastes(shape, cells=41), Costs(scale=100)
        found = simulate(market, costs, steps=80, seed=7)
        expected = plainly(market, costs, steps=80, seed=7)
        np.testing.assert_allclose(found.sales[0], expected, atol=1e-9)

    @pytest.mark.parametrize("shape", ["peaked", "flat"])
    def test_against_plain_loops_where_breadth_is_dear(self, shape):
        # firms shrink to the taste nearest their product, off the middle of what they covered
        market, costs = tastes(shape, cells=21), Costs(scale=100, breadth=2)
        found = simulate(market, costs, steps=80, seed=1)
        np.testing.assert_allclose(
            found.sales[0], plainly(market, costs, steps=80, seed=1), atol=1e-9
        )

    def test_one_firm_by_hand(self):
        # three tastes and no rival: it serves what it reaches, then all, at the cost of 1 + 0.1
        market = tastes("flat", cells=3, customers=30)
        found = simulate(market, Costs(scale=1e6), steps=40, seed=1, slots=1)
        first = int(np.flatnonzero(found.sales[0, :, 0])[0])
        assert found.price[0, first, 0] in (1 + 0.1 / 2 + 0.1, 1 + 0.1 + 0.1)
        assert found.sales[0, -1, 0] == pytest.approx(30)
        assert found.price[0, -1, 0] == pytest.approx(1 + 0.1 + 0.1)

    @settings(max_examples=25, deadline=None)
    @given(
        st.sampled_from(["peaked", "flat"]),
        st.floats(5, 500),
        st.floats(0, 0.8),
        st.floats(0.2, 1),
        st.integers(0, 10**6),
    )
    def test_books_balance(self, shape, scale, saving, entry, seed):
        market = tastes(shape, cells=21)
        found = simulate(
            market, Costs(scale=scale, saving=saving), steps=30, runs=2, seed=seed, entry=entry
        )
        served = found.owner >= 0
        np.testing.assert_allclose(found.sales.sum(-1), served @ market.customers)
        np.testing.assert_array_equal(found.served.sum(-1), served.sum(-1))
        assert np.all((found.sales > 0) == (found.served > 0))
        priced = found.price[found.sales > 0]
        assert np.all(priced >= 1 - saving + MARGIN)
        shape = structure(found)
        counts = shape.specialists + shape.generalists
        np.testing.assert_array_equal(counts, (found.sales > 0).sum(-1))
        assert np.all(shape.effective <= shape.generalists + 1e-9)
        assert np.all((shape.effective == 0) == (shape.generalists == 0))

    def test_a_firm_needs_overhead_over_margin_customers(self):
        # 61 tastes with 1 customer each feed no firm that has to sell 100
        market = tastes("flat", customers=61)
        found = simulate(market, Costs(), steps=60, seed=1, overhead=10)
        alive = found.served[0] > 0
        longest = max(
            len(run) for slot in alive.T for run in "".join("x" if a else " " for a in slot).split()
        )
        # 61 customers bring 6.1 of the 10 it pays: 40 brought last 40 / 3.9 steps and no more
        assert longest <= 1 + 40 / (10 - 6.1)


class TestPartitioning:
    def test_fewer_generalists_go_with_more_specialists(self):
        effective, specialists, _ = pooled("peaked")
        there = effective >= 1
        found = spearmanr(1 / effective[there], specialists[there])
        assert found.statistic > 0.8
        assert there.sum() > 80

    @pytest.mark.slow
    @pytest.mark.parametrize("seed", [2, 3])
    @pytest.mark.parametrize("narrow", [0.08, 0.1, 0.2])
    def test_with_other_seeds_and_definitions(self, seed, narrow):
        effective, specialists, _ = pooled("peaked", seed=seed, narrow=narrow)
        there = effective >= 1
        assert spearmanr(1 / effective[there], specialists[there]).statistic > 0.8

    def test_room_grows_with_the_scale_and_is_no_less_than_sheltered(self):
        _, _, left = pooled("peaked")
        assert np.all(np.diff(left.mean(axis=1)) > -0.02)
        least = [sheltered(tastes("peaked"), Costs(scale=k)) for k in SCALES]
        # what no firm could hold is held by none; a step of hysteresis is 2 of 61 tastes
        assert np.all(left.mean(axis=1) >= np.array(least) - 0.02)

    def test_size_holds_only_where_theory_allows(self):
        market, costs = tastes("peaked"), Costs(scale=200)
        found = simulate(market, costs, steps=STEPS, runs=RUNS, seed=4)
        allowed = largest_scale(market, costs)
        large = found.sales[:, -1] > 1.5 * costs.scale
        where = np.interp(found.place[:, -1][large], market.places, allowed)
        assert large.any()
        assert np.all(where > costs.scale)

    def test_specialists_live_at_the_edge(self):
        market = tastes("peaked")
        found = simulate(market, Costs(scale=200), steps=STEPS, runs=RUNS, seed=1)
        kinds = structure(found)
        off = np.abs(found.place[:, -1])
        narrow, wide = kinds.specialist[:, -1], found.served[:, -1] >= 0.15 * 61
        assert np.median(off[narrow]) > 0.5
        assert np.median(off[wide]) < 0.25

    def test_the_centre_settles_before_the_edge_fills(self):
        found = structure(
            simulate(tastes("peaked"), Costs(scale=200), steps=STEPS, runs=RUNS, seed=3)
        )
        early, late = 40, slice(-LAST, None)
        few = found.effective[:, early].mean() / found.effective[:, late].mean()
        many = found.specialists[:, early].mean() / found.specialists[:, late].mean()
        assert 0.8 < few < 1.25
        assert many < 0.7

    def test_within_one_run_the_relation_is_weak(self):
        # what was hoped for, above 0.5, does not come out: the centre is settled too soon
        found = structure(
            simulate(tastes("peaked"), Costs(scale=200), steps=STEPS, runs=40, seed=3)
        )
        each = [
            spearmanr(1 / e[e >= 1], n[e >= 1]).statistic
            for e, n in zip(found.effective, found.specialists, strict=True)
            if np.ptp(e[e >= 1]) > 0
        ]
        assert 0 < np.mean(each) < 0.5

    def test_a_larger_saving_crowds_specialists_out(self):
        base = Costs(scale=160)
        counts = [
            ends("peaked", replace(base, saving=saving))[1].mean() for saving in (0.2, 0.4, 0.8)
        ]
        assert counts[0] > 1.3 * counts[1] > 1.3 * counts[2]


class TestWhereItFails:
    def test_without_economies_of_scale_there_is_no_generalist(self):
        effective, specialists, left = ends("peaked", Costs(saving=0))
        np.testing.assert_array_equal(effective, 0)
        np.testing.assert_allclose(left, 1)
        assert specialists.min() > 30

    def test_without_a_centre_it_is_all_or_nothing(self):
        _, below, _ = pooled("flat", scales=(20, 50, 80))
        _, _, above = pooled("flat", scales=(200, 300))
        assert below.mean() < 1
        np.testing.assert_allclose(above, 1)
        # with a centre both live side by side at the same scales
        _, specialists, left = pooled("peaked", scales=(80, 200))
        assert specialists.mean(axis=1).min() > 5
        assert left.mean(axis=1).max() < 0.5

    def test_a_flat_line_has_the_relation_only_at_its_tipping_point(self):
        tipping = largest_scale(tastes("flat"), Costs())[30]
        _, specialists, left = pooled("flat", scales=(0.9 * tipping,))
        assert specialists.mean() > 5
        assert 0.05 < left.mean() < 0.95


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"steps": 0}, "steps must be an integer >= 1, got 0"),
        ({"runs": 0}, "runs must be an integer >= 1, got 0"),
        ({"entry": 0}, "entry must be a finite number > 0"),
        ({"entry": 1.5}, "entry must be a finite number"),
        ({"overhead": 0}, "overhead must be a finite number > 0"),
        ({"overhead": 1e308}, "overhead must be a finite number"),
        ({"steps": 10**7}, "runs times steps times the sum of slots and tastes must be at most"),
        ({"slots": 0}, r"slots must be an integer in \[1, 1000\], got 0"),
    ],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        simulate(tastes("flat"), Costs(), **({"steps": 5, "seed": 1} | arguments))


def test_refuses_other_things():
    with pytest.raises(TypeError, match="market must be a Tastes"):
        simulate(None, Costs(), steps=1, seed=1)
    with pytest.raises(TypeError, match="costs must be a Costs"):
        simulate(tastes("flat"), None, steps=1, seed=1)
    with pytest.raises(TypeError, match="history must be a History, got 1"):
        structure(1)
    industry = simulate(tastes("flat"), Costs(), steps=1, seed=1)
    with pytest.raises(ValueError, match="narrow must be a finite number"):
        structure(industry, narrow=0)
