"""The lab on the division of labour shows what its models compute."""

import numpy as np
import pytest

from fitbreadth.markets.best_team import best_team, optimal_size
from fitbreadth.markets.division import Technology, gross, output
from fitbreadth.markets.figures.division import GOODS, PEOPLE
from fitbreadth.markets.labs import division


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in division.LAB.controls}
    for row in division.rows(lam=0.1, H=2.0, market=100):
        assert not names & set(row), "the row would lose the setting that it belongs to"


def test_workshop_lies_on_the_line():
    for H in division.KNOWLEDGE:
        (made,) = find(division.rows(lam=0.1, H=H, market=100), "made")
        expected = gross(made["size"], technology=Technology(H=H))
        np.testing.assert_allclose(made["goods"], expected, rtol=1e-3)


def test_mark_is_at_the_top_of_what_is_left():
    for setting in division.LAB.settings():
        rows = division.rows(**setting)
        t = Technology(H=setting["H"], lam=setting["lam"])
        (best,), (left,) = find(rows, "best"), find(rows, "curve", what="left")
        # sizes are rounded to four digits, which counts where the curve drops
        missed = np.abs(np.array(left["goods"]) - output(left["size"], technology=t))
        assert np.all(missed < 1e-3 * gross(left["size"], technology=t))
        whole = output(np.arange(1, setting["market"] + 1), technology=t)
        assert best["each"] == pytest.approx(whole.max(), rel=1e-3)
        assert best["members"] <= setting["market"]


def test_teams_and_law_agree():
    rows = division.rows(lam=0.1, H=2.0, market=2000)
    (teams,), (law,) = find(rows, "team"), find(rows, "law")
    for cost, team in zip(teams["set_lam"], teams["team"], strict=True):
        ideal = optimal_size(Technology(H=2.0, lam=cost))
        assert team in (1, np.floor(ideal), np.ceil(ideal))
    assert law["ideal"][-1] == pytest.approx(1)
    assert teams["team"][-1] == 1
    assert teams["from"][1:] == teams["to"][:-1]


def test_nothing_leaves_the_axes():
    for setting in division.LAB.settings():
        rows = division.rows(**setting)
        for row in find(rows, "curve") + find(rows, "made"):
            assert PEOPLE[0] <= min(row["size"]) <= max(row["size"]) <= PEOPLE[1]
            assert GOODS[0] <= min(row["goods"]) <= max(row["goods"]) <= GOODS[1]


def test_works_off_its_grid():
    assert division.LAB.at(lam=0.07, H=3.0, market=50).to_dict()


def test_says_what_it_draws():
    best = best_team(Technology(H=2.0, lam=0.05))
    words = division.sentence(lam=0.05, H=2.0, market=2000)
    assert f"{best.size} people" in words
    assert "Coordination sets the limit" in words
    assert "though 41 would be best" in division.sentence(lam=0.05, H=2.0, market=10)
    assert "hardly more than what is left to one alone" in division.sentence(
        lam=0.5621, H=2.4287, market=928
    )
    assert "everybody does everything" in division.sentence(lam=1.0, H=1.0, market=2000)
