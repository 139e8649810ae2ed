"""The lab of resolution shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.bitter_lesson.figures.resolution import LARGEST, SMALLEST
from fitbreadth.bitter_lesson.labs import resolution as lab
from fitbreadth.bitter_lesson.random_surface import heights, random_surface
from fitbreadth.bitter_lesson.resolution import exponent


@pytest.mark.parametrize("kind", lab.KINDS)
def test_slopes_are_those_of_theory(kind):
    for d in (1, 2, 3):
        law = lab._law(d, kind, 0)
        assert law.exponent == pytest.approx(exponent(d, kind=kind), rel=0.12)


def find(rows, panel):
    return [row for row in rows if row["panel"] == panel]


def test_nothing_leaves_the_axes():
    frames = {}
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        frame = {row["of"]: (row["bottom"], row["top"]) for row in find(rows, "frame")}
        # whoever changes the dimensions sees the same axes
        assert frames.setdefault(setting["kind"], frame) == frame
        for row in rows:
            least, most = frame["bars" if row["panel"] == "bars" else "errors"]
            for field in ("error", "low", "high", "line"):
                assert all(least < value < most for value in np.atleast_1d(row.get(field, [])))
        for row in find(rows, "bars"):
            assert row["bottom"] == frame["bars"][0]
            assert 0 <= row["start"][0] < row["end"][-1] <= 1
    assert len({str(frame) for frame in frames.values()}) == len(lab.KINDS)
    for place in lab.places():
        assert SMALLEST <= place["left"] < place["set_n"] < place["right"] < LARGEST


def test_names_are_apart():
    for kind in lab.KINDS:
        bottom, top = lab._frame(kind, 0)["errors"]
        high = [row["error"] for row in find(lab.rows(d="one", kind=kind), "name")]
        steps = np.diff(np.log(high)) / np.log(top / bottom)
        assert (steps > 0.99 * lab.APART).all()


@pytest.mark.parametrize("kind", lab.KINDS)
@pytest.mark.parametrize(("d", "size"), [("three", 729), ("two", 729), ("two", 15_625)])
def test_bars_are_errors_of_straight_pieces(d, size, kind):
    (row,) = [r for r in find(lab.rows(d=d, kind=kind), "bars") if r["total"] == size]
    knots = round(size ** (1 / lab.DIMENSIONS[d]))
    surface = random_surface(1, seed=lab._drawn(0), kind=kind, waves=lab.WAVES)
    x = (np.arange(200_000) + 0.5) / 200_000
    at = np.linspace(0, 1, knots)
    high = heights(surface, points=np.append(at, x)[:, None])
    square = np.square(np.interp(x, at, high[:knots]) - high[knots:])
    for start, end, error in zip(row["start"], row["end"], row["error"], strict=True):
        inside = (x > start) & (x < end)
        # 48 random points of squares that vary about as much as their mean
        assert error == pytest.approx(square[inside].mean(), rel=0.6)


@pytest.mark.parametrize("d", lab.DIMENSIONS)
@pytest.mark.parametrize("kind", lab.KINDS)
def test_every_step_of_size_shows(d, kind):
    bars = find(lab.rows(d=d, kind=kind), "bars")
    assert [row["total"] for row in bars] == list(lab.SIZES)
    mean = [np.dot(np.subtract(r["end"], r["start"]), r["error"]) for r in bars]
    steps = np.diff(np.log(mean))
    if kind == "smooth":
        assert np.all(steps < -0.5)
    else:
        # where in a cell a tear lies goes up and down
        assert mean[-1] < mean[0] / 5
        assert np.all(np.abs(steps) > 0.02)
    if kind == "jump":
        assert 0 < len(bars[-1]["error"]) < 4


def test_creases_lag_behind():
    smooth, creased = (find(lab.rows(d="two", kind=k), "bars")[-1] for k in ("smooth", "kink"))
    ahead = np.array(creased["error"]) > 3 * np.array(smooth["error"])
    assert 0 < ahead.sum() < 4


def test_says_what_it_draws():
    words = lab.sentence(d="two", kind="smooth", n=729)
    assert "729 numbers, 27 × 27: mean squared error" in words
    assert "·10⁻" in words
    assert "e-" not in words
    assert "theory says −2." in words
    law = lab._law(2, "smooth", 0)
    assert f"−{law.exponent:.2f}, give or take {law.exponent - law.low:.2g} for" in words
    assert "takes 3.16 times the numbers" in words
    assert "theory says −0.333. " in lab.sentence(d="three", kind="jump", n=64)


def test_works_off_its_grid():
    assert lab.LAB.at(d="one", kind="kink", n=64).to_dict()


def test_caption_is_short():
    assert len(lab.LAB.caption.split()) <= 120


def test_panels_say_what_their_marks_are():
    drawn = str(lab.LAB.at(**lab.LAB.default()).to_dict())
    assert f"mean squares over {lab.SURFACES}; band" in drawn
    assert f"to be at most {lab.BARS}, several" in drawn


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_function_along_the_edge_is_torn_with_any_seed(seed):
    bars = find(lab.rows(d="two", kind="jump", seed=seed), "bars")
    assert all(row["error"] for row in bars)


def test_outcome_is_the_exponent_of_the_sentence():
    exponent = lab.measured_exponent(lab.rows(d="three", kind="kink"))
    assert f"N to the power −{exponent:.2f}" in lab.sentence(d="three", kind="kink", n=729)
