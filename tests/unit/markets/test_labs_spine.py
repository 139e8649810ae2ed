"""The lab of the one update: four readings, the same numbers."""

import numpy as np
import pytest

from fitbreadth.markets import labs
from fitbreadth.markets.figures.spine import HIGHEST, LAST, READINGS
from fitbreadth.markets.labs import spine as lab


def find(rows, panel):
    return [row for row in rows if row["panel"] == panel]


@pytest.mark.parametrize("spread", lab.SPREADS)
def test_steps_meet_the_theory(spread):
    rows = lab.rows(spread=spread)
    (theory,), (steps,) = find(rows, "theory"), find(rows, "step")
    np.testing.assert_allclose(steps["mean"], theory["mean"][::2], atol=1.1e-4)
    total = np.sum([row["share"] for row in find(rows, "share")], axis=0)
    np.testing.assert_allclose(total, 1, atol=3e-4)


@pytest.mark.parametrize("spread", lab.SPREADS)
def test_tangents_have_the_measured_slope_and_stay_inside(spread):
    for row in find(lab.rows(spread=spread), "tangent"):
        slope = (row["high"] - row["low"]) / (row["to"] - row["from"])
        assert slope == pytest.approx(lab.rise(spread, row["at"]), abs=1e-4)
        assert 0 <= row["from"] <= row["at"] <= row["to"] <= LAST
        assert 0 <= row["low"] <= row["height"] <= row["high"] <= HIGHEST


def test_rise_is_the_variance():
    for t in lab.MOMENTS:
        assert lab.rise(1.0, t) == pytest.approx(lab._moment(1.0, t)[1], abs=1e-6)


@pytest.mark.parametrize("reading", READINGS)
def test_says_the_same_in_four_ways(reading):
    words = lab.sentence(spread=1.0, now=4, reading=reading)
    assert reading in words
    assert words.count("0.0852") == 2
    assert READINGS[reading].share in words
    assert "nothing changes" in lab.sentence(spread=0.0, now=4, reading=reading)


def test_words_and_numbers():
    first = lab.sentence(spread=0.5, now=1, reading="firms")
    assert first.startswith("After 1 step of time the variance of the efficiency")
    start = lab.sentence(spread=0.5, now=0, reading="types")
    assert start.startswith("At the start the variance of the growth rate")
    assert lab.LAB.at(spread=0.3, now=4, reading="experts").to_dict()


@pytest.mark.parametrize("name", labs.__all__)
def test_every_caption_of_the_chapter_is_short_and_names_no_side(name):
    caption = getattr(labs, name).caption
    assert len(caption.split()) <= 110
    sides = ("left of", "right of", "the left", "on the right", "to the right")
    assert not any(side in caption for side in sides)
