"""Many runs of a lab: the same as single ones, summed up in words and in a picture."""

from __future__ import annotations

import json

import altair as alt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome
from fitbreadth.many_runs import ManyRuns, bins, many_runs, picture, words
from fitbreadth.palette import themed


def rows(*, a, seed=3):
    return [{"y": a * float(np.random.default_rng(seed).random())}]


def lab(of=lambda rows: rows[0]["y"], **more):
    chance = {"seed": 3, "outcome": Outcome("Yield", of)} | more
    control = Control("a", "A", (1, 2, 3), 1)
    return Lab("fig-a", (control,), rows, lambda rows: None, "C.", "D.", {"y": "Y"}, **chance)


def runs(*outcomes):
    return ManyRuns(tuple(range(7, 7 + len(outcomes))), np.array(outcomes, dtype=float))


def test_each_run_is_that_of_its_seed():
    found = many_runs(lab(), count=4, seed=10, a=2)
    assert found.seeds == (10, 11, 12, 13)
    assert found.outcomes.tolist() == [rows(a=2, seed=seed)[0]["y"] for seed in found.seeds]


def test_the_first_is_the_labs_own():
    assert many_runs(lab(), count=2).seeds == (3, 4)


def test_progress_is_told_and_can_end_them():
    told = []

    def report(done, total):
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        many_runs(lab(), count=5, progress=report)
    assert told == [(0, 5), (1, 5), (2, 5)]


@pytest.mark.parametrize("count", [1, 10_001])
def test_a_count_out_of_range_is_refused(count):
    with pytest.raises(ValueError, match=rf"count must be an integer .* got {count}"):
        many_runs(lab(), count=count)


def test_a_lab_without_an_outcome_is_refused():
    with pytest.raises(ValueError, match="lab must have an outcome to compare, got fig-a"):
        many_runs(lab(outcome=None), count=2)


def test_an_outcome_that_is_no_number_is_refused_with_its_seed():
    odd = rows(a=1, seed=4)[0]["y"]
    broken = lab(lambda rows: float("nan") if rows[0]["y"] == odd else 1.0)
    with pytest.raises(ValueError, match=r"outcome of fig-a must be a finite .* nan with seed 4"):
        many_runs(broken, count=3)


def test_words_say_the_quartiles():
    assert words("yield", runs(0, 1, 2, 3, 10)) == (
        "Yield, 5 runs, seeds 7 to 11: 3.2 on average, half of them from 1 to 3, all from 0 to 10."
    )


@given(
    arrays(float, st.integers(2, 60), elements=st.floats(-1e9, 1e9, allow_nan=False)),
)
def test_every_outcome_is_in_one_bar(outcomes):
    edges = bins(outcomes)
    assert (np.diff(edges) > 0).all()
    assert np.histogram(outcomes, bins=edges)[0].sum() == len(outcomes)


@pytest.mark.parametrize("outcomes", [[0.3, 0.1 + 0.2], [0, 0], [-4.0, -4.0], [1e300, 1e300]])
def test_what_is_all_but_the_same_has_one_bar(outcomes):
    low, high = bins(np.array(outcomes))
    assert low < min(outcomes) <= max(outcomes) < high


def test_whole_numbers_have_a_bar_each():
    assert bins(np.array([0.0, 3.0])).tolist() == [-0.5, 0.5, 1.5, 2.5, 3.5]


def layers(spec):
    return spec["layer"][0], [line["layer"][1]["mark"] for line in spec["layer"][1:]]


def test_the_words_of_two_lines_stand_one_over_the_other_and_inwards():
    for outcomes in ([5, 5.001, 5.002], [0, 9, 9, 9], [9, 0, 0, 0]):
        _, (mean, first) = layers(picture("Y", runs(*outcomes)))
        assert mean["y"] - first["y"] >= 12, "a line of text is 12 px high"
    _, (mean, first) = layers(picture("Y", runs(0, 9, 9, 9)))
    assert (mean["align"], first["align"]) == ("right", "left")


def test_a_long_title_is_broken_into_lines():
    spec = picture("A label that says in full what comes of one run, with its unit", runs(1, 2))
    lines = spec["layer"][0]["encoding"]["x"]["axis"]["title"]
    assert len(lines) == 2
    assert max(map(len, lines)) <= 44


def test_the_picture_is_vega_lite_in_the_colours_of_the_book():
    spec = picture("Y", runs(1, 2, 4))
    assert alt.Chart.from_dict(spec).to_dict()["layer"]
    assert "#" not in json.dumps(themed(spec))
    bars, _ = layers(spec)
    assert sum(bar["runs"] for bar in bars["data"]["values"]) == 3
