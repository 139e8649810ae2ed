"""The labs on how alike neighbours may be show what their models compute."""

import numpy as np
import pytest

from fitbreadth.biology.labs import packing, similarity
from fitbreadth.biology.similarity import limiting_similarity, middle_density, utilisation


def test_similarity_marks_lie_on_the_line():
    rows = [row for row in similarity.backdrop() if row["panel"] == "end"]
    assert [row["apart"] for row in rows] == list(similarity.DISTANCES)
    for row in rows:
        assert row["middle"] == pytest.approx(middle_density(row["apart"], w=1), abs=2e-5)


@pytest.mark.parametrize("d", similarity.DISTANCES)
def test_similarity_says_and_shows_the_same(d):
    gone = d < limiting_similarity().d
    assert ("is gone" in similarity.sentence(d=d)) == gone
    middle = next(row for row in similarity.rows(d=d) if row.get("who") == "in the middle")
    assert (max(middle["taken"]) == 0) == gone
    assert max(middle["alone"]) == 1


def test_similarity_has_settings_close_to_the_limit_on_either_side():
    assert 1.55 in similarity.DISTANCES
    assert 1.58 in similarity.DISTANCES
    assert 1.55 < limiting_similarity().d < 1.58
    assert {1.55, 1.58} <= set(similarity.DISTANCES)
    assert "less than about 1.56 niche widths apart" in similarity.LAB.caption
    assert "The limit of 1.56 belonged to three equal species" in packing.LAB.caption


def test_the_limit_named_is_the_one_the_model_finds():
    assert limiting_similarity().d == pytest.approx(similarity.LIMIT, abs=1e-12)


@pytest.mark.parametrize(
    ("d", "words"), [(1.561, "is still fading"), (1.562, "stays, at 9·10⁻⁴"), (1.55, "is gone")]
)
def test_similarity_beside_the_limit(d, words):
    assert words in similarity.sentence(d=d)


def test_a_width_off_a_species_takes_61_per_cent():
    middle, off = utilisation([0, 1], 0.0, w=1.0)
    assert f"{off / middle:.0%}" == "61%"
    for lab in (similarity.LAB, packing.LAB):
        assert "still takes 61% as much" in lab.caption


def strands(shape):
    last = [row for row in packing.rows(shape=shape) if row["panel"] == "present"][-1]
    return np.array([last["from"], last["to"]])


def test_packing_keeps_everyone_under_the_bell_alone():
    everyone = packing.X[-1] - packing.X[0] + 0.1
    np.testing.assert_allclose(strands("bell"), [[-everyone / 2], [everyone / 2]])
    stay = [row["x"] for row in packing.rows(shape="bell") if row["panel"] == "end"]
    np.testing.assert_allclose(stay, packing.X)
    for shape in ("trace", "bump", "flat", "edge"):
        assert np.diff(strands(shape), axis=0).sum() < everyone
        assert strands(shape).shape[1] > 1


@pytest.mark.parametrize("shape", ["bump", "flat", "edge"])
def test_packing_strands_close_in_on_those_who_stay(shape):
    stay = [row["x"] for row in packing.rows(shape=shape) if row["panel"] == "end"]
    begin, end = strands(shape)
    assert len(stay) == begin.size
    assert ((begin <= stay) & (stay <= end)).all()


@pytest.mark.parametrize("shape", ["trace", "bump", "flat", "edge"])
def test_packing_gaps_are_what_the_caption_says(shape):
    stay = [row["x"] for row in packing.rows(shape=shape) if row["panel"] == "end"]
    assert np.diff(stay).min() > 1
    assert np.diff(stay).max() < 2.5
    assert f"{len(stay)} are left" in packing.sentence(shape=shape)


def test_packing_a_smaller_change_takes_longer():
    def whole_until(shape):
        rows = [row for row in packing.rows(shape=shape) if row["panel"] == "present"]
        return max(row["since"] for row in rows if len(row["from"]) == 1)

    assert whole_until("bump") < whole_until("trace") < whole_until("bell")
