"""Who can invade whom: a pairwise invasibility plot, and what one resident's mutants meet."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.biology.even_patches import branching_distance
from fitbreadth.biology.figures.invasion import draw
from fitbreadth.biology.invasion import Invasibility, pairwise
from fitbreadth.biology.labs.worlds import WORLDS, told, world_of
from fitbreadth.biology.singular import classify
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row

RESIDENTS = tuple(round(float(x), 3) for x in np.linspace(-1.5, 1.5, 25))
MUTANTS = np.linspace(-2, 2, 33)
_STEP = 0.025
"""Width of a strip of the plot."""

_MIDDLE = {
    "continuously stable": "In the middle nobody nearby can invade: evolution ends here.",
    "branching point": "In the middle all neighbours invade: the population will split.",
    "degenerate": "In the middle the landscape is flat: this is the border.",
}

VARIETIES = (0.7, 0.9, 1.0, 1.3, 2.0)


@lru_cache(maxsize=64)
def plot_of(world: str, variety: float, fine: bool) -> Invasibility:
    """Return the plot in the figure's units, in which the patches keep their places."""
    s = world_of(world, variety).invasion_fitness
    grid = np.arange(-60, 61) * _STEP if fine else np.array(RESIDENTS)
    mutants = np.linspace(-1.525, 1.525, 245) if fine else MUTANTS
    return pairwise(lambda x, y: s(variety * x, variety * y), grid, mutants)


def rows(*, world: str, variety: float) -> list[Row]:
    """Return the plot as strips of mutants that invade, and every resident's landscape."""
    plot = plot_of(world, variety, True)
    at, low, high = plot.intervals()
    landscapes = plot_of(world, variety, False)
    strips: Row = {
        "panel": "plot",
        # a hair wider than they are apart, lest the paper shine through between them
        "from": [round(float(x) - 0.7 * _STEP, 3) for x in plot.residents[at]],
        "to": [round(float(x) + 0.7 * _STEP, 3) for x in plot.residents[at]],
        "low": [round(float(y), 3) for y in low],
        "high": [round(float(y), 3) for y in high],
    }
    return [
        strips,
        *(
            {
                "panel": "landscape",
                "at": x,
                "mutant": MUTANTS.tolist(),
                "growth": [float(f"{s:.3g}") for s in fitness],
            }
            for x, fitness in zip(RESIDENTS, landscapes.fitness, strict=True)
        ),
    ]


def places() -> list[Row]:
    """Return the strips that a reader can click on."""
    half = (RESIDENTS[1] - RESIDENTS[0]) / 2
    return [
        {"panel": "place", "set_resident": x, "left": x - half, "right": x + half}
        for x in RESIDENTS
    ]


def sentence(*, world: str, variety: float, resident: float) -> str:
    """Say which mutants invade near the resident, and whether it can stay."""
    where = told(world, variety)
    if resident:
        inward = "higher" if resident < 0 else "lower"
        return f"{where} Here mutants a little {inward} invade: evolution moves to the middle."
    kind = classify(world_of(world, variety).invasion_fitness, 0.0).kind
    return f"{where} {_MIDDLE[kind]}"


LAB = Lab(
    name="fig-invasion",
    controls=(
        Control("world", "World", tuple(WORLDS), "two", labels=tuple(WORLDS.values())),
        Control("variety", "Variety of the world", VARIETIES, 1.3, unit="niche widths"),
        Control("resident", "Trait of the resident", RESIDENTS, -1.0, view=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=places,
    readout=sentence,
    caption=(
        "Click or drag in the map to choose a resident, the trait that everybody has. Read up "
        "the line: where it is shaded, a rare mutant with that trait invades. The other panel "
        "shows how fast it would grow (its scale is stretched around 0). From either side "
        "evolution leads to the middle, 0. It can stay there if the variety is below 1; above, "
        "its neighbours invade. Variety is how far the world's habitats, or its resource, "
        "spread (standard deviation), in niche widths, the spread of what one type can use. A "
        f"variety of 1 is a distance of {branching_distance(2):g} widths between two patches, of "
        f"{branching_distance(3):.2f} among three."
    ),
    description=(
        "A map of residents against mutants, shaded where the mutant can invade, and the growth "
        "rate of every mutant under the chosen resident. With little variety the middle is a "
        "peak in that landscape, with much it is a valley."
    ),
    columns={
        "panel": "panel",
        "from": "resident from",
        "to": "resident to",
        "low": "invaded by mutants from",
        "high": "invaded by mutants to",
        "at": "resident",
        "mutant": "mutant",
        "growth": "growth rate of the mutant",
    },
)
