"""Who was fastest on each of 24 benchmark functions, in 5 or in 20 dimensions.

The tiles scatter over many algorithms, and none holds more than a quarter of them.
"""

from __future__ import annotations

from collections import Counter

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.benchmark import GROUPS, NAMES, reference, winners
from fitbreadth.optimization.figures.winners import draw

GROUP_LABELS = {
    "separable": "separable",
    "low or moderate conditioning": "moderate conditioning",
    "high conditioning, unimodal": "high conditioning",
    "multimodal, adequate structure": "many peaks, structured",
    "multimodal, weak structure": "many peaks, weak structure",
}


def _readable(data_set: str) -> str:
    """Return the algorithm's name from the name of its data set, ``NEWUOA_ros_noiseless``."""
    return data_set.removesuffix("_noiseless").rsplit("_", 1)[0]


def rows(*, dimension: int) -> list[Row]:
    """Return, for each of the 24 functions, who reached the hardest target first."""
    published = reference(dimension)
    won = winners(dimension)
    placed: Counter[str] = Counter()
    tiles: list[Row] = []
    for group, numbers in GROUPS.items():
        for function in numbers:
            data_set = str(published.algorithm[function - 1, -1])
            tiles.append(
                {
                    "algorithm": _readable(data_set),
                    "place": placed[data_set],
                    "function": function,
                    "name": NAMES[function - 1],
                    "group": GROUP_LABELS[group],
                    "ert": float(published.ert[function - 1, -1]),
                    "wins": won[data_set],
                }
            )
            placed[data_set] += 1
    return tiles


def sentence(*, dimension: int) -> str:
    """Say how many algorithms share the wins."""
    won = winners(dimension)
    best, most = max(won.items(), key=lambda item: item[1])
    return (
        f"In {dimension} dimensions the 24 functions have {len(won)} different winners. The most "
        f"frequent, {_readable(best)}, wins {most} of them."
    )


LAB = Lab(
    name="fig-winners",
    controls=(Control("dimension", "Search space", (5, 20), 5, unit="dimensions", listed=True),),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Look for a row that fills up: none does. Each tile is a benchmark function, in the row "
        "of the optimizer that needed the fewest evaluations to come within 10⁻⁸ of its optimum "
        "in the BBOB-2009 workshop, a public comparison. In 5 dimensions the 24 functions have "
        "15 winners, in 20 dimensions 11, and nobody wins more than a quarter. (Separable "
        "functions can be solved one coordinate at a time; conditioning is how much steeper a "
        "function is in one direction than in another.) The functions' names are in the data "
        "below, and under the pointer."
    ),
    description=(
        "A list of algorithms with one to six numbered tiles each, coloured by the kind of "
        "function; no algorithm holds more than a quarter of the 24 tiles."
    ),
    columns={
        "function": "function",
        "name": "name",
        "group": "group",
        "algorithm": "fastest algorithm",
        "ert": "evaluations",
    },
)
