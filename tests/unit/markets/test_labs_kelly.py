"""The lab on appetite for risk: the typical is highest at 0, the average at 1."""

import numpy as np
import pytest

from fitbreadth.divergence import breadth
from fitbreadth.markets.figures.kelly import HIGH, LOW, WHO
from fitbreadth.markets.labs import kelly
from fitbreadth.markets.risk import power_bets


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in kelly.LAB.controls}
    for row in kelly.rows(**kelly.LAB.default()):
        assert not names & set(row), "the row would lose the setting that it belongs to"


@pytest.mark.parametrize("world", kelly.WORLDS)
def test_typical_peaks_at_kelly_and_average_at_all_in(world):
    found = kelly._bettors(world, kelly.SEED)
    assert max(found, key=lambda rho: found[rho].middle) == 0
    assert max(found, key=lambda rho: found[rho].mean) == 1
    assert found[1.0].ruined > 0.99
    assert all(each.ruined == 0 for rho, each in found.items() if rho < 1)
    typical, mean = kelly._theory(world)
    assert typical["x"][int(np.argmax(typical["y"]))] == pytest.approx(
        breadth(kelly.WORLDS[world]), abs=0.06
    )
    assert np.all(np.diff(mean["y"]) >= 0)
    assert mean["x"][-1] == 1
    assert np.all(np.diff(typical["x"]) <= 0)


@pytest.mark.parametrize("world", kelly.WORLDS)
def test_points_lie_near_the_theory(world):
    typical, _ = kelly._theory(world)
    for stop in find(kelly.rows(world=world, rho=0.5), "stop"):
        p, bets = kelly.WORLDS[world], power_bets(kelly.WORLDS[world], rho=stop["set_rho"])
        sd = np.sqrt(np.cov(np.log10(bets), aweights=p, ddof=0))
        law = np.interp(stop["at"], typical["x"][::-1], typical["y"][::-1])
        # the median keeps within half a deviation of the mean of logs; runs add a little
        assert abs(stop["middle"] - law) < 0.6 * sd * np.sqrt(kelly.RACES) + 0.01


def test_bets_are_the_chances_at_appetite_zero():
    rows = kelly.rows(world="textbook", rho=0.0)
    chances = [row["chance"] for row in find(rows, "chance")]
    assert [row["share"] for row in find(rows, "bet")] == chances
    both = [find(rows, "mark", who=who)[0] for who in list(WHO)[:2]]
    assert both[0]["at"] == both[1]["at"] == pytest.approx(2**1.75, abs=1e-3)


def test_nothing_leaves_the_axes():
    for setting in kelly.LAB.settings():
        for row in kelly.rows(**setting):
            heights = [row[k] for k in ("low", "high", "middle", "average") if k in row]
            heights += row["y"] if isinstance(row.get("y"), list) else [row.get("y", LOW)]
            assert LOW <= min(heights) <= max(heights) <= HIGH


@pytest.mark.parametrize("rho", [-0.7, 0.0, 0.5])
def test_outcome_is_the_height_of_the_wide_line(rho):
    p, bets = kelly.WORLDS["textbook"], power_bets(kelly.WORLDS["textbook"], rho=rho)
    law = kelly.RACES * np.log10(4 * bets) @ p
    # 5 standard errors of the mean of 2,000: false alarm 6e-7
    sd = np.sqrt(np.cov(np.log10(bets), aweights=p, ddof=0) * kelly.RACES / kelly.RUNS)
    found = kelly.LAB.outcome.of(kelly.rows(world="textbook", rho=rho, seed=77))
    assert abs(found - law) < 5 * sd + 1e-4
    assert found != kelly.LAB.outcome.of(kelly.rows(world="textbook", rho=rho, seed=78))


def test_outcome_of_the_ruined_is_the_end_of_the_axis():
    assert kelly.LAB.outcome.of(kelly.rows(world="textbook", rho=1.0)) == LOW


def test_works_off_its_grid():
    assert kelly.LAB.at(world="open", rho=-0.2).to_dict()


def test_says_what_it_draws():
    assert "doubles 0.250 times a race" in kelly.sentence(world="textbook", rho=0.0)
    bold = kelly.sentence(world="textbook", rho=1.0)
    assert "one huge fortune in 1.07 billion bettors" in bold
    assert "all are ruined" in bold
    assert "less than a millionth" in kelly.sentence(world="favourite", rho=0.9)
