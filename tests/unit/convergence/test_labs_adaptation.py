"""The lab of adaptation shows what the model computes."""

import pytest

from fitbreadth.convergence.adaptation import adaptation_time
from fitbreadth.convergence.figures.adaptation import LEAST, MOST, SHOWN
from fitbreadth.convergence.labs import adaptation as lab


def find(rows, panel):
    return [row for row in rows if row["panel"] == panel]


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        for row in find(rows, "dot"):
            assert LEAST <= row["low"] <= row["high"] <= MOST
            assert LEAST <= row["mean"] <= MOST
        assert all(row["expected"] < SHOWN for row in find(rows, "half"))
        for row in find(rows, "theory") + find(rows, "corrected"):
            assert all(LEAST <= steps <= MOST for steps in row["steps"])


def test_strong_evidence_meets_theory():
    rows = lab.rows(N=5, alpha=1e-5)
    for row in find(rows, "dot"):
        if row["tried"] >= 0.75:
            theory = adaptation_time(row["tried"], N=5, alpha=1e-5)
            assert row["mean"] == pytest.approx(theory, rel=0.15)


def test_says_what_it_draws():
    words = lab.sentence(N=5, alpha=1e-3, kl=0.5)
    (dot,) = (row for row in find(lab.rows(N=5, alpha=1e-3), "dot") if row["tried"] == 0.5)
    assert f"took {dot['mean']:.1f} steps on average" in words
    assert "simple theory says 16.6" in words
    assert "faint" in words
    assert "faint" not in lab.sentence(N=5, alpha=1e-3, kl=2.0)
    assert "brings 1 nat of evidence" in lab.sentence(N=5, alpha=1e-3, kl=1.0)


def test_works_off_its_grid():
    assert lab.LAB.at(N=7, alpha=0.002, kl=0.5).to_dict()


def test_grows_with_the_logarithm_of_the_number_of_specialists():
    few, many = (lab.measured(0.5, N, 1e-3).mean[0] for N in (2, 30))
    assert many / few > 1.7
    assert many - few == pytest.approx(
        adaptation_time(0.5, N=30, alpha=1e-3) - adaptation_time(0.5, N=2, alpha=1e-3), rel=0.5
    )


def test_no_formula_for_faint_evidence_near_the_assumed_rate():
    rows = lab.rows(N=30, alpha=1e-2)
    (dashed,) = find(rows, "corrected")
    assert min(dashed["apart"]) >= 20 * 1e-2
    assert "no formula" in lab.sentence(N=30, alpha=1e-2, kl=0.05)


def test_outcome_is_of_its_seed():
    run = lab.LAB.run(N=7, alpha=0.002, seed=3)
    mean = lab.measured(lab.OPENS, 7, 0.002, 3).mean[0]
    assert lab.LAB.outcome.of(run.rows) == pytest.approx(mean, rel=1e-3)
    assert f"took {mean:.1f} steps" in lab.sentence(N=7, alpha=0.002, kl=lab.OPENS, seed=3)
