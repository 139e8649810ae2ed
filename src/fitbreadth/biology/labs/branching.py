"""A population of one type evolves, in a world whose habitats lie near together or far apart.

Chance run beside the limit without chance; the picture can be played.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fitbreadth.biology.branches import branches, branching_time
from fitbreadth.biology.coalition import residents
from fitbreadth.biology.even_patches import branching_distance
from fitbreadth.biology.evolution import Evolution, evolve, mean_field
from fitbreadth.biology.figures.branching import draw
from fitbreadth.biology.labs.worlds import INDIVIDUALS, WORLDS, lattice_of, told, world_of
from fitbreadth.biology.lattice import monomorphic
from fitbreadth.biology.levene import Levene
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rng import streams

GENERATIONS, EVERY = 2500, 125
MUTATION = 0.005
START = -1.8
"""Where everybody begins, in the figure's units: outside all patches."""
MANY = 10
SEED = 3
WIDTH = 0.2
"""How much the counts are smoothed before branches are counted, in niche widths."""


def runs_of(world: str, variety: float, *, seed: int = SEED, count: int = MANY) -> list[Evolution]:
    """Return runs with chance: the first is the one shown alone."""
    return [_run(world, variety, seed, place) for place in range(count)]


@lru_cache(maxsize=256)
def _run(world: str, variety: float, seed: int, place: int) -> Evolution:
    return evolve(
        world_of(world, variety),
        _start(world, variety),
        traits=lattice_of(variety),
        generations=GENERATIONS,
        mutation=MUTATION,
        every=EVERY,
        seed=streams(seed, MANY)[place],
    )


@lru_cache(maxsize=64)
def limit_of(world: str, variety: float) -> Evolution:
    """Return the run without chance."""
    return mean_field(
        world_of(world, variety),
        _start(world, variety),
        traits=lattice_of(variety),
        generations=GENERATIONS,
        mutation=MUTATION,
        every=EVERY,
    )


def rows(*, world: str, variety: float, runs: str, seed: int = SEED) -> list[Row]:
    """Return who is there in each recorded generation, with chance and without, and theory."""
    chance = runs_of(world, variety, seed=seed, count=1 if runs == "one" else MANY)
    model = world_of(world, variety)
    theory: list[float] = []
    patches: list[float] = []
    if isinstance(model, Levene):
        patches = model.mu.tolist()
        theory = residents(model, lattice_of(variety)).positions.tolist()
    elif not model.branches:
        theory = [model.singular_point]
    return [
        *_history("run", chance, variety),
        *_history("limit", [limit_of(world, variety)], variety),
        {"panel": "theory", "line": [round(z / variety, 3) for z in theory]},
        {"panel": "patch", "line": [round(z / variety, 3) for z in patches]},
    ]


def sentence(*, world: str, variety: float, runs: str, shown: int, seed: int = SEED) -> str:
    """Say how many types there are at the generation shown, and since when."""
    where = told(world, variety)
    if runs == "many":
        split = sum(split_by(run, shown) for run in runs_of(world, variety, seed=seed))
        return f"{where} By generation {shown:,}, {split} of {MANY} runs have split."
    (run,) = runs_of(world, variety, seed=seed, count=1)
    count = int(_counts(run)[shown // EVERY])
    if count == 1:
        return f"{where} Generation {shown:,}: the population is in one piece."
    return f"{where} Generation {shown:,}: the population is in {count} pieces."


def _start(world: str, variety: float) -> NDArray[np.int64]:
    model, x = world_of(world, variety), START * variety
    # as many as can live there, lest they all starve at once
    room = INDIVIDUALS if isinstance(model, Levene) else float(model.carrying_capacity(x))
    return monomorphic(lattice_of(variety), x, individuals=round(room))


def split_by(run: Evolution, generation: int) -> bool:
    """Say whether a run has split, for two records at least, by a generation."""
    at = _split(run)
    return at is not None and at <= generation


# runs are cached, so each is one object and what is found in it is found once
@lru_cache(maxsize=256)
def _split(run: Evolution) -> int | None:
    return branching_time(run, width=WIDTH, hold=2)


@lru_cache(maxsize=256)
def _counts(run: Evolution) -> NDArray[np.int64]:
    return branches(run, width=WIDTH).count


def _history(panel: str, runs: list[Evolution], variety: float) -> list[Row]:
    """Return each record's shares, averaged over runs, in classes wide enough to be seen."""
    traits = runs[0].traits
    wide = max(1, round(1.2 * variety))
    # the middle class is centred on 0
    place = (np.arange(traits.size) - traits.size // 2 + wide // 2) // wide
    shares = np.mean([run.counts / run.counts.sum(axis=1, keepdims=True) for run in runs], axis=0)
    parted = np.mean([_counts(run) > 1 for run in runs], axis=0) > 0.5
    half = wide * (traits[1] - traits[0]) / 2
    found: list[Row] = []
    for record, several in zip(shares, parted, strict=True):
        binned = np.bincount(place - place.min(), weights=record)
        centre = np.bincount(place - place.min(), weights=traits) / np.bincount(place - place.min())
        there = binned > 0.002
        found.append(
            {
                "panel": panel,
                "generation": EVERY * len(found),
                "low": [round(float(z - half) / variety, 3) for z in centre[there]],
                "high": [round(float(z + half) / variety, 3) for z in centre[there]],
                "share": [round(float(share), 3) for share in binned[there]],
                "kind": "split" if several else "no gap",
            }
        )
    return found


def spread(rows: Sequence[Row]) -> float:
    """Return the standard deviation of the traits at the end, with chance, over the variety."""
    last = [row for row in rows if row["panel"] == "run"][-1]
    middle, share = np.add(last["low"], last["high"]) / 2, last["share"]
    mean = np.average(middle, weights=share)
    return round(float(np.sqrt(np.average((middle - mean) ** 2, weights=share))), 4)


LAB = Lab(
    name="fig-branching",
    controls=(
        Control("world", "World", tuple(WORLDS), "two", labels=tuple(WORLDS.values())),
        Control(
            "variety",
            "Variety of the world",
            (0.8, 1.3, 2.5),
            1.3,
            unit="niche widths",
        ),
        Control("runs", "Runs", ("one", "many"), "one", labels=("one run", f"{MANY} runs")),
        Control(
            "shown",
            "Up to generation",
            tuple(range(0, GENERATIONS + 1, EVERY)),
            GENERATIONS,
            view=True,
            play=True,
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("spread of traits at the end, ÷ variety", spread),
    needs_scipy=True,
    caption=(
        "Press *Play*. Everybody starts alike, and evolves towards the middle. If the world's "
        "variety (how far its habitats spread, in niche widths) exceeds 1, two thousand "
        "individuals split there or on the way; below 1 they stay together. A variety of 1 is a "
        f"distance of {branching_distance(2):g} niche widths between two patches, and of "
        f"{branching_distance(3):.2f} among three. The trait is counted in units of the variety, "
        "so that the patches keep their places. Grey lines: where theory puts the types that "
        "nobody else can invade; the broad resource has such a line only below 1."
    ),
    description=(
        "Two pictures of traits through time, of 2,000 individuals and of the limit without "
        "chance. A band moves to the middle; where the world is varied enough, it forks into two "
        "or three bands that settle on the grey lines."
    ),
    columns={
        "panel": "panel",
        "generation": "generation",
        "low": "trait from",
        "high": "trait to",
        "share": "share of the population",
        "kind": "branches",
        "line": "trait in theory",
    },
)
