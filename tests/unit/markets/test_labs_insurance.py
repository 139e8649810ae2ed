"""The lab on insurance shows what its models compute, and never more than the bound."""

import numpy as np
import pytest

from fitbreadth.markets.drift import drift, log_ratio_law
from fitbreadth.markets.figures.insurance import AROUND, TOP, WHO
from fitbreadth.markets.insurance import even_beliefs
from fitbreadth.markets.labs import insurance


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in insurance.LAB.controls}
    for row in insurance.rows(**insurance.LAB.default()):
        assert not names & set(row), "the row would lose the setting that it belongs to"


def test_no_world_breaks_the_bound_at_any_setting():
    for setting in insurance.LAB.settings():
        rows = insurance.rows(**setting)
        (band,), (ceiling,) = find(rows, "band"), find(rows, "ceiling")
        assert np.all(np.array(band["high"]) <= np.array(ceiling["y"]) + 1e-9)
        assert min(band["low"]) >= 0
        assert max(ceiling["y"]) <= TOP


def test_ceilings_are_the_theorems():
    (fifty,) = find(insurance.rows(N=50, p=0.7), "ceiling")
    np.testing.assert_allclose(fifty["y"], np.log10(50), atol=1e-3)
    (every,) = find(insurance.rows(N=insurance.EVERY, p=0.7), "ceiling")
    np.testing.assert_allclose(every["y"], np.log10(np.array(every["t"]) + 1), atol=1e-3)


def test_whoever_is_picked_blindly_leaves_the_figure_as_fast_as_theory_says():
    for N in (5, 50):
        place, gap = insurance._picked(N, 0.7)
        losses = -drift(even_beliefs(N), p=[0.7, 0.3])
        assert (losses < losses[place]).mean() <= 0.5 <= (losses <= losses[place]).mean()
        assert gap == pytest.approx(losses[place] - losses.min())
        (line,) = find(insurance.rows(N=N, p=0.7), "line", who=list(WHO)[1])
        assert line["y"][-1] == TOP
        # the day is typical, so up to the luck of some eighty days: half of it or twice
        assert 0.5 < line["t"][-1] * gap / (TOP * np.log(10)) < 2


def test_money_is_all_there_and_lies_with_the_truth():
    for N in (5, 50, insurance.EVERY):
        (money,) = find(insurance.rows(N=N, p=0.7), "money")
        assert sum(money["share"]) == pytest.approx(1, abs=0.01)
        assert np.average(money["belief"], weights=money["share"]) == pytest.approx(0.7, abs=0.01)


def test_money_keeps_to_its_panel():
    for setting in insurance.LAB.settings():
        (money,) = find(insurance.rows(**setting), "money")
        np.testing.assert_allclose(
            money["off"], 100 * (np.array(money["belief"]) - setting["p"]), atol=0.02
        )
        assert max(map(abs, money["off"])) < AROUND
        assert sum(money["share"]) == pytest.approx(1, abs=0.02)


def test_half_of_the_sure_are_ruined_by_the_day_it_says():
    for p in insurance.CHANCES:
        (ruin,) = find(insurance.rows(N=2, p=p), "ruin")
        assert p ** ruin["day"] <= 0.5 < p ** (ruin["day"] - 1)


@pytest.mark.parametrize("N", [2, 7, 50, insurance.EVERY])
def test_outcome_is_the_gap_of_the_one_picked(N):
    place, gap = insurance._picked(N, 0.7)
    bet = even_beliefs(N or insurance.FINE)[place]
    # ln of its odds a day against a best one near the truth: 5 standard errors of all days and
    # worlds, false alarm 6e-7, and five nats for the best of each world in hindsight
    error = 5 * log_ratio_law([0.7, 0.3], bet, p=[0.7, 0.3]).sd / np.sqrt(3e6) + 5e-4
    for seed in (60, 61):
        found = insurance.LAB.outcome.of(insurance.rows(N=N, p=0.7, seed=seed))
        assert abs(found * np.log(2) - gap) < error + 1e-4 * gap


def test_a_single_specialist_is_all_together():
    rows = insurance.rows(N=1, p=0.7)
    assert {y for row in find(rows, "line") for y in row["y"]} == {0}
    assert "nothing to spread" in insurance.sentence(N=1, p=0.7)
    # 50% is off the axis
    (money,) = find(insurance.rows(N=1, p=0.9), "money")
    assert money["belief"] == []


def test_works_off_its_grid():
    assert insurance.LAB.at(N=7, p=0.65).to_dict()


def test_says_what_it_draws():
    words = insurance.sentence(N=50, p=0.7)
    assert "It can never be more than 50 times" in words
    assert "expects rain with 91%" in words
    assert "one more than the days" in insurance.sentence(N=insurance.EVERY, p=0.9)
    assert insurance.sentence(N=2, p=0.6).startswith("Both specialists")
