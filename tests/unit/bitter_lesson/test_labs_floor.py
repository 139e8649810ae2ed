"""The lab of the wide model shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.bitter_lesson.capacity_floor import narrow_risk
from fitbreadth.bitter_lesson.figures.floor import FEWEST, LARGEST, LAST, LEAST
from fitbreadth.bitter_lesson.labs import floor as lab


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in lab.LAB.controls}
    for row in [*lab.rows(k=8, r=4, c=0.0), *lab.backdrop()]:
        assert not names & set(row)


def narrow_marks():
    (marks,) = find(lab.backdrop(), "measured", who=lab.NARROW)
    return marks


def test_narrow_marks_lie_on_the_line():
    # 60 runs of 16 tasks of 16 squared normals: 4 standard errors of sqrt(2/15360)
    marks = narrow_marks()
    for n, lost in zip(marks["examples"], marks["lost"], strict=True):
        assert abs(lost / narrow_risk(n, d=16) - 1) < 4 * np.sqrt(2 / 15_360) + 1e-3


@pytest.mark.parametrize("k", lab.TASKS)
@pytest.mark.parametrize("c", lab.ALIKE)
def test_wide_marks_settle_on_the_floor(k, c):
    for r in lab.ROOM:
        rows = lab.rows(k=k, r=r, c=c)
        (marks,) = find(rows, "measured", who=lab.WIDE)
        (here,) = find(rows, "here")
        expected = max(0, 1 - r / k) * (1 - c)
        assert here["level"] == pytest.approx(expected, abs=1e-4)
        assert all(lost > expected * (1 - 1e-3) for lost in marks["low"])
        # what is left of the noise of 16 numbers, and the noise of the average
        assert marks["lost"][-1] < expected + 1.5 * 16 / 16_000
        assert bool(find(rows, "floor")) == (r < k)


def test_room_for_every_task_is_as_good_as_a_model_each():
    for k in lab.TASKS:
        # its own noise, of k tasks: 4 standard errors
        lost = lab._wide(k, 0.0, 16, lab.SEED).mean(axis=1)
        own = np.array([narrow_risk(n, d=16) for n in lab.EXAMPLES])
        assert (np.abs(lost / own - 1) < 4 * np.sqrt(2 / (60 * k * 16))).all()


def test_marks_of_the_second_panel_lie_on_its_line():
    for k in lab.TASKS:
        for c in lab.ALIKE:
            (room,) = find(lab.rows(k=k, r=1, c=c), "room")
            assert room["trained"] == pytest.approx(room["left"], abs=1.5e-3)


def test_nothing_leaves_the_axes():
    for row in lab.LAB.grid():
        for field in ("lost", "line", "low", "high"):
            assert all(LEAST <= lost <= LARGEST for lost in row.get(field, []))
        assert all(FEWEST < n < LAST for n in row.get("examples", []))


@pytest.mark.parametrize("c", lab.ALIKE)
def test_the_axis_of_capacity_fits_what_it_shows(c):
    for k in lab.TASKS:
        rows = lab.rows(k=k, r=1, c=c)
        (ends,), (room,) = find(rows, "ends"), find(rows, "room")
        low, high = ends["edge"]
        assert low < min(room["left"]) <= max(room["left"] + room["trained"]) < high
        assert max(room["left"]) > 0.4 * high


def test_works_off_its_grid():
    assert lab.LAB.at(k=5, r=3, c=0.2).to_dict()


def test_says_what_it_draws():
    words = lab.sentence(k=8, r=4, c=0.0)
    assert "8 unlike tasks in 4 shared dimensions" in words
    assert "still loses 50.0% of what" in words
    assert "50.0% is the floor, and no data go below it; 4 more dimensions would" in words
    assert "no floor at all" in lab.sentence(k=8, r=8, c=0.0)
    assert "1 more dimension would" in lab.sentence(k=2, r=1, c=0.0)
    assert "from 183 examples on it cannot be" in lab.sentence(k=8, r=1, c=0.9)
    assert "at 26° to one another in 1 shared dimension:" in lab.sentence(k=8, r=1, c=0.9)


def test_panels_say_what_their_marks_are():
    drawn = str(lab.LAB.at(**lab.LAB.default()).to_dict())
    assert f"means of {lab.RUNS} runs" in drawn
    assert f"marks: after {lab.EXAMPLES[-1]:,} examples" in drawn
