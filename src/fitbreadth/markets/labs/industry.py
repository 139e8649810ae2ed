"""An industry that firms enter and leave, and a slider on what entering costs.

Dear entry keeps newcomers out, so the price stays high, and at a high price firms live on that
cheap entry would have driven out.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.markets.census import Census, census
from fitbreadth.markets.earnings import margin
from fitbreadth.markets.figures.industry import FIRMS, draw
from fitbreadth.markets.industry import Industry
from fitbreadth.places import stretches
from fitbreadth.validate import Float

COSTS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
LUCK = (0.06, 0.08, 0.1, 0.12)
LOW, HIGH, TOP = 1.5, 8.0, 60.0


@lru_cache(maxsize=64)
def _at_rest(c_e: float, s_a: float) -> Census:
    return census(Industry(c_e=c_e, s_a=s_a))


def rows(*, c_e: float, s_a: float) -> list[Row]:
    """Let entry settle the price, and count the firms that stand at it."""
    found = _at_rest(c_e, s_a)
    industry, entry = found.entry.solved.industry, found.entry
    cut = entry.threshold
    below, above = _grid(LOW, cut), _grid(cut, HIGH)
    parts: list[Row] = []
    for who, phi in zip(FIRMS, (above, below), strict=True):
        y = margin(industry, phi, p=entry.price)
        worth = industry.c * entry.solved.staying(y)
        seen = worth <= TOP
        parts += [
            {"panel": "worth", "who": who, "phi": _list(phi[seen]), "worth": _list(worth[seen])},
            {
                "panel": "firms",
                "who": who,
                "phi": _list(phi),
                "share": _list(found.density(y) * industry.eta),
            },
        ]
    phi = _grid(LOW, HIGH)
    fresh = np.exp(-(((np.log(phi) - industry.m_e) / industry.s_e) ** 2) / 2)
    fresh *= found.exit_rate / (industry.s_e * np.sqrt(2 * np.pi))
    parts.append({"panel": "entrants", "phi": _list(phi), "share": _list(fresh)})
    thresholds = [_at_rest(cost, s_a).entry.threshold for cost in COSTS]
    # thresholds fall as costs rise
    reach = stretches(thresholds[::-1], low=thresholds[-1] / 1.02, high=thresholds[0] * 1.02)
    parts += [
        {"panel": "costs", "cost": cost, "set_c_e": cost}
        | {"threshold": round(each, 3), "from": low, "to": high}
        for cost, each, (low, high) in zip(COSTS, thresholds, reach[::-1], strict=True)
    ]
    mark: Row = {"panel": "mark", "threshold": round(cut, 3), "label": "leave here"}
    return [*parts, mark]


def _grid(low: float, high: float) -> Float:
    return np.exp(np.linspace(np.log(low), np.log(high), 36))


def _list(values: Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values.tolist()]


def sentence(*, c_e: float, s_a: float) -> str:
    """Say what the price is, who leaves, and how many."""
    found = _at_rest(c_e, s_a)
    entry = found.entry
    return (
        f"The good sells for {entry.price:.3f}, and a firm leaves once its productivity falls "
        f"below {entry.threshold:.2f}. {found.exit_rate:.1%} of the firms leave each year, and "
        f"{entry.at_once:.0%} of those that enter leave after one year."
    )


LAB = Lab(
    name="fig-industry",
    controls=(
        Control("c_e", "Cost of entering, in yearly wages", COSTS, 1.0),
        Control(
            "s_a",
            "Luck: spread of a year's growth in productivity",
            LUCK,
            0.1,
            labels=lambda s: f"{100 * s:.3g}%",
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Make entering dearer. Fewer enter and the price rises, so staying on pays even for a "
        "firm that is not very good: the threshold (large dot; each tick below is another cost "
        "of entering, to click on) moves *down*. Protection keeps the unfit alive. Every year "
        "the grey part of the industry leaves, and as many firms enter (dashed). Existing costs "
        "a firm four workers' wages a year, and entry goes on until what an entrant can expect "
        "to earn just pays for it. Fit means productive here. Whether narrow or broad firms are "
        "more so is another question, which the next three figures do not ask either."
    ),
    description=(
        "One panel shows the worth of staying on as a curve that rises with productivity and "
        "crosses zero at a threshold; the other a hump of firms over productivity with a long "
        "upper tail, cut at the same threshold, and a smaller dashed hump of entrants."
    ),
    columns={
        "panel": "panel",
        "who": "firms",
        "phi": "productivity",
        "worth": "worth of staying on, yearly wages",
        "share": "% of firms, per 1% step",
        "threshold": "threshold",
        "cost": "at a cost of entering of",
    },
)
