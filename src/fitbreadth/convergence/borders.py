"""The borders of the book: who stands against whom in each chapter, and who wins on either side.

Every row calls the chapter's own model at 0.95 and at 1.05 of the border that theory gives. What
is random is decided by its mean over runs with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from fitbreadth.allocation import optimum
from fitbreadth.biology import knife_edge
from fitbreadth.biology.grain import Payoffs
from fitbreadth.bitter_lesson.break_even import break_even
from fitbreadth.bitter_lesson.scaling_law import ScalingLaw
from fitbreadth.bitter_lesson.suite_cost import break_even_overlap
from fitbreadth.convergence.misfit_plans import focus_border
from fitbreadth.convergence.regime_contests import consumers, runs_ahead
from fitbreadth.convergence.regime_outcome import BREADTH, FOCUS
from fitbreadth.convergence.regime_plans import spread_or_not
from fitbreadth.learning.pooling import crossing
from fitbreadth.learning.pooling_runs import pool
from fitbreadth.markets.customers import arrivals
from fitbreadth.markets.queue_runs import generalists, specialists
from fitbreadth.markets.queues import break_even_speed
from fitbreadth.markets.restaurants import G, critical_swing, performance
from fitbreadth.markets.risk import certain_factor

STEP = 0.05
"""How far from a border its two sides are looked at, as a part of it."""

SEED, RUNS = 21, 400
PAYOFFS, NUMBERS, MODELS, CHANCES = Payoffs(), 200, 10, (0.75, 0.25)
"""Settings at which borders are looked at."""
LAW = ScalingLaw(E=1.8172, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)


@dataclass(frozen=True)
class Border:
    """A border between focus and breadth, and who wins beside it.

    Attributes
    ----------
    chapter, figure : str
        Package of the model, and name of the figure that shows the border.
    contest : str
        Who stands against whom, over what.
    formula : str
        The border as TeX.
    value : float
        The border at the setting looked at.
    below, above : str
        Who won at 0.95 and at 1.05 of it.
    """

    chapter: str
    figure: str
    contest: str
    formula: str
    value: float
    below: str
    above: str


@cache
def borders() -> tuple[Border, ...]:
    r"""Return the borders of all chapters, each looked at from both sides.

    Returns
    -------
    tuple of Border

    Examples
    --------
    >>> found = borders()
    >>> all(border.below != border.above for border in found)
    True
    >>> found[0].formula, found[0].below, found[0].above
    ('\\kappa = 1', 'both tasks', 'one task')
    """
    return (
        _row(
            "optimization",
            "fig-curvature",
            "effort $m$ on a task returns $m^\\kappa$: one task or both",
            r"\kappa = 1",
            1.0,
            _returns,
        ),
        _row(
            "biology",
            "fig-knife-edge",
            "two specialists or a generalist, two resources",
            r"\gamma = 1",
            knife_edge.edge(),
            _consumers,
        ),
        _row(
            "biology",
            "fig-grain",
            f"one weather: specialists reach {PAYOFFS.a:g} or {PAYOFFS.b:g}, generalists $g$",
            rf"g = \sqrt{{{PAYOFFS.a:g} \cdot {PAYOFFS.b:g}}}",
            PAYOFFS.window[0],
            _weather,
        ),
        _row(
            "markets",
            "fig-queues",
            "two counters of speed $s$ or one queue for both, at a load $u = 0.5$",
            r"s = 1 + u(1 - u)",
            break_even_speed(0.5),
            _queues,
        ),
        _row(
            "markets",
            "fig-restaurants",
            f"narrow or broad menus (broad: {G:g}), one season a year, swings of $v$ niche widths",
            rf"v = 2\sqrt{{-\ln {G:g}}}",
            critical_swing(1),
            _restaurants,
        ),
        _row(
            "learning",
            "fig-pooling",
            f"one estimate each or one for both: {NUMBERS} numbers each, 1 apart, from $n$ records",
            rf"n = 2 \cdot {NUMBERS}",
            crossing(1, d=NUMBERS),
            _pooling,
        ),
        _row(
            "bitter_lesson",
            "fig-break-even",
            "ten narrow models or a wide one, whose tasks overlap to a part $\\omega$",
            rf"\omega = \sqrt{{{MODELS}}}/(1 + \sqrt{{{MODELS}}})",
            float(break_even_overlap(MODELS)),
            _overlap,
        ),
        _row(
            "convergence",
            "fig-regimes",
            "an equal split or a single bet, the likelier of two horses wins with $p = 0.75$",
            r"\kappa = \ln(1/p)/\ln 2",
            focus_border(CHANCES),
            _bets,
        ),
        _row(
            "convergence",
            "fig-regimes",
            "the theorem's best plan",
            r"\rho = \gamma",
            0.7,
            _theorem,
        ),
    )


def markdown() -> str:
    """Return the borders as a Markdown table, a row each.

    Returns
    -------
    str

    Examples
    --------
    >>> markdown().splitlines()[0]
    '| who against whom | border | at 0.95 of it | at 1.05 | figure |'
    """
    lines = [
        "| who against whom | border | at 0.95 of it | at 1.05 | figure |",
        "|---|---|---|---|---|",
    ]
    for border in borders():
        value = f"{border.value:.4g}"
        # where the formula is the number already
        known = border.formula.endswith(f"= {value}") or border.formula == r"\rho = \gamma"
        shown = f"${border.formula}$" + ("" if known else f" ({value})")
        lines.append(
            f"| {border.contest} | {shown} | {border.below} | {border.above} | "
            f"{{numref}}`{border.figure}` |"
        )
    return "\n".join(lines)


def _row(
    chapter: str,
    figure: str,
    contest: str,
    formula: str,
    value: float,
    winner: Callable[[float], str],
) -> Border:
    below, above = winner(value * (1 - STEP)), winner(value * (1 + STEP))
    return Border(chapter, figure, contest, formula, float(value), below, above)


def _returns(kappa: float) -> str:
    return {FOCUS: "one task", BREADTH: "both tasks"}[spread_or_not(kappa).winner]


def _consumers(gamma: float) -> str:
    return {FOCUS: "specialists", BREADTH: "generalist"}[consumers(gamma).winner]


def _weather(g: float) -> str:
    return _ahead(Payoffs(g=g))


def _restaurants(swing: float) -> str:
    return _ahead(performance(swing))


def _ahead(payoffs: Payoffs) -> str:
    ahead = runs_ahead(payoffs, patches=1, runs=RUNS, seed=SEED)
    return "specialists" if 2 * ahead > RUNS else "generalists"


def _queues(speed: float) -> str:
    demand = arrivals(0.5, customers=4000, runs=RUNS, seed=SEED)
    own = specialists(demand, speed=speed).mean(warm_up=500).mean()
    return "specialists" if own < _shared_queue() else "generalists"


@cache
def _shared_queue() -> float:
    demand = arrivals(0.5, customers=4000, runs=RUNS, seed=SEED)
    return float(generalists(demand).mean(warm_up=500).mean())


def _pooling(n: float) -> str:
    found = pool(round(n), distance=1, d=NUMBERS, runs=4000, seed=SEED)
    own, shared = found.risk("dedicated")[0], found.risk("shared")[0]
    return "one each" if own < shared else "one for both"


def _overlap(overlap: float) -> str:
    found = break_even(LAW, 1e24, k=MODELS, overlap=overlap).winner
    return {"suite": "ten narrow", "wide": "one wide"}[found]


def _bets(rho: float) -> str:
    # shares of wealth add up to 1, gamma = 1, so rho is kappa
    split, single = (
        certain_factor(CHANCES, bets=bets, odds=2, rho=rho) for bets in ([0.5, 0.5], [1, 0])
    )
    return "equal split" if split > single else "single bet"


def _theorem(rho: float) -> str:
    best = optimum([0.6, 0.4], rho=rho, gamma=0.7)
    return "focus" if best.regime == "corner" else "breadth"
