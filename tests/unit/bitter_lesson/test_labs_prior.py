"""The lab of the expert shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.bitter_lesson.expert import ALONE, error
from fitbreadth.bitter_lesson.figures.prior import FEWEST, LARGEST, LEAST, MOST
from fitbreadth.bitter_lesson.labs import prior as lab


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in lab.LAB.controls}
    for row in lab.rows(kind="wrong", sure=10, growth="grows"):
        assert not names & set(row)


@pytest.mark.parametrize("kind", lab.KINDS)
@pytest.mark.parametrize("growth", lab.GROWTH)
def test_marks_lie_on_the_lines(kind, growth):
    # mean of runs * d squared normals: relative standard error sqrt(2/(runs d)), 4 of those
    rows = lab.rows(kind=kind, sure=10, growth=growth)
    for who, what in zip(lab.WHO, (kind, ALONE), strict=True):
        (marks,) = find(rows, "measured", who=who)
        for n, off in zip(marks["examples"], marks["off"], strict=True):
            d = n if growth == "grows" else lab.UNKNOWNS
            runs = min(lab.RUNS, max(10, lab.DRAWN // d))
            theory = error(n, who=what, sure=10, growth=growth)
            assert abs(off / theory - 1) < 4 * np.sqrt(2 / (runs * d)) + 1e-3


def test_nothing_leaves_the_axes():
    for row in lab.LAB.grid():
        for field in ("off", "line", "low", "high"):
            assert all(LEAST <= off <= LARGEST for off in row.get(field, []))
        if "better" in row:
            low, high = lab.ENDS[row["kind"]]
            assert all(low <= better <= high for better in row["better"])
        assert all(FEWEST <= n <= MOST for n in row.get("at", []))


@pytest.mark.parametrize("kind", lab.KINDS)
def test_the_axis_of_ratios_is_used(kind):
    shown = [
        row["better"]
        for sure in lab.SURE
        for row in lab.rows(kind=kind, sure=sure, growth="fixed")
        if row["panel"] == "ratio"
    ]
    low, high = lab.ENDS[kind]
    used = np.log(np.max(shown) / np.min(shown)) / np.log(high / low)
    assert used > 0.6


def test_lines_can_end_at_every_number_of_the_control():
    for row in lab.rows(kind="right", sure=10, growth="fixed"):
        if "at" in row:
            assert set(lab.EXAMPLES) <= set(row["at"])
    ahead = find(lab.backdrop(), "ahead")
    assert [row["from"] for row in ahead] == list(lab.EXAMPLES[:-1])
    assert all(row["from"] < row["middle"] < MOST for row in ahead)


def test_works_off_its_grid():
    assert lab.LAB.at(kind="right", sure=7, growth="fixed", n=50).to_dict()


def test_refuses_another_kind():
    with pytest.raises(ValueError, match="kind must be one of right, wrong, rigid"):
        lab.rows(kind="none", sure=10, growth="fixed")
    with pytest.raises(ValueError, match="growth must be one of"):
        lab.rows(kind="right", sure=10, growth="shrinks")


def test_says_what_it_draws():
    rest = lab.LAB.default()
    words = lab.sentence(**rest)
    assert "4.5% with the right expert and 8.3% without: 1.83 times as large without" in words
    assert "20,000" not in words
    assert "larger" not in words
    late = lab.sentence(**(rest | {"n": 20000}))
    assert "a gap of only 0.045% of the error. The data have all but drowned the expert" in late
    assert "6 times as large with the expert." in lab.sentence(**(rest | {"kind": "wrong"}))
    sure = lab.sentence(**(rest | {"kind": "wrong", "sure": 100, "n": 20000}))
    assert sure.endswith("1.99 times as large with the expert.")
    rigid = rest | {"kind": "rigid"}
    assert "1.09 times as large with" in lab.sentence(**rigid)
    assert "From 10 examples on the data alone do better" in lab.sentence(**rigid)
    assert "alone do better" not in lab.sentence(**(rigid | {"n": 3}))
    assert "5.09 times as large with" in lab.sentence(**(rigid | {"growth": "grows"}))
    assert "nothing washes out" in lab.sentence(**(rest | {"growth": "grows"}))


def test_says_that_the_expert_is_drowned_only_where_so():
    for kind in ("right", "wrong"):
        for sure in lab.SURE:
            for n in lab.EXAMPLES:
                ours, alone = (error(n, who=who, sure=sure) for who in (kind, ALONE))
                drowned = "drowned" in lab.sentence(kind=kind, sure=sure, growth="fixed", n=n)
                assert drowned == (max(ours, alone) < 1.05 * min(ours, alone))


def test_outcome_is_near_the_ratio_of_theory():
    for seed in range(4):
        got = lab.after_ten(lab.rows(kind="right", sure=10, growth="fixed", seed=seed))
        # 5 standard deviations of what 60 seeds give
        assert got == pytest.approx(11 / 6, abs=0.054)
