"""The map of both regimes shows what its models compute."""

import numpy as np
import pytest

from fitbreadth.allocation import breadth, optimum
from fitbreadth.convergence.figures.regimes import BANDS, LEAST, MOST, NARROWEST, WIDEST
from fitbreadth.convergence.labs import regimes as lab
from fitbreadth.convergence.regimes import best_plan


def of(rows, panel):
    return [row for row in rows if row["panel"] == panel]


@pytest.mark.parametrize("odds", lab.ODDS)
def test_shades_are_of_the_breadth_they_say(odds):
    limits = dict(zip(BANDS, ((1, 1.5), (1.5, 1.9), (1.9, 2)), strict=True))
    seen = 0
    for band in of(lab.rows(odds=odds), "band"):
        for x, low, high in zip(band["bend"], band["low"], band["high"], strict=True):
            if high - low > 0.01:
                shares = optimum([odds, 1 - odds], rho=(low + high) / 2, gamma=x).shares
                least, most = limits[band["broad"]]
                assert least - 1e-3 <= breadth(shares) <= most + 1e-3
                seen += 1
    assert seen > 30


def test_shades_end_at_the_border():
    for odds in lab.ODDS:
        top = of(lab.rows(odds=odds), "band")[0]
        assert top["high"] == pytest.approx(np.minimum(top["bend"], MOST), rel=1e-3)


def test_marks_lie_within_and_on_their_side():
    points = of(lab.rows(odds=0.5), "point")
    assert len(points) == len(lab.points())
    for row in points:
        assert NARROWEST < row["bend_at"] < WIDEST
        assert LEAST < row["world_at"] < MOST
        assert (row["who"] == "focus won") == (row["world_at"] >= row["bend_at"])


@pytest.mark.parametrize("odds", [0.6, 0.75, 0.9])
def test_on_the_dashed_line_one_task_ties_with_an_equal_split(odds):
    rows = lab.rows(odds=odds)
    # given rivals of even odds would lie elsewhere
    assert of(rows, "point") == []
    (line,) = of(rows, "border")
    assert line["world"][-1] <= MOST
    for x, y in list(zip(line["bend"], line["world"], strict=True))[::10]:
        plan = best_plan([odds, 1 - odds], rho=y, gamma=x)
        assert plan.even == pytest.approx(plan.single, rel=0.01)


def test_at_even_odds_the_lines_are_one():
    (dashed,) = of(lab.rows(odds=0.5), "border")
    (solid,) = of(lab.backdrop(), "border")
    assert dashed["bend"] == solid["bend"]
    assert dashed["world"] == solid["world"] == solid["bend"]


def test_places_cover_the_map():
    places = of(lab.backdrop(), "place")
    area = sum(np.log(row["right"] / row["left"]) * (row["top"] - row["bottom"]) for row in places)
    assert area == pytest.approx(np.log(WIDEST / NARROWEST) * (MOST - LEAST), rel=1e-3)
    for row in places:
        assert row["left"] < row["set_gamma"] < row["right"]
        assert row["bottom"] < row["set_rho"] < row["top"]


def test_says_what_it_draws():
    words = lab.sentence(odds=0.75, gamma=2.0, rho=1.0)
    # kappa 1/2 squares the odds: 9 to 1; the dashed line is at ln(4/3)/ln 2
    assert "κ = ρ/γ is 0.50, below the solid line at 1" in words
    assert "the likelier task 90%" in words
    assert "above the dashed line at 0.42, and of these two one task is ahead" in words
    assert "contests" not in words
    assert "an equal split is ahead" in lab.sentence(odds=0.6, gamma=1.4, rho=1.0)
    assert "all on the likelier task is the best plan" in lab.sentence(odds=0.6, gamma=1.0, rho=1.0)
    assert "one task nothing" in lab.sentence(odds=0.9, gamma=1.0, rho=-1.0)
    assert "κ = ρ/γ is −4.00" in lab.sentence(odds=0.6, gamma=0.25, rho=-1.0)


def test_no_share_short_of_all_reads_as_all():
    words = lab.sentence(odds=0.9, gamma=1.4, rho=1.0)
    assert "the likelier task nearly all" in words
    assert "100%" not in words


def test_says_what_it_draws_at_even_odds():
    words = lab.sentence(odds=0.5, gamma=1.0, rho=0.0)
    count = len(lab.points())
    assert "each task half" in words
    assert "all on one task is worth nothing" in words
    assert f"Of the {count} contests none fell on the wrong side." in words
    assert "every split is as good" in lab.sentence(odds=0.5, gamma=1.0, rho=1.0)
    assert "all on either task is best" in lab.sentence(odds=0.5, gamma=0.5, rho=1.0)


def test_works_off_its_grid():
    assert lab.LAB.at(odds=0.65, gamma=1.4, rho=0.5).to_dict()
