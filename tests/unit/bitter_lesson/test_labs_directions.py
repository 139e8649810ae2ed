"""The lab of relevant directions shows what the models compute."""

import pytest

from fitbreadth.bitter_lesson.figures.directions import (
    HIGHEST,
    LARGEST,
    LEAST,
    LOWEST,
    MOST,
    SMALLEST,
)
from fitbreadth.bitter_lesson.labs import directions as lab


def test_slopes_are_those_of_theory():
    for d in lab.VARIABLES:
        for relevant in lab.RELEVANT:
            for turned in (False, True):
                for who in lab.WAYS:
                    law = lab._law(who, d, relevant, turned, lab.SEED)
                    # cells are one fewer than knots along every axis, which tells in many
                    limit = lab._limit(who, d, relevant, turned)
                    assert law.exponent == pytest.approx(limit, rel=0.25)


def test_knowledge_grows_along_axes_and_when_turned():
    for turned in (False, True):
        _, times = lab._times(lab.TOLD, 6, 2, turned, lab.SEED)
        assert times[-1] > 100 * times[-4]
    _, found = lab._times(lab.FINDS, 6, 2, False, lab.SEED)
    assert found[-1] > 100 * found[-4]
    _, askew = lab._times(lab.FINDS, 6, 2, True, lab.SEED)
    assert askew[-1] < 5


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            for field in ("error", "low", "high", "line"):
                assert all(LEAST < value < MOST for value in row.get(field, []))
            assert all(LOWEST < value < HIGHEST for value in row.get("times", []))
            sizes = [row["at"]] if row["panel"] == "note" else row["size"]
            assert all(SMALLEST < value < LARGEST for value in sizes)


def test_says_what_it_draws():
    words = lab.sentence(d=4, relevant=2, turned="axes")
    assert "2 of 4 directions matter." in words
    assert "in the limit −2, −2 and −1. " in words
    assert "million" in lab.sentence(d=6, relevant=2, turned="axes")
    assert "nothing lasting" in lab.sentence(d=3, relevant=3, turned="axes")


def test_compares_at_one_size():
    for setting in lab.LAB.settings():
        d, relevant, skew = setting["d"], setting["relevant"], setting["turned"] == "turned"
        size, told, found = lab._gains(d, relevant, skew, lab.SEED)
        for who, ratio in ((lab.TOLD, told), (lab.FINDS, found)):
            sizes, times = lab._times(who, d, relevant, skew, lab.SEED)
            assert times[sizes.tolist().index(size)] == ratio
        if d > relevant:
            assert f"At N = {size:,.0f} being told divides" in lab.sentence(**setting)


def test_outcome_is_what_telling_adds_to_the_exponent():
    outcomes = [lab.steeper(lab.rows(d=4, relevant=2, turned="axes", seed=n)) for n in range(4)]
    assert len(set(outcomes)) == 4
    # six functions of finite size come within a fifth of the limit, 4/2 - 4/4
    assert outcomes == pytest.approx([1.0] * 4, abs=0.2)


def test_says_when_finding_out_does_not_help():
    for setting in lab.LAB.settings():
        d, relevant, skew = setting["d"], setting["relevant"], setting["turned"] == "turned"
        if d == relevant:
            continue
        found = lab._gains(d, relevant, skew, lab.SEED)[2]
        assert ("finding out does not help" in lab.sentence(**setting)) == (found <= lab.HELPS)
        # along the variables it does
        assert skew or found > lab.HELPS


def test_who_was_told_is_drawn_on_top():
    rows = lab.rows(d=3, relevant=3, turned="axes")
    drawn = {row["who"]: row["error"] for row in rows if row["panel"] == "errors"}
    assert list(drawn) == [lab.UNTOLD, lab.FINDS, lab.TOLD]
    assert drawn[lab.TOLD] == drawn[lab.UNTOLD]


def test_caption_is_short():
    assert len(lab.LAB.caption.split()) <= 120


def test_panels_say_what_their_marks_are():
    drawn = str(lab.LAB.at(**lab.LAB.default()).to_dict())
    assert f"means of {lab.SURFACES} functions" in drawn
