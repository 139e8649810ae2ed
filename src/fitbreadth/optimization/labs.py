"""The labs of the optimization chapter: figures with controls, each over a small exact model."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
from numpy.typing import NDArray

from fitbreadth.chart import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization import figures
from fitbreadth.optimization.algorithms import Algorithm
from fitbreadth.optimization.benchmark import GROUPS, NAMES, reference, winners
from fitbreadth.optimization.census import all_algorithms
from fitbreadth.optimization.coevolution import champion_curve
from fitbreadth.optimization.exhaustive import traces
from fitbreadth.optimization.fit import profile
from fitbreadth.optimization.histogram import best_so_far_law
from fitbreadth.optimization.hitting import compare, first_hit
from fitbreadth.optimization.landscape import lipschitz_functions, peaks
from fitbreadth.optimization.permutation import log10_closed_fraction
from fitbreadth.optimization.problems import all_functions
from fitbreadth.optimization.runs import ALGORITHMS, running_time
from fitbreadth.optimization.saturating import breadth_law, geometric_tasks
from fitbreadth.optimization.searches import flee, hill_climb, scan
from fitbreadth.optimization.structure import StructureCurve, structure_curve
from fitbreadth.optimization.tilt import tilt

Functions = NDArray[np.integer]


@cache
def everything(n: int, K: int) -> Functions:
    """Return all K^n functions as rows."""
    return np.concatenate(list(all_functions(n, K)))


# ---- how structured is the world? ----------------------------------------------------------

POINTS, VALUES = 6, 6


@cache
def _curve() -> StructureCurve:
    return structure_curve(POINTS, VALUES)


def structure_rows(*, step: int) -> list[Row]:
    """Return nine functions of the class with steps up to ``step``, and what they cost."""
    F = lipschitz_functions(POINTS, VALUES, step)
    # the same draw on every call: a picture of the class, not an experiment
    shown = F[np.random.default_rng(8).choice(len(F), 9, replace=False)]
    rows: list[Row] = [
        {
            "panel": "problem",
            "piece": int(piece) + 1,
            "x": int(x + 7 * (piece % 3)),
            "y": int(f[x] + 7 * (2 - piece // 3)),
            "peak": bool(f[x] == f.max()),
        }
        for piece, f in enumerate(shown)
        for x in range(POINTS)
    ]
    return rows + [row | {"panel": "now"} for row in structure_costs() if row["largest"] == step]


def structure_costs() -> list[Row]:
    """Return the three cost curves."""
    curve = _curve()
    costs = zip(figures.FITTED, (curve.best, curve.random_order, curve.worst), strict=True)
    return [
        {"panel": "cost", "largest": int(slope), "who": who, "cost": float(price)}
        for who, cost in costs
        for slope, price in zip(curve.slope[:-1], cost[:-1], strict=True)
    ]


def structure_sentence(*, step: int) -> str:
    """Say how far apart the best and the worst fit are."""
    curve = _curve()
    at = int(np.flatnonzero(curve.slope == step)[0])
    best, worst, size = curve.best[at], curve.worst[at], curve.size[at]
    if step == VALUES - 1:
        return (
            f"All {size:,} functions: every strategy pays {best:.3f} evaluations on average. "
            "Nothing you do makes a difference."
        )
    return (
        f"{size:,} functions are left ({100 * size / VALUES**POINTS:.2g} % of all). The best fit "
        f"pays {best:.3f} evaluations, the worst fit {worst:.3f}: {worst / best:.2f} times as much."
    )


STRUCTURE = Lab(
    name="fig-structure",
    controls=(
        Control(
            "step",
            "Largest step between neighbours",
            (5, 4, 3, 2, 1),
            2,
            labels=("5: any function", "4", "3", "2", "1: smooth"),
        ),
    ),
    rows=structure_rows,
    draw=figures.structure,
    backdrop=structure_costs,
    readout=structure_sentence,
    caption=(
        "Move the slider to forbid ever smaller jumps between neighbouring points. With every "
        "function allowed, the best and the worst strategy cost exactly the same; as structure "
        "grows they part, while looking in random order gains little."
    ),
    description=(
        "Left, nine functions on six points, jagged or smooth as the slider says. Right, three "
        "curves of mean search cost against the largest step allowed: they meet at a step of five "
        "and fan out as the step shrinks."
    ),
    columns={"who": "strategy", "largest": "largest step", "cost": "mean evaluations"},
)


# ---- no free lunch, by exhaustion ----------------------------------------------------------

WORLDS = {
    "all": "all 8 functions",
    "one": "the 3 with a single 1",
    "rising": "the 4 that never fall",
}


def _world(world: str) -> Functions:
    F = everything(3, 2)
    keep = {
        "all": np.ones(len(F), dtype=bool),
        "one": F.sum(axis=1) == 1,
        "rising": (np.diff(F.astype(int), axis=1) >= 0).all(axis=1),
    }
    return np.asarray(F[keep[world]])


def exhaustion_rows(*, world: str) -> list[Row]:
    """Run all twelve algorithms on three points and two values over every function of a class."""
    F = _world(world)
    return [
        {
            "algorithm": number,
            "trace": f"{trace // 2} {trace % 2}",
            "functions": int((traces(algorithm, F, m=2) == trace).sum()),
        }
        for number, algorithm in enumerate(all_algorithms(3, 2), start=1)
        for trace in range(4)
    ]


def exhaustion_sentence(*, world: str) -> str:
    """Say how many different rows the table has."""
    rows = exhaustion_rows(world=world)
    patterns = {tuple(r["functions"] for r in rows[at : at + 4]) for at in range(0, len(rows), 4)}
    found = (
        "All twelve rows are the same: nobody sees anything that the others do not see as often."
        if len(patterns) == 1
        else f"The rows differ: there are {len(patterns)} patterns among the twelve algorithms."
    )
    return f"Over {WORLDS[world]}: {found}"


EXHAUSTION = Lab(
    name="fig-exhaustion",
    controls=(Control("world", "Problems", tuple(WORLDS), "all", labels=tuple(WORLDS.values())),),
    rows=exhaustion_rows,
    draw=figures.exhaustion,
    readout=exhaustion_sentence,
    caption=(
        "Read along a row: how many functions showed an algorithm each pair of first values. "
        "Twelve algorithms are all there are on three points and two values. Over all functions, "
        "and over any class that shuffling the points leaves as it is, the rows are identical."
    ),
    description=(
        "A table with twelve rows, one an algorithm, and four columns, one a pair of values seen. "
        "Over all functions every cell says two; over those that never fall the rows differ."
    ),
    columns={"algorithm": "algorithm", "trace": "values seen", "functions": "functions"},
)

RIVALS = {"scan": "scan, left to right", "flee": "flee from the best"}
LANDS = {"all": "every function", "one": "one peak only"}
SEARCHES = {"hill climb": hill_climb, "scan": scan, "flee": flee}


def _land(n: int, K: int, land: str) -> Functions:
    F = everything(n, K)
    return F if land == "all" else F[peaks(F) == 1]


def duel_rows(*, rival: str, land: str) -> list[Row]:
    """Score the hill climb against a rival on every function of five points and three values."""
    F = _land(5, 3, land)
    found = compare(hill_climb(5, 3), SEARCHES[rival](5, 3), F).difference
    outcome = np.array(list(figures.DUEL))[np.sign(found) + 1]
    rows = []
    for difference in np.unique(found):
        for place, at in enumerate(np.flatnonzero(found == difference)):
            row, column = divmod(place, 8)
            rows.append(
                {
                    "problem": " ".join(map(str, F[at])),
                    "difference": int(difference),
                    "outcome": str(outcome[at]),
                    "across": round(float(difference + (column - 3.5) * 0.1), 3),
                    "up": row + 0.5,
                }
            )
    return rows


def duel_sentence(*, rival: str, land: str) -> str:
    """Say who wins how often, and what the differences sum to."""
    F = _land(5, 3, land)
    result = compare(hill_climb(5, 3), SEARCHES[rival](5, 3), F)
    wins, ties, losses = result.wins
    return (
        f"{len(F)} problems: the hill climb is faster on {wins}, slower on {losses}, equal on "
        f"{ties}. All differences sum to {int(result.difference.sum())}."
    )


DUEL = Lab(
    name="fig-duel",
    controls=(
        Control("rival", "Rival", tuple(RIVALS), "scan", labels=tuple(RIVALS.values())),
        Control("land", "Problems", tuple(LANDS), "all", labels=tuple(LANDS.values())),
    ),
    rows=duel_rows,
    draw=figures.duel,
    readout=duel_sentence,
    caption=(
        "Each mark is one problem. Left of zero the hill climb finds the peak sooner, right of "
        "zero its rival does. Over every function the differences sum to 0, whoever the rival; "
        "switch to functions with one peak and they no longer do."
    ),
    description=(
        "Stacks of marks over the difference in cost between two searches, one mark a function. "
        "Over all functions the stacks balance around zero; over one-peaked functions they lean "
        "to the hill climb's side."
    ),
    columns={"problem": "function", "difference": "difference", "outcome": "outcome"},
)


def best_so_far_rows(*, land: str) -> list[Row]:
    """Follow the best value seen by three searches on five points and three values."""
    n, K = 5, 3
    F = _land(n, K, land)
    rows: list[Row] = []
    for who, search in SEARCHES.items():
        seen = _values_seen(search(n, K), F, K)
        best = np.maximum.accumulate(seen, axis=1).mean(axis=0)
        rows += [
            {"who": who, "evaluations": m, "best": float(b)} for m, b in enumerate(best, start=1)
        ]
    law = [float(best_so_far_law(m, K)) for m in range(1, n + 1)]
    return rows + [
        {"who": "theory", "evaluations": m, "best": b} for m, b in enumerate(law, start=1)
    ]


def _values_seen(algorithm: Algorithm, F: Functions, K: int) -> NDArray[np.int64]:
    """Return the values in the order the algorithm sees them, shape (functions, n)."""
    trace = traces(algorithm, F)
    powers = K ** np.arange(algorithm.n - 1, -1, -1)
    return np.asarray(trace[:, None] // powers % K)


def best_so_far_sentence(*, land: str) -> str:
    """Say how far apart the searches are after two evaluations."""
    after = {r["who"]: r["best"] for r in best_so_far_rows(land=land) if r["evaluations"] == 2}
    if land == "all":
        return f"Every function: after two evaluations all three have seen {after['scan']:.4f}."
    told = ", ".join(f"{who} {after[who]:.3f}" for who in SEARCHES)
    return f"One peak only, after two evaluations: {told}."


BEST_SO_FAR = Lab(
    name="fig-best-so-far",
    controls=(Control("land", "Problems", tuple(LANDS), "all", labels=tuple(LANDS.values())),),
    rows=best_so_far_rows,
    draw=figures.best_so_far,
    readout=best_so_far_sentence,
    caption=(
        "Switch the problems. Over every function the three searches lie on one curve, the grey "
        "band, which theory gives without naming an algorithm. Over one-peaked functions they part."
    ),
    description=(
        "Mean best value seen against evaluations for three searches, with a grey theory curve. "
        "Over all functions the three coincide with it."
    ),
    columns={"who": "search", "evaluations": "evaluations", "best": "mean best value"},
)


# ---- fit as an inner product ---------------------------------------------------------------

TILTS = tuple(round(float(b), 1) for b in np.linspace(-3, 3, 13))


@cache
def peak_world() -> tuple[Functions, NDArray[np.int64], NDArray[np.int64]]:
    """Return all functions on six points and four values, their peaks, and each search's costs."""
    F = everything(6, 4)
    costs = np.array([first_hit(search(6, 4), F) for search in SEARCHES.values()])
    return F, peaks(F), costs


def inner_product_rows(*, beta: float) -> list[Row]:
    """Tilt the distribution of problems towards few peaks (beta > 0) or many (beta < 0)."""
    F, count, costs = peak_world()
    p = tilt(np.full(len(F), 1 / len(F)), -count, beta)
    expected = profile(costs, p).expected
    rows: list[Row] = []
    for k in np.unique(count).tolist():
        rows.append({"panel": "world", "peaks": k, "share": float(p[count == k].sum())})
        rows += [
            {"panel": "profile", "peaks": k, "who": who, "cost": float(c[count == k].mean())}
            for who, c in zip(SEARCHES, costs, strict=True)
        ]
    return rows + [
        {"panel": "product", "who": who, "cost": float(cost)}
        for who, cost in zip(SEARCHES, expected, strict=True)
    ]


def inner_product_sentence(*, beta: float) -> str:
    """Say who is first in this world."""
    cost = {r["who"]: r["cost"] for r in inner_product_rows(beta=beta) if r["panel"] == "product"}
    ranked = sorted(cost, key=lambda who: cost[who])
    if beta == 0:
        return f"All functions equally likely: all three pay {cost[ranked[0]]:.3f}."
    return (
        f"Fastest here: {ranked[0]} ({cost[ranked[0]]:.3f} evaluations); "
        f"slowest: {ranked[-1]} ({cost[ranked[-1]]:.3f})."
    )


INNER_PRODUCT = Lab(
    name="fig-inner-product",
    controls=(
        Control(
            "beta",
            "Tilt β of the world",
            TILTS,
            1.5,
            labels=tuple(
                f"{b:+g}: {'one peak' if b > 0 else 'many peaks'}" if b else "0: all alike"
                for b in TILTS
            ),
        ),
    ),
    rows=inner_product_rows,
    draw=figures.inner_product,
    readout=inner_product_sentence,
    caption=(
        "Tilt the world with the slider. The profiles in the middle never move: only the shares on "
        "the left do, and with them the products on the right and the ranking."
    ),
    description=(
        "Three panels: bars of how common functions with one, two and three peaks are; lines of "
        "what three searches pay on each; and the resulting mean cost of each search."
    ),
    columns={
        "panel": "panel",
        "peaks": "peaks",
        "share": "share",
        "who": "search",
        "cost": "mean evaluations",
    },
)


# ---- a finite budget -----------------------------------------------------------------------

BUDGETS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


def budget_rows(*, budget: float, q: float) -> list[Row]:
    """Spend a budget over an endless list of tasks, each worth q times the one before."""
    best = geometric_tasks(budget, q=q)
    tasks: list[Row] = [
        {"panel": "task", "task": i + 1, "effort": float(m), "level": float(level)}
        for i, (m, level) in enumerate(zip(best.effort, best.level, strict=True))
    ]
    return tasks + [
        {
            "panel": "breadth",
            "spent": spent,
            "served": geometric_tasks(spent, q=q).served,
            "law": breadth_law(spent, q=q),
            "now": spent == budget,
        }
        for spent in BUDGETS
    ]


def budget_sentence(*, budget: float, q: float) -> str:
    """Say how many tasks are served, and what the law says."""
    best = geometric_tasks(budget, q=q)
    share = best.total * (1 - q)
    return (
        f"A budget of {budget:g} serves {best.served} tasks (law: {breadth_law(budget, q=q):.2f}), "
        f"earns {share:.1%} of all there is to earn, and does the first task {best.level[0]:.1%}."
    )


BUDGET = Lab(
    name="fig-budget",
    controls=(
        Control("budget", "Budget", BUDGETS, 16, unit="units of effort"),
        Control(
            "q", "The next task is worth", (0.5, 0.6, 0.7, 0.8, 0.9), 0.8, unit="of the one before"
        ),
    ),
    rows=budget_rows,
    draw=figures.spread_budget,
    readout=budget_sentence,
    caption=(
        "Raise the budget: the best plan serves more tasks, never all of them. Four times the "
        "budget buys twice the breadth, which is what the grey line says."
    ),
    description=(
        "Left, bars of how well each task is done, falling to zero. Right, the number of tasks "
        "served against the budget, on logarithmic axes, along a straight line of slope one half."
    ),
    columns={
        "panel": "panel",
        "task": "task",
        "effort": "effort",
        "level": "level",
        "spent": "budget",
        "served": "tasks served",
        "law": "law",
    },
)


def curvature_rows(*, kappa: float) -> list[Row]:
    """Split a budget of 1 equally over n tasks whose returns are effort to the power kappa."""
    n = np.arange(1, 31)
    effort = np.linspace(0, 4, 41)
    panels = {
        "return": (effort, effort**kappa),
        "level": (n, (1 / n) ** kappa),
        "total": (n, n * (1 / n) ** kappa),
    }
    return [
        {"panel": panel, "x": round(float(x), 4), "y": round(float(y), 6)}
        for panel, (xs, ys) in panels.items()
        for x, y in zip(xs, ys, strict=True)
    ]


def curvature_sentence(*, kappa: float) -> str:
    """Say what thirty tasks are worth instead of one."""
    level, total = 30**-kappa, 30 ** (1 - kappa)
    trend = "more than" if total > 1.0001 else "as much as" if total > 0.9999 else "less than"
    return (
        f"Spread over 30 tasks, each is done to {level:.3g} of the level one task alone would "
        f"reach; together they are worth {total:.3g} times, {trend} the one."
    )


CURVATURE = Lab(
    name="fig-curvature",
    controls=(
        Control(
            "kappa",
            "Curvature κ of the returns",
            (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2),
            0.7,
        ),
    ),
    rows=curvature_rows,
    draw=figures.curvature,
    readout=curvature_sentence,
    caption=(
        "Bend the returns. The level of each task (middle) always sinks to nothing as more are "
        "served. Whether the total (right) rises or falls depends on κ alone, and turns at 1."
    ),
    description=(
        "Three panels: a return curve bending down or up; the level of each task falling with the "
        "number of tasks; the total rising for a curvature below one and falling above it."
    ),
    columns={"panel": "panel", "x": "x", "y": "y"},
)


# ---- how rare is that? ---------------------------------------------------------------------

COUNTED = {(2, 2), (3, 2), (4, 2), (2, 3), (2, 4)}
"""Sizes (n, K) small enough to try every subset against every algorithm."""


def rarity_rows() -> list[Row]:
    """Return the fraction of classes that are closed, as its logarithm, for growing spaces."""
    return [
        {
            "points": n,
            "values": f"{K} values",
            "log10": log10_closed_fraction(n, K),
            "counted": (n, K) in COUNTED,
        }
        for K in (2, 3, 4)
        for n in range(2, 9 if K == 2 else 6 if K == 3 else 5)
    ]


RARITY = Lab(
    name="fig-rarity",
    controls=(),
    rows=rarity_rows,
    draw=figures.rarity,
    caption=(
        "How many zeros follow the decimal point of the share of problem classes that no "
        "algorithm can profit from. Circled: counted one by one, every class against every "
        "algorithm. The rest is a formula."
    ),
    description=(
        "Three falling curves, for two, three and four values, of the order of magnitude of the "
        "share of closed classes against the number of points; they plunge faster with more values."
    ),
    columns={
        "points": "points",
        "values": "values",
        "log10": "log10 of the share",
        "counted": "counted one by one",
    },
)


# ---- real optimizers on a real benchmark ---------------------------------------------------

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


def winners_rows(*, dimension: int) -> list[Row]:
    """Return, for each of the 24 functions, who reached the hardest target first."""
    published = reference(dimension)
    won = winners(dimension)
    placed: Counter[str] = Counter()
    rows: list[Row] = []
    for group, numbers in GROUPS.items():
        for function in numbers:
            data_set = str(published.algorithm[function - 1, -1])
            rows.append(
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
    return rows


def winners_sentence(*, dimension: int) -> str:
    """Say how many algorithms share the wins."""
    won = winners(dimension)
    best, most = max(won.items(), key=lambda item: item[1])
    return (
        f"In {dimension} dimensions the 24 functions have {len(won)} different winners. The most "
        f"frequent, {_readable(best)}, wins {most} of them."
    )


WINNERS = Lab(
    name="fig-winners",
    controls=(Control("dimension", "Dimensions of the search space", (5, 20), 5),),
    rows=winners_rows,
    draw=figures.winners,
    readout=winners_sentence,
    caption=(
        "Each tile is a benchmark function, in the row of the algorithm that needed the fewest "
        "evaluations to come within 10⁻⁸ of its optimum in the BBOB-2009 workshop."
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

RAN = (1, 2, 10, 8, 3, 15, 21)
"""The functions we ran, from plain to rugged."""

NEVER = 10**3.6
"""Where the mark of an optimizer that never got there is drawn."""


def overhead_rows() -> list[Row]:
    """Return our running times to 1e-7 as multiples of the best published ones."""
    rows: list[Row] = []
    for slug, who in ALGORITHMS.items():
        for function in RAN:
            time = running_time(slug, function=function)
            reached = time.successes > 0
            rows.append(
                {
                    "name": f"{function} {NAMES[function - 1]}",
                    "who": who,
                    "overhead": time.overhead if reached else None,
                    "height": time.overhead if reached else NEVER,
                    "solved": time.successes,
                }
            )
    return rows


OVERHEADS = Lab(
    name="fig-overheads",
    controls=(),
    rows=overhead_rows,
    draw=figures.overheads,
    caption=(
        "Five optimizers of ours on seven of the functions: how many times as long as the best "
        "entry of 2009 each takes to come within 10⁻⁷. At the right edge, those that never did "
        "within the budget."
    ),
    description=(
        "Seven rows of marks on a logarithmic axis, one row a function. The line search is near "
        "one on separable functions and at the edge on the rotated ones; CMA-ES is never far from "
        "the best and rarely the best; random search is at the edge in every row."
    ),
    columns={
        "name": "function",
        "who": "optimizer",
        "overhead": "multiple of the best of 2009",
        "solved": "runs that got there, of 7",
    },
)


# ---- where it fails ------------------------------------------------------------------------


def champion_rows() -> list[Row]:
    """Follow three tournament rules over every table of four players and three opponents."""
    curve = champion_curve(4, 3, 9)
    names = dict(zip(("pursue", "exhaust_rows", "by_columns"), figures.RULES, strict=True))
    return [
        {
            "rule": names[rule],
            "games": games,
            "probability": float(probability),
            "exact": str(probability),
        }
        for rule, payoff in curve.payoff.items()
        for games, probability in zip(curve.evaluations, payoff, strict=True)
    ]


CHAMPIONS = Lab(
    name="fig-champions",
    controls=(),
    rows=champion_rows,
    draw=figures.champions,
    caption=(
        "All possible worlds count equally here, and still one rule for arranging the games finds "
        "a better champion than another. The no-free-lunch theorem does not cover this."
    ),
    description=(
        "Three rising curves of the probability that the chosen champion beats every opponent, "
        "against games played; pursuing one candidate until it loses stays on top."
    ),
    columns={"rule": "rule", "games": "games", "exact": "probability"},
)
