"""The lab of prices shows what the model computes."""

import pytest

from fitbreadth.convergence.figures.task_cost import DEAREST, FEWEST, MOST
from fitbreadth.convergence.labs import task_cost as lab


def find(rows, panel):
    return [row for row in rows if row["panel"] == panel]


def test_marks_lie_on_their_side_of_the_break_even():
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        (border,) = find(rows, "border")
        for row in find(rows, "task"):
            for calls in row["calls"]:
                # both are rounded to four digits
                if abs(calls / border["calls"] - 1) > 1e-3:
                    assert (row["who"] == lab.NARROW) == (calls > border["calls"])
        assert sum(len(row["task"]) for row in find(rows, "task")) == lab.TASKS


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        assert FEWEST < find(rows, "border")[0]["calls"] <= MOST
        for row in find(rows, "task"):
            assert all(FEWEST < calls < MOST for calls in row["calls"])
        (plans,) = find(rows, "plans")
        assert all(0 < cost < DEAREST for cost in plans["cost"])
        (best,) = find(rows, "best")
        assert best["cost"] == min(plans["cost"])


def test_works_off_its_grid():
    assert lab.LAB.at(fixed=30_000, price=0.2, unequal=0.8).to_dict()


def test_says_what_it_draws():
    words = lab.sentence(fixed=50_000, price=0.1, unequal=1.5)
    # 50,000 / 0.9
    assert "from 55,556 calls a year on: that is 4 of 20 tasks" in words
    assert "would cost 110%." in words
    assert "none is called that often" in lab.sentence(fixed=100_000, price=0.9, unequal=0.0)
    assert "every one is called" in lab.sentence(fixed=1_000, price=0.1, unequal=1.0)


@pytest.mark.parametrize("fixed", lab.FIXED)
def test_both_kinds_need_unequal_demand(fixed):
    assert lab.year(fixed, 0.5, 0.0).own in (0, lab.TASKS)
