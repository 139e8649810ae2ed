"""The map of data and conflict shows what its models compute."""

import numpy as np
import pytest

from fitbreadth.convergence.figures.conflict_map import ALIKE, APART, FEWEST, LONGEST
from fitbreadth.convergence.labs import conflict_map as lab


def of(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


@pytest.mark.parametrize("k", lab.TASKS)
def test_marks_lie_on_their_side_of_the_border(k):
    # the nearest are a factor of sqrt(2) away: 14% of the error or more, 8 of its SE
    seen = 0
    for row in of(lab.rows(k=k), "won", game="two"):
        for n, gap in zip(row["records"], row["apart"], strict=True):
            assert (row["who"] == lab.OWN) == (n * gap > 2)
            seen += 1
    assert seen == len(lab.RECORDS) * len(lab.GAPS)


@pytest.mark.parametrize("k", lab.TASKS)
def test_blend_leaves_own_estimates_nothing(k):
    for n in lab.RECORDS:
        for gap in lab.GAPS:
            at = lab.theory(n, gap, k)
            assert at.blend < at.own
    # nor in the runs, but where the two are all but the same
    own = sum(len(row["records"]) for row in of(lab.rows(k=k), "won", game="three", who=lab.OWN))
    assert own <= 2


def test_more_tasks_raise_the_stakes():
    stakes = []
    for k in lab.TASKS:
        parts = of(lab.rows(k=k), "won", game="two")
        stakes.append(sum(sum(row["stake"]) for row in parts))
    assert stakes == sorted(stakes)
    assert stakes[0] < stakes[-1]


def test_nothing_leaves_the_axes():
    for k in lab.TASKS:
        for row in of(lab.rows(k=k), "won"):
            assert min(row["records"]) > FEWEST
            assert max(row["records"]) < LONGEST
            assert min(row["apart"]) > ALIKE
            assert max(row["apart"]) < APART
            assert min(row["stake"]) >= 0
            assert max(row["stake"]) <= 13
    (border,) = of(lab.backdrop(), "border")
    assert np.multiply(border["records"], border["apart"]) == pytest.approx(2, rel=1e-3)
    assert min(border["records"]) >= FEWEST
    assert max(border["records"]) <= LONGEST
    assert min(border["apart"]) >= ALIKE
    assert max(border["apart"]) <= APART


def test_says_what_it_draws():
    gap = lab.SET_GAPS[2]
    assert gap == pytest.approx(2**-3.5, rel=1e-3)
    words = lab.sentence(k=2, n=16, gap=gap, players="two")
    # 1/2 + 16 * 2^-3.5 / 4 of what own estimates err
    assert "errs 85% of what one each does" in words
    assert "even at 23 records" in words
    assert "The blend" not in words
    beyond = lab.sentence(k=2, n=64, gap=gap, players="three")
    # 1/2 + 64 * 2^-3.5 / 4
    assert "errs 1.91 times as much as one each" in beyond
    assert "The blend errs" in beyond


def test_works_off_its_grid():
    assert lab.LAB.at(k=4, n=64, gap=lab.SET_GAPS[2], players="two").to_dict()


@pytest.mark.parametrize("k", [2, 4])
def test_border_of_a_run_is_near_the_theory(k):
    # the ratio's slope is (1 - 1/k)/2, its standard error at most that of two means of 300
    # chi-squares of 20 numbers or more over their mean: 4 of them move the border by this
    margin = 4 * np.sqrt(2 * 2 / 20 / lab.RUNS) / ((1 - 1 / k) / 2)
    found = lab.LAB.outcome.of(lab.LAB.run(k=k, seed=1).rows)
    assert found == pytest.approx(2, abs=margin)
