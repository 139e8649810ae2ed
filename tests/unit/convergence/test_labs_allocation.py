"""The front page's lab says what the allocation theorem says."""

from itertools import pairwise

import pytest
from labs_contract import check_lab

from fitbreadth.convergence.labs import allocation as lab


def test_shares_copy_the_odds_at_zero_and_go_all_in_above_one():
    at_zero = [r["share"] for r in lab.rows(kappa=0.0) if r["panel"] == "share"]
    assert at_zero == pytest.approx(lab.ODDS)
    all_in = [r["share"] for r in lab.rows(kappa=1.5) if r["panel"] == "share"]
    assert all_in == [1, 0, 0, 0, 0]


def test_no_plan_beats_the_fitted_one():
    worths = [row["worth"] for row in lab.backdrop() if row["panel"] == "worth"]
    assert len(worths) == 3 * 61
    assert all(worth <= 1 for worth in worths)


def test_the_marks_lie_on_the_curves():
    curves = {
        (r["curvature"], r["plan"]): r["worth"] for r in lab.backdrop() if r["panel"] == "worth"
    }
    for kappa in (-4.0, 0.5, 2.0):
        for row in lab.rows(kappa=kappa):
            if row["panel"] == "now":
                assert row["worth"] == curves[kappa, row["plan"]]


def test_the_places_to_click_cover_the_axis_once_each_round_its_kappa():
    places = [row for row in lab.backdrop() if row["panel"] == "place"]
    assert [row["set_kappa"] for row in places] == list(lab.KAPPAS)
    assert (places[0]["left"], places[-1]["right"]) == lab.ENDS
    assert all(row["left"] <= row["set_kappa"] <= row["right"] for row in places)
    assert all(a["right"] == b["left"] for a, b in pairwise(places))


def test_at_the_opening_both_simple_plans_lose_to_the_fitted_one():
    """The point of the front page must be visible before anything is touched."""
    now = {r["plan"]: r["worth"] for r in lab.rows(**lab.LAB.default()) if r["panel"] == "now"}
    assert now["fitted plan"] == 1
    assert 0.1 < now["all on one task"] < 0.8
    assert 0.1 < now["equal split"] < 0.8


def test_lab():
    check_lab(lab.LAB)


def test_says_what_it_draws():
    now = {r["plan"]: r["worth"] for r in lab.rows(kappa=0.5) if r["panel"] == "now"}
    words = lab.sentence(kappa=0.5)
    assert words.startswith(f"At κ = 0.5 an equal split is worth {now['equal split']:.0%}")
    assert f"one task alone {now['all on one task']:.0%}." in words
    assert lab.sentence(kappa=1.5).endswith("The fitted plan is a bet on one task.")
