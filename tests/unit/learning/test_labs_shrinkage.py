"""The lab of many bakeries shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.learning.figures.shrinkage import TOP
from fitbreadth.learning.labs import shrinkage as lab

EVERY = [(k, spread) for k in lab.SHOPS for spread in lab.SPREADS]


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in lab.LAB.controls}
    for row in lab.rows(k=4, spread=0.5):
        assert not names & set(row)


@pytest.mark.parametrize("k", lab.SHOPS)
def test_others_are_spread_as_it_says(k):
    values = lab.truth(k, 1.5, 8.0)
    assert values[-1] == 8
    assert values[:-1].std() == pytest.approx(1.5)
    assert values[:-1].mean() == pytest.approx(0)


@pytest.mark.parametrize(("k", "spread"), EVERY)
def test_together_is_better_over_all_shops_and_the_odd_one_pays(k, spread):
    rows = lab.rows(k=k, spread=spread)
    (together,) = find(rows, "law", who=lab.TOGETHER)
    (odd,) = find(rows, "law", who=lab.ODD)
    assert max(together["law"]) < 1
    assert odd["law"][0] < 1 < max(odd["law"])


@pytest.mark.parametrize(("k", "spread"), EVERY[::3])
def test_marks_lie_on_the_lines(k, spread):
    # 4 standard errors of a mean square over the runs, for 20 marks that share their noise:
    # false alarm at most 20 * 6e-5, and the rounding
    rows = lab.rows(k=k, spread=spread)
    for way, who, place in (
        (lab.ALONE, lab.ALONE, slice(None)),
        (lab.TOGETHER, lab.TOGETHER, slice(None)),
        (lab.TOGETHER, lab.ODD, slice(-1, None)),
    ):
        (marks,) = find(rows, "found", who=who)
        for far, off in zip(marks["far"], marks["many"], strict=True):
            squares = (lab._off(k, spread, far, lab.SEED)[way][:, place] ** 2).mean(axis=1)
            error = squares.std(ddof=1) / np.sqrt(lab.RUNS)
            law = lab._theory(k, spread, far)[place] ** 2
            law = 1.0 if way == lab.ALONE else law.mean()
            assert abs(off**2 - law) < 4 * error + 3e-3


def test_shops_are_the_ones_of_the_curves():
    rows = lab.rows(k=6, spread=1.0)
    (odd,) = find(rows, "found", who=lab.ODD)
    for far, many in zip(odd["far"], odd["many"], strict=True):
        (shops,) = [row for row in find(rows, "shop", at=far) if lab.ODD in row["who"]]
        assert shops["many"][-1] == many
        assert len(shops["who"]) == len(shops["place"]) == 6


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            for off in row.get("many", []) + row.get("one", []) + row.get("law", []):
                assert 0 <= off <= TOP


def test_works_off_its_grid():
    assert lab.LAB.at(k=7, spread=0.3, odd=4.0, runs="many").to_dict()


def test_says_what_it_draws():
    rest = {"k": 10, "spread": 0.5, "runs": "many"}
    words = lab.sentence(odd=4.0, **rest)
    each = lab._theory(10, 0.5, 4.0)
    assert f"shops are off by {np.sqrt((each**2).mean()):.2f}, and alone by 1" in words
    assert f"the odd shop pays: it is off by {each[-1]:.2f}" in words
    assert "the odd shop gains too" in lab.sentence(odd=0.0, **rest)
    ours, own = (
        np.abs(lab._off(10, 0.5, 4.0, lab.SEED)[way][lab._one(10, 0.5, lab.SEED)])
        for way in (lab.TOGETHER, lab.ALONE)
    )
    closer = int((ours < own).sum())
    said = lab.sentence(odd=4.0, **(rest | {"runs": "one"}))
    assert f"where {closer} of 10 are closer" in said


def test_panels_say_what_their_marks_are():
    drawn = str(lab.LAB.at(**lab.LAB.default()).to_dict())
    assert f"root mean square: {lab.RUNS:,} runs" in drawn
    assert f"root mean square of {lab.RUNS:,} runs" in drawn


@pytest.mark.parametrize("seed", range(5, 8))
def test_the_run_shown_alone_stays_within_the_axes_with_any_seed(seed):
    for k in (4, 10, 20):
        for row in lab.rows(k=k, spread=0.7, seed=seed):
            assert max(row.get("one", [0])) <= TOP


def test_outcome_is_the_worst_place_of_the_odd_shop():
    laws = [np.sqrt((lab._theory(10, 0.5, odd) ** 2).mean()) for odd in lab.ODD_ONES]
    for seed in range(4):
        # 5 standard deviations of what 60 seeds give
        assert lab.dearest(lab.rows(k=10, spread=0.5, seed=seed)) == pytest.approx(
            max(laws), abs=0.01
        )
