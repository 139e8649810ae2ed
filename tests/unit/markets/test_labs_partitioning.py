"""The lab on partitioning shows what the model computes."""

import numpy as np
import pytest

from fitbreadth.markets.figures.partitioning import TALLEST
from fitbreadth.markets.labs import partitioning
from fitbreadth.markets.labs.partitioning import LAB, SCALES, TIMES
from fitbreadth.markets.market_structure import NARROW
from fitbreadth.markets.tastes import SHAPES, tastes


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in LAB.controls}
    for row in LAB.rows(scale=200, tastes="peaked"):
        assert not names & set(row)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scale", [20, 200, 400])
def test_marks_are_the_firms_and_columns_their_customers(scale, shape):
    rows = partitioning.rows(scale=scale, tastes=shape)
    for time in TIMES:
        (served,) = find(rows, "served", round=time)
        firms = find(rows, "firm", round=time)
        sold = sum(sum(row["sold"]) for row in firms)
        # each number is rounded, to a whole customer or to a tenth
        marks = sum(len(row["sold"]) for row in firms)
        assert sold == pytest.approx(sum(served["count"]), abs=0.5 * marks + 0.05 * 61)
        for row, code in zip(firms, (0, 2), strict=True):
            cells = sum(kind // 2 * 2 == code for kind in served["code"])
            assert (cells > 0) == (len(row["sold"]) > 0)


def test_every_change_of_hands_is_shown():
    (served,) = find(partitioning.rows(scale=200, tastes="peaked"), "served", round=TIMES[-1])
    first = partitioning._runs(200, "peaked", partitioning.SEED).first
    owner = first.owner[0, TIMES[-1] - 1]
    changes = np.diff(owner[owner >= 0]) != 0
    np.testing.assert_array_equal(np.diff(served["code"]) != 0, changes)


def test_dots_fall_and_the_mean_is_theirs():
    for shape in SHAPES:
        ends = find(partitioning.backdrop(), "end", tastes=shape)
        assert [row["set_scale"] for row in ends] == list(SCALES)
        few = [np.mean(row["few"]) for row in ends]
        many = [np.mean(row["many"]) for row in ends]
        assert few[0] > few[4] > few[-1] == 0
        assert many[0] < many[4] < many[-1]
        for scale, x, y in zip(SCALES, few, many, strict=True):
            (mean,) = find(partitioning.rows(scale=scale, tastes=shape), "mean")
            assert mean["average"] == pytest.approx(x, abs=0.011)
            assert mean["firms"] == pytest.approx(y, abs=0.06)


def test_nothing_leaves_the_axes():
    for setting in LAB.settings():
        for row in find(LAB.rows(**setting), "firm"):
            assert all(0 <= top <= TALLEST for top in row["top"])
            assert all(-1 <= place <= 1 for place in row["place"])
    for row in find(partitioning.backdrop(), "end"):
        assert max(row["few"]) <= 5.4
        assert max(row["many"]) <= 65
    assert max(tastes("peaked").customers) < TALLEST


def test_says_what_it_draws():
    words = partitioning.sentence(scale=200, tastes="peaked", time=TIMES[-1])
    rows = partitioning.rows(scale=200, tastes="peaked")
    large, small = (len(row["sold"]) for row in find(rows, "firm", round=TIMES[-1]))
    assert words.startswith(f"After {TIMES[-1]} rounds: {large} generalist with")
    assert f"and {small} specialists" in words
    assert ": no generalist, and" in partitioning.sentence(scale=400, tastes="peaked", time=240)
    assert "end with no generalists (counted by size)" in partitioning.sentence(
        scale=400, tastes="peaked", time=240
    )
    (mean,) = find(partitioning.rows(scale=40, tastes="peaked"), "mean")
    words = partitioning.sentence(scale=40, tastes="peaked", time=5)
    assert ": no firm yet." in words
    assert f"end with {mean['average']:.1f} generalists" in words
    assert "with 100% of the customers" in partitioning.sentence(scale=80, tastes="flat", time=240)


@pytest.mark.parametrize("setting", [{"scale": 175}, {"scale": 200, "seed": 5}], ids=str)
def test_runs_that_the_backdrop_lacks_bring_their_dots(setting):
    rows = partitioning.rows(tastes="peaked", **setting)
    (end,), (mean,) = find(rows, "end"), find(rows, "mean")
    assert end["set_scale"] == setting["scale"]
    assert len(end["few"]) == len(end["many"]) == partitioning.RUNS
    assert mean["average"] == pytest.approx(np.mean(end["few"]), abs=0.011)
    assert LAB.outcome.of(rows) == mean["firms"] == pytest.approx(np.mean(end["many"]), abs=0.06)
    assert not find(partitioning.rows(scale=200, tastes="peaked"), "end")


def test_works_off_its_grid():
    assert LAB.at(scale=175, tastes="peaked", time=240).to_dict()


def test_caption_says_how_markets_end():
    assert partitioning._runs(400, "peaked", partitioning.SEED).few.max() == 0
    assert "at 400 no firm grows large enough" in LAB.caption
    for scale in SCALES:
        *_, few, many = partitioning._runs(scale, "flat", partitioning.SEED)
        if scale <= 80:
            assert many.mean() < 0.5
        else:
            assert (few.max() == 0) == (scale >= 200)
            assert many.mean() > 10
    assert "up to 80 there are next to no specialists, from 200 on no generalist" in LAB.caption
    assert f"less than {NARROW:.0%} of the tastes" in LAB.caption
