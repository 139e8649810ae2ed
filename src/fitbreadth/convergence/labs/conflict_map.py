"""The map of learning: data by conflict, and a border that does not ask how many tasks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.conflict_map import Risks, equidistant, risks
from fitbreadth.convergence.conflict_runs import Errors, estimate
from fitbreadth.convergence.figures.conflict_map import ALIKE, APART, FEWEST, LONGEST, WAYS, draw
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.learning.pooling_runs import pool
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts, written

NUMBERS = 20
"""Of a task."""

TASKS = (2, 3, 5, 16)
RECORDS = tuple(2**power for power in range(11))
GAPS = tuple(short(2 ** (power + 0.5)) for power in range(-10, 3))
"""Conflicts: at no number of records does one lie on the border."""

SET_RECORDS = RECORDS[::2]
SET_GAPS = GAPS[2::2]
RUNS, SEED = 300, 7
OWN, ONE, BLEND = WAYS
PLAYERS = {"two": (OWN, ONE), "three": (OWN, ONE, BLEND)}


def _distance(gap: float) -> float:
    return float(np.sqrt(gap * NUMBERS))


@lru_cache(maxsize=len(RECORDS) * len(GAPS) * len(TASKS))
def _errors(n: int, gap: float, k: int, seed: int) -> Errors:
    """Estimate k tasks in 300 runs; two by the learning chapter's own model."""
    if k == 2:
        found = pool(n, distance=_distance(gap), d=NUMBERS, runs=RUNS, seed=seed)
        pair = (found.dedicated, found.shared, found.blend)
        return Errors(*(errors.mean(axis=1) for errors in pair))
    tasks = equidistant(k, d=NUMBERS, distance=_distance(gap))
    return estimate(tasks, n=n, runs=RUNS, seed=seed)


def winner(n: int, gap: float, k: int, players: str, seed: int = SEED) -> str:
    """Return who erred least on average, of two or of three."""
    found = _errors(n, gap, k, seed)
    means = {OWN: found.own.mean(), ONE: found.one.mean(), BLEND: found.blend.mean()}
    return min(PLAYERS[players], key=lambda who: float(means[who]))


def rows(*, k: int, seed: int = SEED) -> list[Row]:
    """Return who erred least where, with and without the blend."""
    parts: list[Row] = []
    for players, ways in PLAYERS.items():
        won = {(n, gap): winner(n, gap, k, players, seed) for n in RECORDS for gap in GAPS}
        for who in ways:
            at = [place for place, best in won.items() if best == who]
            ratios = [_ratio(*place, k, seed) for place in at]
            if at:
                parts.append(
                    {
                        "panel": "won",
                        # a view's own name would be taken for a setting
                        "game": players,
                        "who": who,
                        "records": [n for n, _ in at],
                        "apart": [gap for _, gap in at],
                        "ratio": ratios,
                        "stake": [round(abs(float(np.log2(ratio))), 2) for ratio in ratios],
                    }
                )
    return parts


def _ratio(n: int, gap: float, k: int, seed: int) -> float:
    found = _errors(n, gap, k, seed)
    return short(float(found.one.mean() / found.own.mean()))


def backdrop() -> list[Row]:
    """Return the border, and where the reader may drag the ring to."""
    records = np.geomspace(max(FEWEST, 2 / APART), 2 / ALIKE, 2)
    records = np.minimum(records, LONGEST)
    across = stretches(SET_RECORDS, low=FEWEST, high=LONGEST, ratios=True)
    up = stretches(SET_GAPS, low=ALIKE, high=APART, ratios=True)
    places: list[Row] = [
        {
            "panel": "place",
            "set_n": n,
            "set_gap": gap,
            "left": left,
            "right": right,
            "bottom": bottom,
            "top": top,
        }
        for n, (left, right) in zip(SET_RECORDS, across, strict=True)
        for gap, (bottom, top) in zip(SET_GAPS, up, strict=True)
    ]
    border: Row = {"panel": "border", "records": shorts(records), "apart": shorts(2 / records)}
    return [border, *places]


@lru_cache(maxsize=len(RECORDS) * len(GAPS) * len(TASKS))
def theory(n: int, gap: float, k: int) -> Risks:
    """Return the expected errors per number, in units of one record's noise."""
    found = risks(equidistant(k, d=NUMBERS, distance=_distance(gap)), n=n)
    return Risks(found.own / NUMBERS, found.one / NUMBERS, found.blend / NUMBERS)


def sentence(*, k: int, n: int, gap: float, players: str) -> str:
    """Say by how much one estimate for all errs more or less than one each, and the border."""
    at = theory(n, gap, k)
    ratio = at.one / at.own
    than = (
        f"{written(ratio, digits=3)} times as much as one each"
        if ratio >= 1
        else f"{ratio:.0%} of what one each does"
    )
    even = 2 / gap
    words = (
        f"At the ring one estimate for {'both' if k == 2 else f'all {k}'} tasks errs {than} "
        "(squared, on average). "
        f"The two are even at {written(even, digits=2)} records, for any number of tasks."
    )
    if players == "three":
        part = at.blend / at.own
        words += (
            " The blend errs as much as one each, to within 1%."
            if part > 0.99
            else f" The blend errs {part:.0%} of what one each does."
        )
    return words


def _border(rows: Sequence[Row]) -> float:
    """Return where on records times conflict both err alike, which is 2 in theory."""
    two = [row for row in rows if row.get("game") == "two"]
    products = np.concatenate([np.multiply(row["records"], row["apart"]) for row in two])
    ratios = np.concatenate([row["ratio"] for row in two])
    # the ratio is a straight line in the product, of which these are the two next to the border
    ends = [2**0.5, 2**1.5]
    beside = [ratios[np.isclose(products, end, rtol=0.01)].mean() for end in ends]
    return round(float(np.interp(1, beside, ends)), 4)


LAB = Lab(
    name="fig-conflict-map",
    controls=(
        Control("k", "Tasks", TASKS, 2),
        Control("n", "Records of each task", SET_RECORDS, 64, view=True),
        Control(
            "gap",
            "Conflict",
            SET_GAPS,
            SET_GAPS[3],
            labels=lambda gap: f"{gap:.2g}",
            view=True,
        ),
        Control(
            "players",
            "A third way, a blend",
            tuple(PLAYERS),
            "two",
            labels=("left out", "takes part"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("border found, records times conflict", _border),
    needs_scipy=True,
    caption=(
        "Change the number of tasks and watch the border stay. Each mark is a simulated learner of "
        f"tasks of {NUMBERS} numbers, equally far apart, {RUNS} times over: did one estimate "
        "each err less in all, or one for all? Conflict is the squared distance of two tasks per "
        "number, over the squared noise of one record. Where records times conflict is below 2, "
        "share; above, specialise. More tasks raise the stakes (larger marks). Then let a blend "
        "take part, moving estimates towards their mean as far as data suggest. It is told "
        "the noise, the same everywhere; its expected error, over all tasks together, is below "
        "that of own estimates."
    ),
    description=(
        "Records of each task against conflict between tasks, on logarithmic axes, with a straight "
        "falling border. Circles for one estimate for all lie below it, triangles for own "
        "estimates above. With a blend taking part, most marks are the blend's."
    ),
    columns={
        "panel": "part",
        "who": "least error",
        "game": "ways that take part",
        "records": "records of each task",
        "apart": "conflict",
        "ratio": "error of one for all, times that of own",
        "stake": "doublings between the two errors",
    },
)
