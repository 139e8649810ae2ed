"""The lab of the misfit law draws what the models lose, and says it."""

import pytest

from fitbreadth.convergence.figures.misfit import LEAST, MOST
from fitbreadth.convergence.labs import misfit as lab


def test_marks_lie_on_the_line():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            simulated = row["low"] < row["high"]
            if simulated:
                assert row["low"] <= row["law"] <= row["high"]
            else:
                assert row["measured"] == pytest.approx(row["law"], rel=1e-3)
                assert row["wasted"] == pytest.approx(row["owed"], rel=2e-3)


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            assert LEAST < row["low"] <= row["high"] < MOST
            assert LEAST < row["law"] < MOST
            assert 0 < row["wasted"] < 1
    (dots,) = (row for row in lab.backdrop() if row["panel"] == "all")
    assert len(dots["other_law"]) == len(dots["other_loss"])
    assert len(dots["other_law"]) == 10 * len(lab.LAB.settings())
    assert min(dots["other_loss"]) > LEAST
    assert max(dots["other_loss"]) < MOST


@pytest.mark.parametrize(("plan", "rising"), [(lab.EQUAL, True), (lab.STARVED, False)])
def test_waste_follows_kappa_as_the_caption_says(plan, rising):
    at = [row for row in lab.rows(plan=plan, far=1.0) if row["low"] == row["high"]]
    wasted = [row["wasted"] for row in at]
    assert wasted == sorted(wasted, reverse=not rising)
    assert [row["where"] for row in at] == sorted(row["where"] for row in at)


def test_every_row_has_a_place_of_its_own():
    labels = [row["label"] for row in lab.rows(plan=lab.EQUAL, far=1.0)]
    assert len(set(labels)) == len(labels) == 10
    assert len({row["domain"] for row in lab.rows(plan=lab.EQUAL, far=1.0)}) == 5


def test_works_off_its_grid():
    assert lab.LAB.at(plan=lab.EQUAL, far=0.45).to_dict()


def test_says_what_it_draws():
    words = lab.sentence(plan=lab.EQUAL, far=1.0)
    assert "wastes 39% of the budget of a lineage among habitats (γ = 1.25) (κ 0.8)" in words
    assert "3.9% of that of a bettor at the races (κ −3)" in words
    assert "to nine digits or better" in words
    words = lab.sentence(plan=lab.STARVED, far=1.0)
    assert "wastes 93% of the budget of a bettor" in words
    assert "and 1.9% of that" in words


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_market_of_a_run_keeps_the_law(seed):
    (raced,) = (each for each in lab.measured(lab.EQUAL, 0.45, seed) if each.error > 0)
    run = lab.LAB.run(plan=lab.EQUAL, far=0.45, seed=seed)
    # 4 standard errors and rounding: a false alarm in 6e-5 of seeds
    assert abs(lab.LAB.outcome.of(run.rows) - 1) < 4 * raced.error / raced.law + 1e-3
