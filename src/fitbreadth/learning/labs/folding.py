"""A chain folds before the reader, by a search that knows chains or by general ones.

What the pull-move search knows is how a chain can move; it knows nothing of the sequence.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.chain_contacts import Sites, contacts
from fitbreadth.learning.chain_strings import sites_of
from fitbreadth.learning.figures.folding import KINDS, LAST, SEARCHES, draw
from fitbreadth.learning.folding_results import Successes, best_so_far, searches, successes
from fitbreadth.learning.folding_runs import SEARCHERS
from fitbreadth.learning.lattice_chain import BENCHMARKS
from fitbreadth.learning.search_record import Search
from fitbreadth.places import stretches
from fitbreadth.validate import Float

ASKED = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, LAST)
TIMES = np.unique(np.geomspace(1, LAST, 41).round())
WHO = dict(zip(SEARCHERS, SEARCHES, strict=True))
SIDE, NARROWEST = 300, 7.0
"""Of the picture: its side in pixels, and the fewest grid steps that fill it."""


@cache
def typical(length: int, searcher: str) -> Search:
    """Return the middle one of the runs, ranked by the energy they reached, then by how soon."""
    ranked = sorted(searches(length, searcher), key=lambda run: (run.best, run.evaluations[-1]))
    return ranked[len(ranked) // 2]


def rows(*, length: str, searcher: str) -> list[Row]:
    """Return the folds of a typical run, and how low all runs of all searches came."""
    n, run, ground = int(length), typical(int(length), searcher), BENCHMARKS[int(length)]
    parts: list[Row] = []
    shown = [np.searchsorted(run.evaluations, asked, side="right") - 1 for asked in ASKED]
    before = None
    for place in sorted(set(shown)):
        times = [asked for asked, at in zip(ASKED, shown, strict=True) if at == place]
        later = [asked for asked in ASKED if asked > times[-1]]
        span = {"from": times[0], "until": later[0] if later else 10 * LAST}
        before = _aligned(sites_of(run.folds[place]), before)
        parts += [row | span for row in _picture(ground.sequence, before, run.folds[place])]
    for who in SEARCHERS:
        found = best_so_far(n, who, evaluations=TIMES)
        n_list = [int(t) for t in TIMES]
        parts.append(
            {"panel": "mean", "who": WHO[who], "n": n_list, "energy": _round(found.mean(axis=0))}
        )
        if who == searcher:
            low, high = (_round(edge(axis=0)) for edge in (found.min, found.max))
            parts.append({"panel": "band", "who": WHO[who], "n": n_list, "low": low, "high": high})
    for asked, place in zip(ASKED, shown, strict=True):
        reached = run.energies[int(place)]
        parts.append({"panel": "now", "at": asked, "who": WHO[searcher], "reached": reached})
    note = "none is lower: proved"
    floor = {"ground": ground.ground, "below": ground.ground - 1}
    return [*parts, {"panel": "ground", "note": note} | floor]


def backdrop() -> list[Row]:
    """Return where the reader may drag the number of folds tried to."""
    spots = zip(ASKED, stretches(ASKED, low=1, high=LAST, ratios=True), strict=True)
    return [
        {"panel": "place", "set_asked": asked, "left": left, "right": right}
        for asked, (left, right) in spots
    ]


def _aligned(sites: Sites, before: Float | None) -> Float:
    """Centre a fold, and turn or mirror it so that it lies as the fold before did."""
    middle = (sites.min(axis=0) + sites.max(axis=0)) / 2
    turned: list[Float] = [
        (sites - middle)[:, order] * np.array(signs)
        for order in ([0, 1], [1, 0])
        for signs in product((1.0, -1.0), repeat=2)
    ]
    if before is None:
        return turned[0]
    return min(turned, key=lambda each: float(((each - before) ** 2).sum()))


def _picture(sequence: str, sites: Float, turns: str) -> list[Row]:
    """Return the parts of one picture, zoomed to fit."""
    steps = max(float(np.ptp(sites, axis=0).max()) + 1.4, NARROWEST)
    x, y = (_round(axis * 2 / steps) for axis in sites.T)
    size = round((0.58 * SIDE / steps) ** 2, 1)
    parts: list[Row] = [{"panel": "bond", "x": x, "y": y, "order": list(range(len(x)))}]
    for letter, kind in zip("HP", KINDS, strict=True):
        own = [i for i, each in enumerate(sequence) if each == letter]
        spots = {"x": [x[i] for i in own], "y": [y[i] for i in own]}
        parts.append({"panel": "residue", "kind": kind, "size": size} | spots)
    if pairs := contacts(sequence, sites_of(turns)):
        a, b = zip(*pairs, strict=True)
        ends = {"x": [x[i] for i in a], "y": [y[i] for i in a]}
        ends |= {"xx": [x[i] for i in b], "yy": [y[i] for i in b]}
        parts.append({"panel": "contact"} | ends)
    return parts


def _round(values: Float) -> list[float]:
    return [float(value) for value in values.round(3)]


def sentence(*, length: str, searcher: str, asked: int) -> str:
    """Say how good the fold is, what the best would be, and how many runs found it."""
    n, ground = int(length), BENCHMARKS[int(length)]
    run = typical(n, searcher)
    energy = run.energies[int(np.searchsorted(run.evaluations, asked, side="right")) - 1]
    known = "proved to be the lowest"
    short = energy - ground.ground
    if short:
        goal = f"{_signed(ground.ground)}, {known}"
        where = f"{short} contact{'' if short == 1 else 's'} short of {goal}"
    else:
        where = known
    won, pulled = successes(n, searcher), successes(n, "pull")
    compared = "" if searcher == "pull" else f"; of those that pull, {_of(pulled)}"
    return (
        f"{_after(asked)} this search, which {WHO[searcher]}, has a fold of energy "
        f"{_signed(energy)}, {where}. {_of(won).capitalize()} such searches reached "
        f"{_signed(ground.ground)} within {LAST:,} (95% interval of the chance {won.low:.0%} to "
        f"{won.high:.0%}){compared}."
    )


def _of(won: Successes) -> str:
    return f"{'none' if won.reached == 0 else won.reached} of {won.runs}"


def _after(asked: int) -> str:
    return f"After {asked:,} fold{'' if asked == 1 else 's'} tried"


def _signed(energy: int) -> str:
    return str(energy).replace("-", "−")


LAB = Lab(
    name="fig-folding",
    controls=(
        Control(
            "length",
            "Chain",
            tuple(str(length) for length in BENCHMARKS),
            "20",
            labels=tuple(str(length) for length in BENCHMARKS),
            unit="residues",
        ),
        Control(
            "searcher",
            "A search that",
            tuple(SEARCHERS),
            "pull",
            labels=tuple(SEARCHES),
        ),
        Control("asked", "Folds tried", ASKED, 300, view=True, play=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Press *Play* and watch a chain fold, then change what the search knows. Filled residues "
        "(links of the chain) avoid water; each contact between two of them lowers the energy by "
        "1. All searches try the same number of folds. The one that *pulls* knows how a chain can "
        "move without breaking or crossing itself. The others see a string of turns: left, "
        "straight, right. *Changes a letter* is the same search without that knowledge: it folds "
        "the shorter chains later, and the longest rarely. Evolving strings never gets all the "
        "way, guessing not near."
    ),
    description=(
        "A chain of filled and hollow residues on a square grid, straight at first, curls up step "
        "by step until the filled ones lie together inside, with dotted contacts between them. And "
        "the energies of four searches, falling with the logarithm of the number of folds "
        "tried: the one that pulls the chain first and furthest towards a dashed line, the lowest."
    ),
    columns={
        "panel": "part",
        "who": "search",
        "from": "shown from",
        "until": "shown until before",
        "kind": "residues",
        "x": "across",
        "y": "up",
        "xx": "to across",
        "yy": "to up",
        "order": "place in the chain",
        "n": "folds tried",
        "energy": "mean energy of the runs",
        "low": "lowest of the runs",
        "high": "highest of the runs",
        "at": "folds tried at the mark",
        "reached": "energy at the mark",
        "ground": "lowest energy",
        "note": "note",
    },
)
