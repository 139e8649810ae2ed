"""The crowding lab draws what the model computes."""

import numpy as np
import pytest

from fitbreadth.convergence.crowding import branch_point, third_point
from fitbreadth.convergence.figures.crowding import FARTHEST, LEAST, MOST, REACH
from fitbreadth.convergence.labs import crowding as lab


def test_marks_lie_on_the_theory():
    (stands,) = (row for row in lab.backdrop() if row["panel"] == "stands")
    paths = [row for row in lab.backdrop() if row.get("who") == "theory"]
    assert len(paths) == 2
    upper = max(paths, key=lambda row: row["branch"])
    apart, trait = np.array(stands["apart"]), np.array(stands["trait"])
    two = (apart > branch_point() + 0.05) & (apart < third_point() - 0.03) & (trait > 0)
    assert two.sum() > 10
    theory = np.interp(apart[two], upper["apart"], upper["trait"])
    np.testing.assert_allclose(trait[two], theory, atol=0.015)


@pytest.mark.parametrize("d", lab.DISTANCES)
def test_curves_bend_apart_beyond_the_border_only(d):
    one, many = [r["worth"] for r in lab.rows(d=d) if r["panel"] == "value"]
    middle = len(one) // 2
    assert max(one) == one[middle] == 1
    assert (many[middle + 4] > 1) == (d > branch_point())
    for worth in (one, many):
        assert min(worth) > LEAST
        assert max(worth) < MOST
    assert max(lab.STEPS) < REACH
    assert d < FARTHEST


def test_says_what_it_draws():
    assert "and so does a population. A step" in lab.sentence(d=1.0)
    assert "two kinds, at −0.86 and 0.86" in lab.sentence(d=1.5)
    assert "three kinds, at −1.46, 0.00 and 1.46" in lab.sentence(d=2.0)


def test_works_off_its_grid():
    assert lab.LAB.at(d=1.77).to_dict()


def test_the_middle_has_no_sign():
    for d in np.linspace(1.94, 2, 7).tolist():
        assert "−0.00" not in lab.sentence(d=d)
