"""The lab of the niche's shape draws what the models compute."""

import numpy as np
import pytest

from fitbreadth.convergence.figures.niche_shape import FITTEST
from fitbreadth.convergence.labs import niche_shape as lab


@pytest.mark.parametrize("p", lab.ODDS)
def test_search_lies_on_the_theory(p):
    for row in lab.rows(kappa=1.0, p=p):
        if row["panel"] == "found":
            place = lab._PLACE[row["which"]]
            theory = [place(kappa, p=p) for kappa in row["at"]]
            np.testing.assert_allclose(row["place"], theory, atol=1e-3)


@pytest.mark.parametrize("kappa", lab.KAPPAS)
def test_best_marks_are_the_fittest_of_their_curves(kappa):
    p = 0.65
    rows = lab.rows(kappa=kappa, p=p)
    for which in lab.SHAPES:
        curve, best = (
            next(row for row in rows if row["panel"] == panel and row["which"] == which)
            for panel in ("curve", "best")
        )
        mean = p * np.array(curve["one"]) + (1 - p) * np.array(curve["two"])
        assert p * best["one"] + (1 - p) * best["two"] >= mean.max() - 1e-3
        assert max(curve["one"]) < FITTEST
        # both pass through the middle, which is the unit
        assert curve["one"][16] == curve["two"][16] == 1


def test_says_what_it_draws():
    assert "any split of the budget is best" in lab.sentence(kappa=1.0, p=0.5)
    assert "all of the budget goes to one" in lab.sentence(kappa=1.25, p=0.5)
    assert "gone 71.0% of the way to its habitat" in lab.sentence(kappa=1.25, p=0.5)
    assert "the budget is split 50.0% to 50.0%" in lab.sentence(kappa=0.5, p=0.5)
    assert "to the commoner habitat" in lab.sentence(kappa=0.5, p=0.8)


def test_works_off_its_grid():
    assert lab.LAB.at(kappa=1.3, p=0.6).to_dict()
