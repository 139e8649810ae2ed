"""Jobs of many steps with a general system or with routed specialists.

The reader makes jobs longer and the router worse. Where the lines cross is how wrong it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.tail import (
    GENERAL,
    LONGEST,
    OFTENEST,
    RAREST,
    SHORTEST,
    SUITE,
    draw,
)
from fitbreadth.convergence.tail import JOB, STEP, break_even_misrouting, chain, suite_chain
from fitbreadth.convergence.tail_runs import jobs_right
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts
from fitbreadth.validate import Float

ERROR = 0.02
"""Chance that the general system errs at a step."""

STEPS = (1, 3, 10, 30, 100, 300)
WRONG = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
RATIOS = (0.1, 0.25, 0.5, 0.9)
SEED = 0
JOBS = 2000
"""Simulated jobs behind every mark."""


def rows(*, q: float, ratio: float, routed: str, seed: int = SEED) -> list[Row]:
    """Give both chances for jobs of every length, by formula and simulated, and the border."""
    lengths, wrong = np.geomspace(1, 300, 15), np.geomspace(RAREST, OFTENEST, 17)
    laws = {
        SUITE: suite_chain(ERROR * ratio, misrouted=q, steps=lengths, routed=routed),
        GENERAL: chain(ERROR, steps=lengths),
    }
    parts: list[Row] = []
    for who, law in laws.items():
        parts.append(
            {"panel": "law", "who": who, "steps": shorts(lengths), "right": shorts(law.round(4))}
        )
        played, spread = _played(who, q, ratio, routed, seed)
        parts.append(
            {
                "panel": "played",
                "who": who,
                "steps": list(STEPS),
                "right": shorts(played),
                "low": shorts(np.maximum(0, played - spread)),
                "high": shorts(np.minimum(1, played + spread)),
            }
        )
    for m in STEPS:
        broad = float(chain(ERROR, steps=m))
        suite = np.array(
            [suite_chain(ERROR * ratio, misrouted=w, steps=m, routed=routed) for w in wrong]
        )
        here = float(suite_chain(ERROR * ratio, misrouted=q, steps=m, routed=routed))
        parts += [
            {
                "panel": "routing",
                "length": m,
                "who": SUITE,
                "wrong": shorts(wrong),
                "right": shorts(suite.round(4)),
            },
            {
                "panel": "here",
                "length": m,
                "wrong": short(q),
                "even": short(border(m, ratio, routed)),
                "who": [SUITE, GENERAL],
                "right": [short(round(right, 5)) for right in (here, broad)],
            },
        ]
    return parts


@lru_cache(maxsize=256)
def _played(who: str, q: float, ratio: float, routed: str, seed: int) -> tuple[Float, Float]:
    """Return fractions of simulated jobs that came out right, and half of a 95% interval."""
    if who == GENERAL and (q, ratio, routed) != (0.0, 1.0, STEP):
        return _played(GENERAL, 0.0, 1.0, STEP, seed)
    right = np.array(
        [
            jobs_right(
                ERROR * ratio,
                steps=m,
                jobs=JOBS,
                # neither system nor length shares its luck with another, nor with other seeds
                seed=2000 * seed + m + (0 if who == SUITE else 1000),
                misrouted=q,
                routed=routed,
            )
            for m in STEPS
        ]
    )
    # from the formula: where no simulated job came out right there is an error all the same
    law = suite_chain(ERROR * ratio, misrouted=q, steps=STEPS, routed=routed)
    return right, 1.96 * np.sqrt(law * (1 - law) / JOBS)


def border(m: int, ratio: float, routed: str) -> float:
    """Return how often the router may be wrong, with specialists still ahead."""
    return break_even_misrouting(ERROR, narrow=ERROR * ratio, steps=m, routed=routed)


def backdrop() -> list[Row]:
    """Return where the reader may drag the length to, and the lengths."""
    return [
        *[{"panel": "step", "length": m} for m in STEPS],
        *[
            {"panel": "place", "set_m": m, "left": left, "right_end": right}
            for m, (left, right) in zip(
                STEPS, stretches(STEPS, low=SHORTEST, high=LONGEST, ratios=True), strict=True
            )
        ],
    ]


def sentence(*, m: int, q: float, ratio: float, routed: str) -> str:
    """Say how many jobs come out right with either, and how wrong the router may be."""
    suite = float(suite_chain(ERROR * ratio, misrouted=q, steps=m, routed=routed))
    broad = float(chain(ERROR, steps=m))
    even = border(m, ratio, routed)
    jobs = "1 step" if m == 1 else f"{m} steps"
    words = (
        f"Of jobs of {jobs} {_percent(suite)} come out right with routed specialists, "
        f"{_percent(broad)} with the general system."
    )
    per = "at every step" if routed == STEP else "for a whole job"
    side = "more" if q < even else "less"
    same = ", however long the job" if routed == STEP else " at this length"
    return (
        f"{words} A router that chooses {per} may be wrong {_percent(even)} of the time{same}; "
        f"this one is wrong {_percent(q)}, so the specialists are {side} reliable."
    )


def _percent(share: float) -> str:
    percent = 100 * share
    if 0 < percent < 0.01:
        return "less than 0.01%"
    if 99.95 <= percent < 100:
        return "more than 99.9%"
    return f"{percent:.2g}%" if percent < 1 else f"{percent:.3g}%"


def _lead(rows: Sequence[Row]) -> float:
    right = {row["who"]: row["right"] for row in rows if row["panel"] == "played"}
    longer = STEPS.index(100)
    return round(100 * float(right[SUITE][longer] - right[GENERAL][longer]), 3)


LAB = Lab(
    name="fig-reliability",
    controls=(
        Control("m", "Steps of a job", STEPS, 100, view=True, play=True),
        Control(
            "q",
            "The router is wrong",
            WRONG,
            0.01,
            labels=lambda wrong: f"{100 * wrong:.3g}% of the time",
        ),
        Control(
            "ratio",
            "A specialist's errors at its own task",
            RATIOS,
            0.25,
            labels=lambda ratio: f"{100 * ratio:.3g}% of the general system's",
        ),
        Control(
            "routed",
            "The router chooses",
            (STEP, JOB),
            STEP,
            labels=("at every step", "once a job"),
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("specialists' lead, % of jobs of 100 steps", _lead),
    caption=(
        "Drag the steps of a job up, then let the router be wrong more often. Every step must go "
        f"right. The general system errs at {ERROR:.0%} of steps; a specialist errs less, but a "
        "step that is sent to the wrong one fails. Small differences a step become large ones a "
        "job. How wrong the router may be is where the lines of *The worse the router* cross: if "
        "it chooses at every step that does not depend on the length, and is less than the general "
        "system's own errors. Choosing once a job, it may err the more often, the longer the "
        "job. Errors are examples: set your own."
    ),
    description=(
        "Two falling curves, jobs that come out right against steps from one to three hundred, "
        "with simulated marks on them. Beside it the same against how often the router is wrong: "
        "a level line for the general system, crossed by the falling one of routed specialists."
    ),
    columns={
        "panel": "part",
        "who": "system",
        "length": "steps of a job",
        "steps": "steps",
        "wrong": "router wrong",
        "even": "router break-even",
        "right": "jobs right",
        "low": "95% from",
        "high": "to",
    },
)
