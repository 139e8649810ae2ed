"""Three patches move apart: one body stays in the middle, and a population becomes two, then three.

Both are found by the searches of the biology chapter, at every distance.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.crowd_values import value_alone, value_in_crowd
from fitbreadth.convergence.crowding import Crowding, branch_point, branches, crowding, third_point
from fitbreadth.convergence.figures.crowding import FARTHEST, WHO, draw
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts

ONE, MANY, WORLD = WHO
DISTANCES = (0.5, 0.75, 1.0, 1.1, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.75, 1.9, 2.0)
STEPS = np.linspace(-0.6, 0.6, 49)

_found = lru_cache(maxsize=128)(crowding)


def _named(found: Crowding, d: float) -> list[tuple[str, float]]:
    outer = [(WORLD, place) for place in (-d, 0.0, d)]
    alone = [(ONE, float(at)) for at in found.alone]
    return [*outer, *alone, *((MANY, float(at)) for at in found.traits)]


def rows(*, d: float) -> list[Row]:
    """Give who stands where at one distance, and what a step from the middle brings there."""
    here: list[Row] = [
        {"panel": "here", "who": who, "apart": short(d), "trait": short(at) + 0.0}
        for who, at in _named(_found(d), d)
    ]
    values: list[Row] = [
        {"panel": "value", "who": who, "step": shorts(STEPS), "worth": worth.round(5).tolist()}
        for who, worth in (
            (ONE, value_alone(STEPS, d=d)),
            (MANY, value_in_crowd(STEPS, d=d)),
        )
    ]
    border = branch_point()
    # written where no mark of this distance stands
    note: Row = {
        "panel": "note",
        "apart": short(border),
        "note": f"√(3/2) = {border:.4f}",
        "side": 1 if d < border else -1,
    }
    return [*here, *values, note]


def backdrop() -> list[Row]:
    """Return who stands where at every distance, and where the reader may drag to."""
    border = branch_point()
    lines: list[Row] = [
        {
            "panel": "path",
            "who": WORLD,
            "branch": side,
            "apart": [0.0, FARTHEST],
            "trait": [0.0, side * FARTHEST],
        }
        for side in (-1, 0, 1)
    ]
    lines.append(
        {"panel": "path", "who": ONE, "branch": 0, "apart": [0.0, FARTHEST], "trait": [0.0, 0.0]}
    )
    # as the square of a distance, since the branches open like a root
    apart = np.sqrt(np.linspace(border**2, third_point() ** 2, 60))
    apart[0] = border
    for side in (-1, 1):
        trait = [side * branches(float(x)) for x in apart]
        lines.append(
            {
                "panel": "path",
                "who": "theory",
                "branch": side,
                "apart": shorts(apart),
                "trait": shorts(trait),
            }
        )
    grid = np.linspace(0.1, 2.5, 49).round(2)
    found = [_found(float(x)) for x in grid]
    stands: Row = {
        "panel": "stands",
        "who": MANY,
        "apart": [float(x) for x, at in zip(grid, found, strict=True) for _ in at.traits],
        "trait": shorts(np.concatenate([at.traits for at in found])),
        "part": shorts(np.concatenate([at.shares for at in found])),
    }
    border_row: Row = {"panel": "border", "apart": short(border)}
    columns: list[Row] = [
        {"panel": "column", "set_d": d, "left": left, "right": right}
        for d, (left, right) in zip(
            DISTANCES, stretches(DISTANCES, low=0, high=FARTHEST), strict=True
        )
    ]
    return [*lines, stands, border_row, *columns]


def sentence(*, d: float) -> str:
    """Say who stands where, and what a step of half a niche width brings."""
    found = _found(d)
    one, newcomer = (float(value([0.5], d=d)[0]) for value in (value_alone, value_in_crowd))
    if found.traits.size == 1:
        who = "One body does best in the middle, and so does a population"
    else:
        count = {2: "two", 3: "three"}[found.traits.size]
        at = " and ".join(f"{round(x, 2) + 0.0:.2f}".replace("-", "−") for x in found.traits)
        if found.traits.size == 3:
            at = at.replace(" and ", ", ", 1)
        who = f"One body does best in the middle; a population lives as {count} kinds, at {at}"
    return (
        f"{who}. A step of half a niche width from the middle multiplies the yield of one body by "
        f"{one:.3f}, and that of a newcomer beside a crowd in the middle by {newcomer:.3f}."
    )


LAB = Lab(
    name="fig-crowding",
    controls=(
        Control(
            "d",
            "Distance between neighbouring patches",
            DISTANCES,
            1.0,
            labels=lambda d: f"{d:.3g} niche width{'' if d == 1 else 's'}",
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Move three equal patches apart. One body that must serve all three stays in the middle at "
        "every distance. A population, in which each patch feeds only so many, leaves it as soon "
        "as neighbours are more than √(3/2) niche widths apart: two kinds, later three. Beyond "
        "that the two curves of a step from the middle bend opposite ways. The trade-off is the "
        "same. What differs is that a crowd has used up the middle. Small marks are the stable "
        "population, found by search; the wide grey line is the theory of two branches."
    ),
    description=(
        "Traits against the distance of the patches: a level line for one body, and marks of a "
        "population that fork off it at 1.22 and become three near 1.93. And the yield of a step "
        "from the middle: a peak for one body, a valley for a newcomer once the distance passes "
        "the fork."
    ),
    columns={
        "panel": "panel",
        "who": "who",
        "apart": "distance, niche widths",
        "trait": "trait, niche widths",
        "part": "share of the population",
        "step": "trait of a newcomer",
        "worth": "yield beside the middle",
    },
)
