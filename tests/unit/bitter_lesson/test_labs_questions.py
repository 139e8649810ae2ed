"""The lab on questions about digits shows what the stored runs say."""

import numpy as np
import pytest

from fitbreadth.bitter_lesson.figures.questions import (
    CONTROL,
    FARTHEST,
    FEWEST,
    GREATEST,
    HIGH,
    HIGHEST,
    LEAST,
    LOW,
    LOWEST,
    MOST,
    MOST_IN_ALL,
    UNIT,
)
from fitbreadth.bitter_lesson.labs import questions
from fitbreadth.bitter_lesson.labs.question_words import VAGUE, WORTH, clear, points, times
from fitbreadth.bitter_lesson.question_equivalent import equivalent
from fitbreadth.bitter_lesson.question_reasons import versus
from fitbreadth.bitter_lesson.question_results import premium
from fitbreadth.bitter_lesson.question_runs import RUNS
from fitbreadth.bitter_lesson.question_table import runs


def panel(rows, name):
    return [row for row in rows if row["panel"] == name]


def test_offers_every_number_of_the_table():
    assert list(questions.N) == runs("narrow").n.tolist()
    assert WORTH in runs("narrow").width.tolist()


def test_nothing_leaves_the_axes():
    for setting in questions.LAB.settings():
        drawn = questions.rows(**setting)
        for row in panel(drawn, "error"):
            assert min(row["low"]) >= (LEAST if setting["question"] < 0 else 0)
            assert max(row["high"]) < GREATEST
            assert FEWEST < min(row["units"]) <= max(row["units"]) < MOST
        low, high = (LOW, HIGH) if setting["question"] < 0 else (LOWEST, HIGHEST)
        for row in (*panel(drawn, "premium"), *panel(drawn, "control")):
            if not row["units"]:
                continue
            if row["reading"] == "ratio":
                assert min(row["low"]) > 2**low
                assert max(row["high"]) < 2**high
            else:
                assert min(row["low"]) > -UNIT * (2**-low - 1)
                end = high if setting["question"] < 0 else FARTHEST
                assert max(row["high"]) < UNIT * (2**end - 1)


def test_marks_are_the_premium_and_its_verdict():
    for setting in questions.LAB.settings():
        k = questions.N.index(setting["n"])
        asked = None if setting["question"] < 0 else setting["question"]
        for row in panel(questions.rows(**setting), "premium"):
            made = premium(row["reading"], size=setting["size"], question=asked)
            even = 1 if row["reading"] == "ratio" else 0
            widths = runs("narrow").width.tolist()
            for unit, mean, verdict in zip(
                row["units"], row["premium"], row["verdict"], strict=True
            ):
                i = widths.index(unit)
                assert mean == pytest.approx(made.mean[k, i], rel=1e-3)
                expected = {
                    (True, False): "narrow errs less",
                    (False, True): "wide errs less",
                    (False, False): "too close to call",
                }[bool(made.low[k, i] > even), bool(made.high[k, i] < even)]
                assert verdict == expected


def test_the_control_is_shown_where_it_was_run():
    for setting in questions.LAB.settings():
        drawn = panel(questions.rows(**setting), "control")
        assert bool(drawn) == (setting["size"] == "each")
        k = questions.N.index(setting["n"])
        asked = None if setting["question"] < 0 else setting["question"]
        for row in drawn:
            made = versus("copies", "narrow", reading=row["reading"], question=asked)
            assert set(row["units"]) <= set(made.width.tolist())
            if asked is None:
                assert row["units"] == made.width.tolist()
                assert row["premium"] == pytest.approx(made.mean[k], rel=1e-3)
            assert row["verdict"] == CONTROL


def test_marks_are_within_their_axis():
    for setting in questions.LAB.settings():
        most = MOST if setting["size"] == "each" else MOST_IN_ALL
        units = {unit for row in questions.rows(**setting) for unit in row["units"]}
        assert FEWEST < min(units) <= max(units) < most < 2 * max(units)


def test_only_vague_ratios_are_left_out():
    for setting in questions.LAB.settings():
        ratio, difference = panel(questions.rows(**setting), "premium")
        assert set(ratio["units"]) <= set(difference["units"])
        if setting["question"] < 0:
            assert ratio["units"] == difference["units"]
        for low, high in zip(ratio["low"], ratio["high"], strict=True):
            assert high / low <= VAGUE * 1.01


def test_says_what_it_draws():
    for setting in questions.LAB.settings():
        for how in ("ratio", "difference"):
            words = questions.sentence(**setting, how=how)
            asked = None if setting["question"] < 0 else setting["question"]
            assert (asked is None) or f"a{'n' if asked == 8 else ''} {asked}?" in words
            k = questions.N.index(setting["n"])
            made = premium(how, size=setting["size"], question=asked)
            unclear = 0
            for i in (0, -1):
                mean, low, high = (float(each[k, i]) for each in (made.mean, made.low, made.high))
                if how == "ratio" and not clear(np.array(low), np.array(high)):
                    unclear += 1
                elif how == "ratio":
                    assert f"{times(mean)} times as often as" in words
                    assert f"{times(low)} to {times(high)})" in words
                else:
                    side = "more" if mean > 0 else "less"
                    assert f"{points(mean).lstrip('+−')} points {side} than" in words
                    assert f"{points(low)} to {points(high)})" in words
            assert words.count("an uncertain number") == unclear
            average = setting["size"] == "each" and asked is None
            assert words.count(". ") == (setting["size"] == "each") + average
            if setting["size"] == "each":
                needs = float(equivalent(question=asked).k[k, 3])
                told = f"{needs:.2g} times as many" if np.isfinite(needs) else "more than were"
                assert f"narrow networks of 4 units a wide one needs {told}" in words


@pytest.mark.parametrize("n", questions.N)
@pytest.mark.parametrize("how", ["ratio", "difference"])
def test_the_control_is_told_as_it_was_measured(n, how):
    words = questions.sentence(question=-1, n=n, size="each", how=how)
    made, k = versus("copies", "narrow", reading=how), questions.N.index(n)
    mean, low, high = (each[k, -1] for each in (made.mean, made.low, made.high))
    written = times if how == "ratio" else points
    told = words[words.index("At 64 units the control errs") :]
    assert written(mean).lstrip("+−") in told
    assert f"({written(low)} to {written(high)})" in told


@pytest.mark.parametrize(
    ("ratio", "words"), [(0.8456, "0.85"), (9.054, "9.05"), (42.4, "42"), (1234, "1,200")]
)
def test_ratios_in_words(ratio, words):
    assert times(ratio) == words


@pytest.mark.parametrize(
    ("difference", "words"),
    [(-0.00036, "−0.0004"), (0.0331, "+0.03"), (-1.14, "−1.1"), (23.6, "+24"), (0.35, "+0.35")],
)
def test_differences_in_words(difference, words):
    assert points(difference) == words


def test_the_caption_is_short():
    assert len(questions.LAB.caption.split()) <= 110


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"question": 10}, "question must be one of"),
        ({"n": 121}, "n must be one of"),
        ({"size": "half"}, "size must be one of each, all"),
    ],
)
def test_refuses_what_was_not_run(changed, match):
    with pytest.raises(ValueError, match=match):
        questions.rows(**({"question": 3, "n": 120, "size": "each"} | changed))


def test_panels_say_what_their_marks_are():
    drawn = str(questions.LAB.at(**questions.LAB.default()).to_dict())
    assert f"means of {RUNS} dealings" in drawn
    assert "vaguer than tenfold" in drawn
    assert VAGUE == 10
