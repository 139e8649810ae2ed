"""The lab of the update in a world of chance shows what the models compute."""

import numpy as np
import pytest

from fitbreadth.convergence.figures.one_update import HIGHEST, LAST, LOWEST, PROGRAMS, UNITS
from fitbreadth.convergence.labs import one_update as lab
from fitbreadth.divergence import renyi


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_caption_is_short():
    assert len(lab.LAB.caption.split()) <= 110


@pytest.mark.parametrize("history", lab.HISTORIES)
def test_four_marks_coincide_at_every_moment(history):
    rows = lab.rows(history=history)
    for now in lab.MOMENTS:
        four = find(rows, "four", at=now)
        assert [row["program"] for row in four] == list(PROGRAMS.values())
        for row in four:
            assert row["share"] == pytest.approx(four[0]["share"], abs=2e-9)
            assert sum(row["share"]) == pytest.approx(1, abs=1e-8)
    assert lab.met(history).apart < 1e-12


def test_dashed_lines_fall_by_the_misfit():
    for who in lab.OTHERS:
        (line,) = find(lab.rows(history=1), "theory", who=who)
        misfit = renyi(lab.ODDS, lab.BELIEFS[who])
        assert line["y"][-1] == pytest.approx(-misfit * LAST / np.log(10), rel=1e-3)


def test_bands_hold_most_histories():
    # 18 ends of lines, each within 2 sd with chance .95: nine or more outside has chance 1e-7
    outside = 0
    for history in lab.HISTORIES:
        rows = lab.rows(history=history)
        for who in lab.OTHERS:
            (run,), (band,) = find(rows, "run", who=who), find(rows, "band", who=who)
            outside += not band["low"][-1] <= run["y"][-1] <= band["high"][-1]
    assert outside < 9


@pytest.mark.parametrize("history", lab.HISTORIES)
def test_nothing_leaves_the_axes(history):
    for row in lab.rows(history=history):
        for field in ("y", "low", "high"):
            values = np.atleast_1d(row.get(field, 0))
            assert ((values >= LOWEST) & (values <= HIGHEST)).all()


def test_dots_lie_on_the_runs():
    rows = lab.rows(history=2)
    for dot in find(rows, "dot"):
        for who, height in zip(dot["who"], dot["y"], strict=True):
            (run,) = find(rows, "run", who=who)
            assert run["y"][dot["at"]] == height


def test_says_what_it_draws():
    assert "each of the four traders has a quarter of the wealth" in lab.sentence(
        reading="traders", history=1, now=0
    )
    words = {name: lab.sentence(reading=name, history=1, now=100) for name in PROGRAMS}
    (dot,) = find(lab.rows(history=1), "four", at=100, program="Bayes")
    share = dot["share"][list(UNITS).index("knows the odds")]
    assert f"the one that knows the odds has {share:.1%} of the probability" in words["hypotheses"]
    assert all("less than one part in 10¹²" in said for said in words.values())
    assert "the nearly right one has" in lab.sentence(reading="experts", history=1, now=40)


def test_works_off_its_grid():
    assert lab.LAB.at(reading="experts", history=4, now=20, seed=3).to_dict()


def test_no_history_is_another_seeds():
    met = [lab.met(history, seed) for seed in (0, 1, 2) for history in lab.HISTORIES]
    assert len({tuple(found.states.tolist()) for found in met}) == 18


def test_a_run_ends_where_its_line_does():
    run = lab.LAB.run(seed=5)
    (line,) = find(run.rows, "run", who="even-handed")
    assert lab.LAB.outcome.of(run.rows) == line["y"][-1]
