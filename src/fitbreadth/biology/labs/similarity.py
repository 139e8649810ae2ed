"""Three species on a line, and how far apart the outer two must be for the middle one to stay.

Each competes with each by the overlap of their niches, and nothing else differs. Below 1.56 niche
widths the two outer ones leave too little between them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.biology.figures.similarity import draw
from fitbreadth.biology.similarity import (
    competition,
    limiting_alpha,
    middle_density,
    simulate_trio,
    utilisation,
)
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.rounding import written
from fitbreadth.validate import Float

DISTANCES = (0.8, 1.0, 1.2, 1.3, 1.4, 1.5, 1.55, 1.58, 1.65, 1.75, 1.9, 2.05, 2.2, 2.4, 2.6)
GENERATIONS = 20_000
"""Near the limit the middle species fades slowly, by less than one in a hundred a generation."""
LIMIT = float(2 * np.sqrt(-np.log(limiting_alpha())))
"""In closed form: what is said at import must not need SciPy, which a browser loads for a run."""


@lru_cache(maxsize=64)
def _end(d: float) -> Float:
    """Return the three densities after GENERATIONS."""
    return np.asarray(simulate_trio(d, w=1.0, t=[GENERATIONS]).n[-1])


def rows(*, d: float) -> list[Row]:
    """Let three species d widths apart settle."""
    density = _end(d)
    z = np.linspace(-6, 6, 97)
    niches: list[Row] = []
    for name, place, n in zip(
        ("its neighbours", "in the middle", "its neighbours"), (-d, 0.0, d), density, strict=True
    ):
        alone = utilisation(z, place, w=1.0) / utilisation([0.0], 0.0, w=1.0)
        niches.append(
            {
                "panel": "niche",
                "who": name,
                "place": place,
                "z": z.tolist(),
                "alone": alone.round(4).tolist(),
                "taken": (n * alone).round(4).tolist(),
            }
        )
    return [*niches, {"panel": "now", "apart": d, "middle": round(float(density[1]), 5)}]


def backdrop() -> list[Row]:
    """Let the species settle at every distance, and say what theory expects there."""
    # with a point at the limit itself, where the line has its corner
    line = np.unique(np.append(np.linspace(0.75, 2.65, 39), LIMIT))
    theory: list[Row] = [
        {
            "panel": "theory",
            "apart": round(float(apart), 5),
            "middle": round(middle_density(float(apart), w=1.0), 5),
        }
        for apart in line
    ]
    ends: list[Row] = [
        {"panel": "end", "apart": d, "middle": round(float(_end(d)[1]), 5)} for d in DISTANCES
    ]
    return [*theory, *ends]


def sentence(*, d: float) -> str:
    """Say how hard neighbours compete and what becomes of the middle species."""
    outer, middle, _ = _end(d)
    start = (
        f"Neighbours {_widths(d)} apart weigh {competition(d, w=1.0):.2f} as much on one another "
        f"as on themselves. The species in the middle"
    )
    if middle < 1e-6:
        return f"{start} is gone; the outer two reach {outer:.2f} of what each would alone."
    if d <= LIMIT:
        return f"{start} is still fading after {GENERATIONS:,} generations, and will be gone."
    level = f"{middle:.2f}" if middle >= 0.005 else written(middle, digits=1)
    return f"{start} stays, at {level} of what it would be alone; the others at {outer:.2f}."


def _widths(d: float) -> str:
    return f"{d:.4g} niche width{'s' if d != 1 else ''}"


LAB = Lab(
    name="fig-similarity",
    controls=(
        Control(
            "d",
            "Distance of neighbours",
            DISTANCES,
            2.4,
            labels=_widths,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Move the three species together, and watch the one in the middle: when neighbours are "
        f"less than about {LIMIT:.2f} niche widths apart they crowd it out, "
        "although it is no worse than they are. So there is a limit to how alike neighbours may "
        "be. Each species takes most of one resource and less of those beside it; a niche width "
        "is how far off it still takes 61% as much, and species compete by how much they take "
        "of the same. Marks are simulations, the grey line is the formula."
    ),
    description=(
        "Three bell-shaped niches on a resource axis, the middle one empty while they overlap "
        "much. Against the distance the density of the middle species lies at zero up to 1.56 "
        "niche widths and rises from there; simulated marks lie on the line of the theory."
    ),
    columns={
        "panel": "panel",
        "who": "species",
        "place": "its place",
        "apart": "distance",
        "middle": "density of the middle species",
    },
)
