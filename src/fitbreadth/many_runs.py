"""Many runs of one lab at one setting: how far chance alone moves what a figure shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from fitbreadth.palette import COLOUR
from fitbreadth.rounding import written
from fitbreadth.sweep import sweep
from fitbreadth.validate import Float, integer

if TYPE_CHECKING:
    from fitbreadth.lab import Lab


_LINE = 44
"""Letters that fit under the narrowest picture."""
_MOST_BARS = 30


@dataclass(frozen=True)
class ManyRuns:
    """Outcomes of runs that differ in nothing but their seeds.

    Attributes
    ----------
    seeds : tuple of int
        One after the other.
    outcomes : ndarray of float, shape (runs,)
        Each run's outcome, in the unit of :attr:`fitbreadth.lab.Outcome.label`.
    """

    seeds: tuple[int, ...]
    outcomes: Float


def many_runs(
    lab: Lab,
    *,
    count: int,
    seed: int | None = None,
    progress: Callable[[int, int], object] | None = None,
    **setting: Any,
) -> ManyRuns:
    """Run a lab with one seed after the other.

    Parameters
    ----------
    lab : Lab
        One with an outcome.
    count : int
        Number of runs, from 2 to 10,000.
    seed : int, optional
        The first; by default the lab's own.
    progress : callable, optional
        As for :func:`fitbreadth.sweep.sweep`.
    **setting
        As for :meth:`fitbreadth.lab.Lab.run`.

    Returns
    -------
    ManyRuns
        Their outcomes.

    Raises
    ------
    ValueError
        If the lab has no outcome, a run's is no finite number, or as for
        :meth:`fitbreadth.lab.Lab.run`.

    Examples
    --------
    >>> from fitbreadth.biology.labs import GRAIN
    >>> runs = many_runs(GRAIN, count=3)
    >>> runs.seeds, runs.outcomes.shape
    ((0, 1, 2), (3,))
    """
    if lab.outcome is None or lab.seed is None:
        raise ValueError(f"lab must have an outcome to compare, got {lab.name} without one")
    first = lab.seed if seed is None else integer("seed", seed, low=0)
    seeds = range(first, first + integer("count", count, low=2, high=10_000))
    runs = sweep(partial(_outcome, lab, setting), {"seed": seeds}, progress=progress or False)
    outcomes = np.array(runs.results, dtype=float)
    if not np.isfinite(outcomes).all():
        at = int(np.argmin(np.isfinite(outcomes)))
        raise ValueError(
            f"outcome of {lab.name} must be a finite number, "
            f"got {outcomes[at]} with seed {seeds[at]}"
        )
    return ManyRuns(tuple(seeds), outcomes)


def _outcome(lab: Lab, setting: dict[str, Any], seed: int) -> float:
    assert lab.outcome is not None
    return lab.outcome.of(lab.run(seed=seed, **setting).rows)


def words(label: str, runs: ManyRuns) -> str:
    """Sum many runs up in words.

    Examples
    --------
    >>> words("lead", ManyRuns((4, 5, 6), np.array([1.0, 2.0, 6.0])))
    'Lead, 3 runs, seeds 4 to 6: 3 on average, half of them from 1.5 to 4, all from 1 to 6.'
    >>> words("Lead", ManyRuns((4, 5), np.array([1.0, 1.0])))
    'Lead, 2 runs, seeds 4 to 5: 1 in all of them.'
    >>> words("Lead", ManyRuns((4, 5), np.array([1.0, 1.0004]))).split(": ")[1]
    '1.0002 on average, half of them from 1.0001 to 1.0003, all from 1 to 1.0004.'
    """
    digits = _digits(runs.outcomes)
    quantiles = [float(at) for at in np.quantile(runs.outcomes, [0, 0.25, 0.75, 1])]
    low, first, third, high = (written(at, digits=digits) for at in quantiles)
    head = (
        f"{label[:1].upper()}{label[1:]}, {len(runs.seeds):,} runs, "
        f"seeds {runs.seeds[0]} to {runs.seeds[-1]}: "
    )
    if low == high:
        return f"{head}{low} in all of them."
    mean = written(float(runs.outcomes.mean()), digits=digits)
    return (
        f"{head}{mean} on average, half of them from {first} to {third}, all from {low} to {high}."
    )


def _digits(outcomes: Float) -> int:
    """Return how many digits show that outcomes differ: three, and more where they are close."""
    low, high = float(outcomes.min()), float(outcomes.max())
    close = high - low <= 1e-9 * max(abs(low), abs(high))
    if close or written(low, digits=3) != written(high, digits=3):
        return 3
    apart = (n for n in range(4, 14) if written(low, digits=n) != written(high, digits=n))
    return next(apart) + 1


def picture(label: str, runs: ManyRuns) -> dict[str, Any]:
    """Return a Vega-Lite chart of how the outcomes spread, with the first run marked.

    Where it is drawn there may be no Altair.

    Examples
    --------
    >>> spread = picture("Lead", ManyRuns((4, 5, 6), np.array([1.0, 2.0, 6.0])))
    >>> [layer["data"]["values"][0]["word"] for layer in spread["layer"][1:]]
    ['mean 3', 'seed 4: 1']
    """
    edges = bins(runs.outcomes)
    counts, _ = np.histogram(runs.outcomes, bins=edges)
    bars = [
        {"low": float(left), "high": float(right), "runs": int(n)}
        for left, right, n in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    room = 0.04 * (edges[-1] - edges[0])
    domain = [float(edges[0] - room), float(edges[-1] + room)]
    look = {"labelColor": COLOUR["muted"], "titleColor": COLOUR["ink"]}
    along = {
        "field": "low",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False},
        "axis": {**look, "title": wrap(label, _LINE), "tickCount": 6},
    }
    up = {
        "field": "runs",
        "type": "quantitative",
        # the words stand clear of the highest bar
        "scale": {"domain": [0, 1.08 * float(counts.max())], "nice": False},
        "axis": {**look, "title": "Runs", "tickMinStep": 1, "tickCount": 4},
    }
    mean, first = float(runs.outcomes.mean()), float(runs.outcomes[0])
    digits = _digits(runs.outcomes)
    marks = (
        (mean, f"mean {written(mean, digits=digits)}", COLOUR["environment"]),
        (first, f"seed {runs.seeds[0]}: {written(first, digits=digits)}", COLOUR["ink"]),
    )
    histogram = {
        "data": {"values": bars},
        "mark": {"type": "bar", "color": COLOUR["faint"]},
        "encoding": {"x": along, "x2": {"field": "high"}, "y": up, "y2": {"datum": 0}},
    }
    lines = [
        _line(at, word, colour, height=height, leftwards=at > sum(domain) / 2)
        for height, (at, word, colour) in enumerate(marks)
    ]
    return {"width": 300, "height": 120, "layer": [histogram, *lines]}


def _line(at: float, word: str, colour: str, *, height: int, leftwards: bool) -> dict[str, Any]:
    """Draw a line and its words, which stand over the bars, one line higher a mark."""
    text = {
        "type": "text",
        "color": colour,
        "baseline": "bottom",
        "y": -4 - 14 * height,
        # into the picture, where there is room for them
        "align": "right" if leftwards else "left",
    }
    return {
        "data": {"values": [{"x": at, "word": word}]},
        "encoding": {"x": {"field": "x", "type": "quantitative"}},
        "layer": [
            {"mark": {"type": "rule", "color": colour, "size": 2}},
            {"mark": text, "encoding": {"text": {"field": "word"}}},
        ],
    }


def bins(outcomes: Float) -> Float:
    """Return the edges between which outcomes are counted.

    Examples
    --------
    Whole numbers stand in the middle of their bars; what is all the same has one.

    >>> bins(np.array([2.0, 4.0])), bins(np.array([0.25, 0.25]))
    (array([1.5, 2.5, 3.5, 4.5]), array([-0.25,  0.75]))
    """
    low, high = float(outcomes.min()), float(outcomes.max())
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        half = 0.5 * max(1.0, abs(low))
        return np.array([low - half, low + half])
    if high - low < _MOST_BARS and np.all(outcomes == outcomes.round()):
        return np.arange(low - 0.5, high + 1)
    count = min(_MOST_BARS, max(5, round(np.sqrt(len(outcomes)))))
    return np.linspace(low, high, count + 1)
