"""Luck alone, compounded: where a few firms that make most of everything come from.

All firms draw their growth from one urn. With exit the sizes settle on Pareto's straight line;
two buttons take away what it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets._wiener_hopf import normal_below
from fitbreadth.markets.figures.tail import draw
from fitbreadth.markets.gibrat import Growth, simulate
from fitbreadth.markets.standing import moment, standing
from fitbreadth.validate import Float

RULES = {
    "leave": {},
    "stay": {"leave": False},
    "slow": {"leave": False, "reversion": 0.05},
}
LUCK = (0.12, 0.14, 0.16, 0.18, 0.2, 0.22)
YEARS = (0, 10, 25, 50, 100, 200, 300)
MU, MEAN, SD = -0.03, 0.3, 0.3
FIRMS, SEED = 20_000, 7
FEWEST = 4
"""Firms that a mark stands for at least."""


def _growth(rule: str, sigma: float) -> Growth:
    return Growth(mu=MU, sigma=sigma, mean=MEAN, sd=SD, **RULES[rule])  # type: ignore[arg-type]


@lru_cache(maxsize=32)
def _firms(rule: str, sigma: float, seed: int) -> Float:
    """Simulate the firms, and return them by year, smallest first."""
    return np.sort(simulate(_growth(rule, sigma), firms=FIRMS, years=YEARS, seed=seed), axis=1)


@lru_cache(maxsize=256)
def _largest(rule: str, sigma: float, seed: int) -> list[float]:
    """Return the share of output that the largest 1 % make, year by year."""
    sizes = np.exp(_firms(rule, sigma, seed))
    return _list(sizes[:, -FIRMS // 100 :].sum(axis=1) / sizes.sum(axis=1))


def resting_share(sigma: float) -> float:
    """Return what the largest 1 % make of all output at rest, with exit."""
    return _rest(sigma)[2]


@lru_cache(maxsize=64)
def _rest(sigma: float) -> tuple[list[float], list[float], float]:
    """Return the law at rest with exit, against the median; and the largest 1 %'s share."""
    from scipy.optimize import brentq

    later = standing(MU, sigma, mean=MEAN, sd=SD)

    def above(start: float, kappa: float = 0.0) -> float:
        there, whole = (moment(later, MEAN, SD, start=s, kappa=kappa) for s in (start, -np.inf))
        return there / whole

    def largest(share: float) -> float:
        return float(brentq(lambda s: above(s) - share, -2, 30))

    middle = largest(0.5)
    reach = min(float(np.log(1000)), largest(1e-4) - middle)
    u = np.linspace(0, reach, 24)
    law = np.array([above(middle + start) for start in u])
    return _list(np.exp(u)), _list(law), above(largest(0.01), 1.0)


def rows(*, rule: str, sigma: float, seed: int = SEED) -> list[Row]:
    """Let firms grow by chance under a rule, and rank them."""
    parts: list[Row] = []
    if rule == "leave":
        size, larger, _ = _rest(sigma)
        rest = _list([resting_share(s) for s in LUCK])
        parts += [
            {"panel": "law", "size": size, "larger": larger},
            {"panel": "rest", "luck": list(LUCK), "share": rest},
        ]
    shares = [_largest(rule, s, seed) for s in LUCK]
    for at, (year, firms) in enumerate(zip(YEARS, _firms(rule, sigma, seed), strict=True)):
        u = firms - np.median(firms)
        grid = np.linspace(0, min(np.log(1000), u[-FEWEST]), 15)
        found = 1 - np.searchsorted(u, grid, side="right") / FIRMS
        spread = _spread(rule, sigma, year)
        if spread:
            at_most = min(np.log(1000), 3.7 * spread)
            curve = np.linspace(0, at_most, 24)
            beyond = normal_below(-curve / spread)
            parts.append(
                {
                    "panel": "curve",
                    "at_year": year,
                    "size": _list(np.exp(curve)),
                    "larger": _list(beyond),
                }
            )
        parts += [
            {
                "panel": "firms",
                "at_year": year,
                "size": _list(np.exp(grid)),
                "larger": _list(found),
            },
            {
                "panel": "shares",
                "at_year": year,
                "luck": list(LUCK),
                "share": [share[at] for share in shares],
            },
            {
                "panel": "now",
                "at_year": year,
                "luck": sigma,
                "share": _largest(rule, sigma, seed)[at],
            },
        ]
    return parts


def _spread(rule: str, sigma: float, year: int) -> float:
    """Return the standard deviation of log size where it is normal, without exit; 0 with it."""
    growth = _growth(rule, sigma)
    if growth.leave:
        return 0.0
    keeps = (1 - growth.reversion) ** np.arange(year + 1)
    return float(np.hypot(SD * keeps[-1], sigma * np.sqrt((keeps[:-1] ** 2).sum())))


def _list(values: Float | list[float]) -> list[float]:
    return [float(f"{value:.4g}") for value in np.asarray(values).tolist()]


def sentence(*, rule: str, sigma: float, year: int, seed: int = SEED) -> str:
    """Say what law the sizes follow, and what the largest make."""
    share = _largest(rule, sigma, seed)[YEARS.index(year)]
    seen = f"After {year} years the largest 1% of the firms make {share:.0%} of all output"
    if rule == "leave":
        index = _growth(rule, sigma).index
        return (
            f"{seen}. At rest they make {resting_share(sigma):.0%}, and a size ten times as large "
            f"is {10**index:,.0f} times as rare: Pareto's index is 2 × 3% / ({_percent(sigma)})² = "
            f"{index:.2f}."
        )
    spread = _spread(rule, sigma, year)
    now = f"{np.exp(spread):.1f}"
    law = f"{seen}. Two firms in three are within a factor of {now} of the median size"
    if rule == "stay":
        return f"{law}, and that factor grows for ever: the sizes never come to rest."
    limit = f"{np.exp(sigma / np.sqrt(1 - 0.95**2)):.1f}"
    if now == limit:
        return f"{law}, and that factor grows no more: no giants."
    return f"{law}, and that factor stops growing at {limit}: no giants."


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"


def _made_by_the_largest(rows: Sequence[Row]) -> float:
    """Return the percentage of output that the largest hundredth make in the last year."""
    (now,) = (row for row in rows if row["panel"] == "now" and row["at_year"] == YEARS[-1])
    return float(100 * now["share"])


LAB = Lab(
    name="fig-tail",
    controls=(
        Control(
            "rule",
            "Firms that become too small",
            tuple(RULES),
            "leave",
            labels=("leave", "stay", "stay, and large firms grow less"),
        ),
        Control(
            "sigma",
            "Luck: spread of a year's growth",
            LUCK,
            0.2,
            labels=_percent,
        ),
        Control("year", "Time", YEARS, YEARS[-1], unit="years", view=True, play=True),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Output of the largest 1% after 300 years, %", _made_by_the_largest),
    needs_scipy=True,
    caption=(
        "Press *Play*, then turn up luck. No firm is better than another: each year all draw "
        "their growth, −3% give or take luck, from one urn, and a firm below the smallest size "
        "that can live makes room for a newcomer. Out of that comes a straight line on these "
        "axes, Pareto's law, and the luckier the years the flatter it is, that is, the more the "
        "largest make. The other two buttons take away what the law needs: a lower end, or "
        "growth that is blind to size. So large need not mean fit. Triangles below the wide "
        "line: 300 years are too few for firms so large."
    ),
    description=(
        "One panel ranks firms on logarithmic axes: simulated marks move out onto a straight "
        "falling line as time passes, or bend away from it without exit. The other shows the "
        "share of output made by the largest hundredth, which rises steeply with luck."
    ),
    columns={
        "panel": "panel",
        "at_year": "year",
        "size": "size, in median firms",
        "larger": "share of firms larger",
        "luck": "luck",
        "share": "share of the largest 1%",
    },
)
