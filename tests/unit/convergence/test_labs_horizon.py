"""The lab of horizons shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.convergence.horizon import break_even
from fitbreadth.convergence.labs import horizon as lab


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_ahead_before_the_promise():
    for setting in lab.LAB.settings():
        # on the grid of horizons, whose steps are rounded
        even = np.ceil(break_even(setting["kl"], N=setting["N"]))
        assert lab.ahead_from(**setting) <= max(even, 1)
        if setting["others"] == "alike":
            assert lab.ahead_from(**setting) < 0.5 * even or even <= 8


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        (ends,) = find(rows, "ends")
        low, high = ends["up"]
        for row in rows:
            for field in ("lost", "under", "over"):
                assert all(low <= lost <= high for lost in row.get(field, []))
            assert all(0 <= t <= ends["across"][1] for t in row.get("t", []))


def test_mean_stays_below_the_ceiling():
    rows = lab.rows(N=10, kl=0.1, others="hopeless")
    (mean,) = find(rows, "loss", who=lab.ADAPTABLE)
    assert max(mean["lost"]) <= np.log(10)


def test_says_what_it_draws():
    words = lab.sentence(N=10, kl=0.1, others="hopeless")
    assert "promises it from step 24" in words
    (edge,) = find(lab.rows(N=10, kl=0.1, others="hopeless"), "edge")
    assert edge["note"] == "from step 24"
    assert "ln 10 = 2.30" in words
    assert "from the first step on" in lab.sentence(N=10, kl=0.1, others="alike")


def test_works_off_its_grid():
    assert lab.LAB.at(N=7, kl=0.3, others="alike").to_dict()


@pytest.mark.parametrize(("N", "kl"), [(10, 0.1), (7, 0.3), (100, 0.013)])
def test_outcome_is_where_the_lines_cross(N, kl):
    run = lab.LAB.run(N=N, kl=kl, others="hopeless", seed=5)
    # from lines of four digits
    crossing = lab.ahead_from(N, kl, "hopeless", 5)
    assert lab.LAB.outcome.of(run.rows) == pytest.approx(crossing, rel=0.01)
