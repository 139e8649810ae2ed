"""The lab of long jobs shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.convergence.labs import tail as lab
from fitbreadth.convergence.tail import JOB, STEP, chain, suite_chain


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


@pytest.mark.parametrize("routed", [STEP, JOB])
@pytest.mark.parametrize("q", [0.003, 0.1])
def test_marks_lie_on_the_lines(q, routed):
    rows = lab.rows(q=q, ratio=0.25, routed=routed)
    for who, law in (
        (lab.SUITE, suite_chain(0.005, misrouted=q, steps=lab.STEPS, routed=routed)),
        (lab.GENERAL, chain(0.02, steps=lab.STEPS)),
    ):
        (played,) = find(rows, "played", who=who)
        # 4 standard errors and rounding: a false alarm in 6e-5 of marks
        margin = 4 * np.sqrt(law * (1 - law) / lab.JOBS) + 1e-4
        assert np.all(np.abs(np.array(played["right"]) - law) < margin)
        assert all(
            0 <= low <= high <= 1 for low, high in zip(played["low"], played["high"], strict=True)
        )


def test_border_is_where_the_lines_cross():
    for routed in (STEP, JOB):
        for m in lab.STEPS:
            even = lab.border(m, 0.25, routed)
            suite = suite_chain(0.005, misrouted=even, steps=m, routed=routed)
            assert float(suite) == pytest.approx(float(chain(0.02, steps=m)))


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in find(lab.rows(**setting), "here"):
            assert lab.RAREST < row["even"] <= lab.OFTENEST
            assert lab.RAREST < row["wrong"] < lab.OFTENEST


def test_works_off_its_grid():
    assert lab.LAB.at(m=100, q=0.02, ratio=0.3, routed=STEP).to_dict()


def test_says_what_it_draws():
    words = lab.sentence(m=100, q=0.01, ratio=0.25, routed=STEP)
    # .98 ** 100, and .015 / .995
    assert "13.3% with the general system" in words
    assert "wrong 1.51% of the time, however long the job" in words
    assert "more reliable" in words
    assert "less reliable" in lab.sentence(m=100, q=0.03, ratio=0.25, routed=STEP)
    assert "more reliable" in lab.sentence(m=100, q=0.03, ratio=0.25, routed=JOB)
    assert "jobs of 1 step " in lab.sentence(m=1, q=0.03, ratio=0.25, routed=JOB)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_lead_of_a_run_is_the_formulas(seed):
    suite = float(suite_chain(0.005, misrouted=0.01, steps=100, routed=STEP))
    broad = float(chain(0.02, steps=100))
    # 4 standard errors: a false alarm in 6e-5 of seeds
    margin = 4 * np.sqrt((suite * (1 - suite) + broad * (1 - broad)) / lab.JOBS)
    lead = lab.LAB.outcome.of(lab.LAB.run(seed=seed).rows)
    assert lead == pytest.approx(100 * (suite - broad), abs=100 * margin)
