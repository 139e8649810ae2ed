"""The lab of the race shows what the model computes, and nothing outside its axes."""

import numpy as np
import pytest

from fitbreadth.markets.drift import drift, log_ratio_law
from fitbreadth.markets.figures.race import FLOOR, STEEPEST
from fitbreadth.markets.labs import race as lab

DEFAULT = {"p": 0.7, "q": 0.9}


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_overconfidence_is_worse_than_no_opinion():
    rows = lab.rows(**DEFAULT)
    heights = {row["who"]: row["height"] for row in find(rows, "trader")}
    assert 0 == heights[lab.KNOWS] < heights[lab.EVEN] < heights[lab.YOU]
    days = {row["who"]: row["day"] for row in find(rows, "end")}
    assert days[lab.YOU] < days[lab.EVEN] < days[lab.KNOWS]


@pytest.mark.parametrize("setting", lab.LAB.settings(), ids=str)
def test_slopes_are_heights(setting):
    # a trader's line falls as steeply as its mark is high
    p, q = setting["p"], setting["q"]
    rows = lab.rows(**setting)
    rates = drift([[p, 1 - p], [0.5, 0.5], [q, 1 - q]], p=[p, 1 - p]) / np.log(2)
    for who, rate in zip(lab.TRADERS, rates, strict=True):
        for mark in find(rows, "trader", who=who):
            assert mark["height"] == pytest.approx(-rate, abs=1e-4)
            assert mark["height"] <= STEEPEST
        for line in find(rows, "theory", who=who):
            slope = line["y"][1] / line["t"][1] / np.log10(2)
            assert slope == pytest.approx(rate, rel=0.02, abs=1e-4)
    assert len(find(rows, "trader") + find(rows, "beyond")) == 3


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            heights = [*row.get("y", []), *row.get("low", []), *row.get("high", [])]
            heights += [row["power"]] if "power" in row else []
            assert all(FLOOR - 0.05 <= height <= 3 for height in heights)
            assert all(0 <= day <= lab.DAYS for day in row.get("t", []))


@pytest.mark.parametrize("p", lab.CHANCES)
def test_dots_lie_on_the_curve(p):
    # 4 analytic standard errors and the rounding, about 10 bets that share their runs:
    # false alarm rate at most 10 * 6e-5
    (dots,) = find(lab.rows(p=p, q=0.9), "measured")
    for bet, misfit in zip(dots["bet"], dots["misfit"], strict=True):
        law = log_ratio_law([p, 1 - p], [bet, 1 - bet], p=[p, 1 - p])
        error = law.sd / np.sqrt(lab.RUNS * lab.DAYS) / np.log(2)
        assert abs(misfit - law.slope / np.log(2)) < 4 * error + 5e-4


def test_bands_hold_their_theory():
    # the middle run is off by 1.25 standard errors of a mean; 4 of those: false alarm 6e-5
    (band,) = find(lab.rows(p=0.7, q=0.75), "band", who=lab.YOU)
    law = log_ratio_law([0.75, 0.25], [0.7, 0.3], p=[0.7, 0.3])
    found = lab._race(0.7, 0.75, lab.SEED).log_shares[:, -1]
    error = 1.2533 * law.sd * np.sqrt(lab.DAYS / lab.RUNS)
    assert abs(np.median(found[:, 2] - found[:, 0]) - law.slope * lab.DAYS) < 4 * error
    assert band["low"][-1] * np.log(10) < law.slope * lab.DAYS < band["high"][-1] * np.log(10)


@pytest.mark.parametrize("q", [0.0, 1.0])
def test_all_on_one_side_is_ruin(q):
    rows = lab.rows(p=0.7, q=q)
    found = lab._race(0.7, q, lab.SEED)
    states = found.counts[:, :, int(q)]
    assert found.ruined[:, 2].all()
    for mark in find(rows, "ruin"):
        # the day after its last is the first on which the other side occurred
        path = states[mark["run"] - 1]
        assert path[mark["day"]] == 0 < path[mark["day"] + 1]
    (beyond,) = find(rows, "beyond")
    assert beyond["at"] == q
    assert sorted(beyond["note"].split()) == ["infinite", "you:", "↑"]
    assert not find(rows, "theory", who=lab.YOU)


@pytest.mark.parametrize(("p", "q"), [(0.7, 0.9), (0.7, 0.75), (0.95, 0.33), (0.61, 0.61)])
def test_outcome_is_the_misfit(p, q):
    law = log_ratio_law([p, 1 - p], [q, 1 - q], p=[p, 1 - p])
    found = [lab.LAB.outcome.of(lab.rows(p=p, q=q, seed=seed)) for seed in range(100, 120)]
    # a run ends after 1,000 days or where its line reaches the floor; 5 standard errors of the
    # mean of 20 runs, false alarm 6e-7, and a day of rounding
    steps = min(lab.DAYS, -FLOOR * lab.TEN / max(law.slope, 1e-9))
    error = law.sd / np.sqrt(20 * steps) / lab.TWO
    misfit = law.slope / lab.TWO
    assert abs(np.mean(found) - misfit) < 5 * error + misfit / steps + 1e-3
    assert (len(set(found)) > 1) == (p != q)


@pytest.mark.parametrize("q", [0.0, 1.0])
def test_outcome_of_ruin_is_faster_than_any_that_is_not(q):
    ruin = lab.LAB.outcome.of(lab.rows(p=0.7, q=q))
    assert lab.LAB.outcome.of(lab.rows(p=0.7, q=abs(q - 1e-3))) < ruin < np.inf


def test_nearly_right_is_nearly_free():
    words = lab.sentence(p=0.7, q=0.7001, runs="many")
    assert "your wealth halves less than once in a million days" in words


def test_works_off_its_grid():
    assert lab.LAB.at(p=0.66, q=0.37, runs="many").to_dict()


def test_says_what_it_draws():
    words = lab.sentence(**DEFAULT, runs="many")
    assert "halves every 4.5 days; the even-handed trader's wealth halves every 8.4 days" in words
    assert "owns practically all of the market" in words
    assert "ruined on the first dry day" in lab.sentence(p=0.7, q=1.0, runs="many")
    assert "ruined on the first rainy day" in lab.sentence(p=0.7, q=0.0, runs="many")
    assert "50.0% of the market" in lab.sentence(p=0.7, q=0.7, runs="many")
    assert "33.3%" in lab.sentence(p=0.5, q=0.5, runs="many")
    assert "like his, halves every 8.4 days" in lab.sentence(p=0.7, q=0.5, runs="one")
