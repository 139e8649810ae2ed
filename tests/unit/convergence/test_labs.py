"""The front page's lab says what the allocation theorem says."""

import pytest

from fitbreadth.convergence import labs


def test_shares_copy_the_odds_at_zero_and_go_all_in_above_one():
    at_zero = [r["share"] for r in labs.allocation_rows(kappa=0.0) if r["panel"] == "share"]
    assert at_zero == pytest.approx(labs.ODDS)
    all_in = [r["share"] for r in labs.allocation_rows(kappa=1.5) if r["panel"] == "share"]
    assert all_in == [1, 0, 0, 0, 0]


def test_no_plan_beats_the_fitted_one():
    assert all(row["worth"] <= 1 for row in labs.worth_curves())


def test_the_marks_lie_on_the_curves():
    curves = {(r["curvature"], r["plan"]): r["worth"] for r in labs.worth_curves()}
    for kappa in (-4.0, 0.5, 2.0):
        for row in labs.allocation_rows(kappa=kappa):
            if row["panel"] == "now":
                assert row["worth"] == curves[kappa, row["plan"]]
