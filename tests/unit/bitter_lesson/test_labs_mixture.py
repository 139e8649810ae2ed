"""The lab of mixtures shows what was measured and fitted."""

import numpy as np
import pytest

from fitbreadth.bitter_lesson.figures.mixture import LEAST, MIXTURES, MOST
from fitbreadth.bitter_lesson.labs import mixture as lab
from fitbreadth.bitter_lesson.mixture_twin import share_by_theory


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_mixtures_are_named_as_they_are():
    assert [f"{part:.0%}" for part in lab.PARTS[1:]] == list(MIXTURES[1:])
    assert lab.PARTS[0] == 1
    # spelt out in the description and the sentence
    assert len(MIXTURES) == 5


def test_caption_keeps_its_settings():
    assert "Models of 20 to 1,000 million parameters" in lab.LAB.caption
    drawn = str(lab.LAB.at(**lab.LAB.default()).to_dict())
    assert f"small dots: {lab.DRAWN} of {lab.RUNS} repetitions, other noise" in drawn
    low, high = lab.MIDDLE
    assert f"bars: middle {high - low:.0%} of {lab.RUNS} repetitions" in drawn


@pytest.mark.parametrize("overlap", lab.OVERLAPS)
def test_shares_lie_on_the_line(overlap):
    rows = lab.rows(overlap=overlap)
    for how, margin in ((lab.MANY, 0.012), (lab.ONE, 0.06)):
        shares = find(rows, "share", drawn=how)
        theory = share_by_theory([row["part"] for row in shares], overlap=overlap)
        assert [row["share"] for row in shares] == pytest.approx(theory, abs=margin)
    for row in find(rows, "range"):
        assert row["low"] <= row["high"]


@pytest.mark.parametrize("overlap", lab.OVERLAPS)
def test_a_joint_law_is_rarely_rejected(overlap):
    # binomial of 40 at 5 %: more than 10 with probability 3e-6
    rejected = sum(test.p_value < 0.05 for _, test in lab._results(overlap, lab.SEED))
    assert rejected <= 10


def test_drawn_lines_are_parallel():
    laws = find(lab.rows(overlap=0.25), "law", drawn=lab.MANY)
    slopes = [np.log(row["loss"][1] / row["loss"][0]) for row in laws]
    assert slopes == pytest.approx([slopes[0]] * 5, abs=1e-3)


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            if "loss" in row:
                assert all(LEAST < loss < MOST for loss in row["loss"])


def test_works_off_its_grid():
    assert lab.LAB.at(overlap=0.4, runs=lab.ONE).to_dict()


def test_says_what_it_draws():
    many, one = (lab.sentence(overlap=0.0, runs=runs) for runs in (lab.MANY, lab.ONE))
    kept = sum(test.p_value >= 0.05 for _, test in lab._results(0.0, lab.SEED))
    assert f"in {kept} of 40 repetitions their slopes" in many
    assert "With half of the examples 50% of the model works for the task" in many
    assert "with a tenth of them 16%" in many
    assert f"fitted together {lab._results(0.0, lab.SEED)[0][1].joint.alpha:.3f}" in one


def test_caption_is_short():
    assert len(lab.LAB.caption.split()) <= 120
