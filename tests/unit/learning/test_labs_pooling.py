"""The lab of two bakeries shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.learning.figures.pooling import LEAST, LONGEST, MOST, SHORTEST, WIDEST
from fitbreadth.learning.labs import pooling as lab


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in lab.LAB.controls}
    for row in [*lab.rows(gap=2.0, swing=10.0), *lab.rows(gap=0.0, swing=5.0)]:
        assert not names & set(row)


@pytest.mark.parametrize(("gap", "swing"), [(2.0, 10.0), (0.0, 20.0), (8.0, 5.0)])
def test_dots_lie_on_the_lines(gap, swing):
    # squares over 300 towns of 20 errors: the relative error of a mean square is at most
    # sqrt(2/10/300) when both shops share their noise, half of that of its root; 4 of those
    rows = lab.rows(gap=gap, swing=swing)
    for who in lab.WAYS:
        (dots,) = find(rows, "measured", who=who)
        for days, off in zip(dots["days"], dots["off"], strict=True):
            theory = lab._theory(who, days, gap, swing)
            assert abs(off / theory - 1) < 4 * np.sqrt(2 / 10 / 300) / 2 + 1e-3


@pytest.mark.parametrize("swing", lab.SWINGS)
def test_marks_lie_on_their_side_of_the_border(swing):
    seen = 0
    for who in (lab.OWN, lab.SHARED):
        (marks,) = find(lab.rows(gap=0.0, swing=swing), "better", who=who)
        for days, apart in zip(marks["days"], marks["apart"], strict=True):
            seen += 1
            # near it they may fall on either side
            if apart == 0 or abs(days / lab.border(apart, swing) - 1) > 0.2:
                even = lab.border(apart, swing)
                assert (who == lab.OWN) == (days > even)
    assert seen == len(lab.DAYS) * len(lab.GAPS)


def test_border_is_where_the_lines_cross():
    assert lab.border(2.0, 10.0) == pytest.approx(50)
    for gap, swing in ((1.0, 10.0), (3.0, 5.0)):
        even = lab.border(gap, swing)
        own, both = (lab._theory(who, even, gap, swing) for who in (lab.OWN, lab.SHARED))
        assert own == pytest.approx(both)
    (edge,) = find(lab.rows(gap=2.0, swing=10.0), "edge")
    assert np.interp(2, edge["apart"], edge["days"]) == pytest.approx(50, rel=0.1)


def test_blend_is_never_worse_than_own_books():
    for gap in lab.GAPS:
        for days in lab.DAYS:
            blend = lab._theory(lab.BLEND, days, gap, 10.0)
            assert blend < lab._theory(lab.OWN, days, gap, 10.0)


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            for field in ("off", "line", "low", "high"):
                assert all(LEAST <= off <= MOST for off in row.get(field, []))
            assert SHORTEST < row.get("even", 1) < LONGEST
            assert all(apart <= WIDEST for apart in row.get("apart", []))


def test_works_off_its_grid():
    assert lab.LAB.at(n=20, gap=2.5, swing=7.0, blend="yes").to_dict()


def test_says_what_it_draws():
    rest = {"gap": 2.0, "swing": 10.0, "blend": "no"}
    words = lab.sentence(n=20, **rest)
    assert "own books is off by 2.24 loaves, one from both books by 1.87" in words
    assert "both books are better, by a factor of 1.20. After 50 days own books would be." in words
    assert "the two ways tie" in lab.sentence(n=50, **rest)
    assert "Before 50 days both books were." in lab.sentence(n=200, **rest)
    assert "After about 22 days own" in lab.sentence(n=20, **(rest | {"gap": 3.0}))
    assert "Before about 1 day both" in lab.sentence(n=5, gap=6.0, swing=5.0, blend="no")
    assert "however many the days" in lab.sentence(n=1, **(rest | {"gap": 0.0}))
    assert "after a single day" in lab.sentence(n=1, gap=8.0, swing=5.0, blend="no")
    assert "The blend" in lab.sentence(n=50, **(rest | {"blend": "yes"}))


def test_panels_say_what_their_marks_are():
    drawn = str(lab.LAB.at(**lab.LAB.default()).to_dict())
    assert f"marks: {lab.TOWNS} simulated towns" in drawn


@pytest.mark.parametrize(("gap", "swing"), [(2.0, 10.0), (5.0, 10.0), (3.3, 17.0)])
def test_simulated_border_is_near_that_of_theory(gap, swing):
    # 5 standard deviations of what 60 seeds give
    even = [lab.simulated_border(lab.rows(gap=gap, swing=swing, seed=seed)) for seed in range(4)]
    assert len(set(even)) == 4
    for days in even:
        assert days == pytest.approx(lab.border(gap, swing), rel=0.135)


def test_simulated_border_of_shops_that_are_alike_is_the_end_of_the_axis():
    assert lab.simulated_border(lab.rows(gap=0.0, swing=10.0)) == lab.LONGEST
