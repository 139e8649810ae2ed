"""The front page's lab says what the allocation theorem says."""

import pytest

from fitbreadth.convergence.labs import allocation as lab


def test_shares_copy_the_odds_at_zero_and_go_all_in_above_one():
    at_zero = [r["share"] for r in lab.rows(kappa=0.0) if r["panel"] == "share"]
    assert at_zero == pytest.approx(lab.ODDS)
    all_in = [r["share"] for r in lab.rows(kappa=1.5) if r["panel"] == "share"]
    assert all_in == [1, 0, 0, 0, 0]


def test_no_plan_beats_the_fitted_one():
    assert all(row["worth"] <= 1 for row in lab.worth_curves())


def test_the_marks_lie_on_the_curves():
    curves = {(r["curvature"], r["plan"]): r["worth"] for r in lab.worth_curves()}
    for kappa in (-4.0, 0.5, 2.0):
        for row in lab.rows(kappa=kappa):
            if row["panel"] == "now":
                assert row["worth"] == curves[kappa, row["plan"]]
