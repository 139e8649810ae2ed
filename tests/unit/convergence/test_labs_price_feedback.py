"""The lab of the trader who knows the odds shows what the model computes."""

import numpy as np
import pytest
from scipy.stats import multinomial

from fitbreadth.convergence.figures.price_feedback import HIGHEST, LAST, LEAST, LOWEST, MOST
from fitbreadth.convergence.labs import price_feedback as lab
from fitbreadth.divergence import renyi


def find(rows, panel):
    return [row for row in rows if row["panel"] == panel]


def test_caption_is_short():
    assert len(lab.LAB.caption.split()) <= 110


@pytest.mark.parametrize("start", lab.SHARES)
@pytest.mark.parametrize("saved", [lab.SAVINGS[0], lab.SAVINGS[-1]])
def test_points_lie_on_the_exact_line(start, saved):
    rows = lab.rows(start=start, saved=saved)
    (points,), (line,) = find(rows, "mean"), find(rows, "exact")
    # 4 standard errors of the mean of the runs, false alarms 6e-5 each, and rounding. Later, most
    # runs are at the ceiling and a few far below it, and a mean of 400 is not normal.
    early = [place for place, t in enumerate(lab.TIMES) if t <= 200]
    for place in early:
        bound = 4 * exact_sd(start, saved, lab.TIMES[place]) / np.sqrt(lab.RUNS) + 1e-3
        assert abs(points["y"][place] - line["y"][place]) <= bound


def exact_sd(start, saved, t):
    """Standard deviation of a run's growth in powers of ten, over all counts of three states."""
    first, second = np.meshgrid(np.arange(t + 1), np.arange(t + 1), indexing="ij")
    counts = np.stack([first, second, t - first - second], axis=-1)
    counts = counts[counts[..., 2] >= 0]
    chance = multinomial.pmf(counts, n=t, p=lab.ODDS)
    ratio = counts @ np.log(np.divide(lab.OTHERS, lab.ODDS)) + t * np.log(saved / lab.HERS)
    growth = -np.log10(start + (1 - start) * np.exp(ratio))
    mean = chance @ growth
    return np.sqrt(chance @ (growth - mean) ** 2)


@pytest.mark.parametrize("saved", lab.SAVINGS)
def test_nothing_leaves_the_axes_or_crosses_the_ceiling(saved):
    for start in lab.SHARES:
        rows = lab.rows(start=start, saved=saved)
        (ceiling,) = find(rows, "ceiling")
        assert ceiling["y"] == pytest.approx(-np.log10(start), rel=1e-3)
        for row in rows:
            for field in ("y", "low", "high"):
                values = np.atleast_1d(row.get(field, 0))
                assert ((values >= LOWEST) & (values <= HIGHEST)).all()
            prizes = np.atleast_1d(row.get("prize", 0))
            assert ((prizes >= LEAST) & (prizes <= MOST)).all()
        for panel, field in (("band", "high"), ("exact", "y"), ("mean", "y")):
            (row,) = find(rows, panel)
            assert max(row[field]) <= ceiling["y"] + 1e-3


def test_dashed_line_is_the_tangent():
    rows = lab.rows(start=0.01, saved=0.95)
    (promise,) = find(rows, "promise")
    price = 0.01 * np.array(lab.ODDS) + 0.99 * np.array(lab.OTHERS)
    slope = renyi(lab.ODDS, price) / np.log(10)
    assert promise["y"][-1] == pytest.approx(slope * LAST, rel=1e-3)


def test_prize_fades_to_nothing():
    (edge,) = find(lab.rows(start=0.01, saved=0.95), "edge")
    assert edge["prize"][0] == pytest.approx(100 * renyi(lab.ODDS, lab.OTHERS), rel=1e-3)
    assert edge["prize"][-1] == 0
    assert (np.diff(edge["prize"]) < 0).all()


def test_says_who_wins():
    assert "In the end all is hers, 100 times the start" in lab.sentence(start=0.01, saved=0.95)
    words = lab.sentence(start=0.5, saved=0.985)
    assert "the others know less and save more; if they saved 97.94%, neither would win" in words
    assert "next to nothing" in lab.sentence(start=0.5, saved=0.95)


def test_works_off_its_grid():
    assert lab.LAB.at(start=0.2, saved=0.953).to_dict()


@pytest.mark.parametrize("saved", [lab.SAVINGS[0], lab.SAVINGS[-1]])
@pytest.mark.parametrize("start", lab.SHARES)
def test_both_points_are_named_once(start, saved):
    told = [row["words"] for row in find(lab.rows(start=start, saved=saved), "point")]
    assert sorted(", ".join(filter(None, told)).split(", ")) == [f"round {LAST}", "start"]


def test_outcome_is_of_its_seed():
    run = lab.LAB.run(start=0.2, saved=0.953, seed=3)
    mean = lab.met(0.2, 0.953, 3).growth[:, -1].mean() / np.log(10)
    assert lab.LAB.outcome.of(run.rows) == pytest.approx(mean, rel=1e-3)
