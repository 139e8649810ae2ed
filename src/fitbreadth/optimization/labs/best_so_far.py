"""Three searches followed look by look, over every function or over one-peaked ones.

In the first world their means lie on one curve, which theory draws without naming an algorithm; in
the second they part.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.exhaustive import traces
from fitbreadth.optimization.figures.best_so_far import draw
from fitbreadth.optimization.histogram import best_so_far_law
from fitbreadth.optimization.labs.worlds import LANDS, SEARCHES, functions_of
from fitbreadth.optimization.problems import functions


def rows(*, land: str) -> list[Row]:
    """Follow the best value seen by three searches on five points and three values."""
    n, K = 5, 3
    F = functions_of(land, n, K)
    means: list[Row] = []
    for who, search in SEARCHES.items():
        seen = functions(traces(search(n, K), F), n, K)
        best = np.maximum.accumulate(seen, axis=1).mean(axis=0)
        means += [
            {"who": who, "evaluations": m, "best": float(b)} for m, b in enumerate(best, start=1)
        ]
    if land != "all":
        return means
    law = [float(best_so_far_law(m, K)) for m in range(1, n + 1)]
    return means + [
        {"who": "theory", "evaluations": m, "best": b} for m, b in enumerate(law, start=1)
    ]


def sentence(*, land: str) -> str:
    """Say how far apart the searches are after three evaluations."""
    after = {r["who"]: r["best"] for r in rows(land=land) if r["evaluations"] == 3}
    if land == "all":
        return (
            f"Every function: after three looks the best value so far averages {after['flee']:.4f}."
        )
    told = ", ".join(f"{who} {after[who]:.3f}" for who in SEARCHES)
    return f"One peak only, mean best value after three looks: {told}."


LAB = Lab(
    name="fig-best-so-far",
    controls=(Control("land", "Problems", tuple(LANDS), "all", labels=tuple(LANDS.values())),),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Switch the problems, and follow the best value that each search has seen so far, on "
        "average over them. Over every function the three lie on one curve, the grey band, "
        "which theory gives without naming an algorithm. Over one-peaked functions they part, "
        "and the hill climb, which looks beside the best point so far, is never behind. *Sweep* "
        "works outwards from the middle whatever it sees; *flee* looks as far away from the "
        "best point so far as it can."
    ),
    description=(
        "Mean best value seen against evaluations for three searches, with a grey theory curve. "
        "Over all functions the three coincide with it."
    ),
    columns={"who": "search", "evaluations": "evaluations", "best": "mean best value"},
)
