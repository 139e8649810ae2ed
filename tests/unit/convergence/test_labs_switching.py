"""The lab of a switching world shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.convergence.figures.switching import HIGH, LOW, STEPS
from fitbreadth.convergence.labs import switching as lab
from fitbreadth.convergence.share_bound import share_bound


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_nothing_leaves_the_axes_and_the_bound_holds():
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        for row in rows:
            assert all(LOW <= lost <= HIGH for lost in row.get("lost", []))
            assert all(1 <= broad <= 5 for broad in row.get("tasks", []))
        ends = lab.losses(**setting)[lab.ADAPTABLE][:, -1]
        assert (ends <= share_bound(STEPS, k=setting["k"], N=5, alpha=setting["alpha"])).all()


@pytest.mark.parametrize("seen", ["one", "mean"])
def test_bound_ends_where_theory_says(seen):
    (row,) = find(lab.rows(k=9, alpha=0.005), "bound", seen=seen)
    assert row["lost"][-1] == pytest.approx(share_bound(STEPS, k=9, N=5, alpha=0.005), rel=1e-3)


def test_trust_is_broadest_just_after_a_switch():
    (row,) = find(lab.rows(k=9, alpha=0.005), "breadth")
    assert row["since"][int(np.argmax(row["tasks"]))] < 15
    assert row["tasks"][-1] < 1.3
    (row,) = find(lab.rows(k=0, alpha=0.005), "breadth")
    assert row["tasks"][0] == 5


def test_says_why_breadth_ends_early():
    assert not find(lab.rows(k=399, alpha=0.005), "rare")
    (row,) = find(lab.rows(k=1599, alpha=0.005), "breadth")
    assert row["since"][-1] < 10
    assert find(lab.rows(k=1599, alpha=0.005), "rare")


def test_says_what_it_draws():
    words = lab.sentence(k=9, alpha=0.005, runs="mean")
    ends = {
        row["who"]: row["total"] for row in find(lab.rows(k=9, alpha=0.005), "end", seen="mean")
    }
    assert f"adaptable learner lost {ends[lab.ADAPTABLE]:.0f} nats, at most 72" in words
    assert f"equal split {ends[lab.EQUAL]:,.0f}" in words
    assert lab.sentence(k=9, alpha=0.005, runs="one") != words


def test_works_off_its_grid():
    assert lab.LAB.at(k=5, alpha=0.01, runs="one").to_dict()


def test_breadth_is_what_the_assumed_rate_makes_it():
    assert lab.adaptable(9, 0.005).breadth.mean() < 1.25
    assert lab.adaptable(9, 0.5).breadth.mean() > 4.5
    assert lab.adaptable(1599, 0.5).breadth.mean() > 4.5


def test_outcome_is_of_its_seed():
    run = lab.LAB.run(k=5, alpha=0.01, seed=3)
    lost = lab.losses(5, 0.01, 3)[lab.ADAPTABLE][:, -1].mean()
    assert lab.LAB.outcome.of(run.rows) == pytest.approx(lost, abs=0.06)
    words = lab.sentence(k=5, alpha=0.01, runs="mean", seed=3)
    assert f"adaptable learner lost {lost:.0f} nats" in words
