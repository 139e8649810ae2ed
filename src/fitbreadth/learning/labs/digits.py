"""Two networks or one, on real digits: when sharing pays.

The runs are stored; every setting of the controls is one line of cells of the table.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.digits_arms import ARMS, SHARED
from fitbreadth.learning.digits_results import accuracy, transfer
from fitbreadth.learning.digits_table import runs
from fitbreadth.learning.digits_tasks import order
from fitbreadth.learning.figures.digits import NARROWEST, VERDICTS, WIDEST, draw
from fitbreadth.run_interval import Estimate
from fitbreadth.validate import choice

SIMILARITIES = (0.0, 0.5, 0.75, 1.0)
N = (30, 120, 480)
WIDTHS = (2, 4, 8, 16, 32, 64)
HEADS = {
    "single": "one head for both",
    "told": "one head for both, told which task it is at,",
    "heads": "a head for each task",
}
EXAMPLE = (
    *(0, 0, 7, 15, 13, 1, 0, 0),
    *(0, 8, 13, 6, 15, 4, 0, 0),
    *(0, 2, 1, 13, 13, 0, 0, 0),
    *(0, 0, 2, 15, 11, 1, 0, 0),
    *(0, 0, 0, 1, 12, 12, 1, 0),
    *(0, 0, 0, 0, 1, 10, 8, 0),
    *(0, 0, 8, 4, 5, 14, 9, 0),
    *(0, 0, 7, 13, 13, 9, 0, 0),
)
"""The first three among the digits (alpaydin1998), from 0 for white to 16 for black."""
SEED = 3
"""Of the example's order of pixels; the runs had orders of their own."""


def _at(arm: str, similarity: float, n: int) -> tuple[list[Estimate], int, int]:
    """Return transfer and both accuracies over all cells, and where the setting is in them."""
    made = runs()
    choice("arm", arm, SHARED)
    for name, value, known in (("similarity", similarity, made.similarity), ("n", n, made.n)):
        if value not in known:
            raise ValueError(f"{name} must be one of {known.tolist()}, got {value!r}")
    found = [transfer(arm), accuracy("dedicated"), accuracy(arm)]
    return found, made.similarity.tolist().index(similarity), made.n.tolist().index(n)


def rows(*, arm: str, similarity: float, n: int) -> list[Row]:
    """Return an example as both tasks see it, and what sharing changed at every width."""
    (gain, own, shared), s, k = _at(arm, similarity, n)
    stay = round(similarity * 64)
    second = np.array(EXAMPLE)[order(64 - stay, seed=SEED)].tolist()
    moved = "all pixels stay" if stay == 64 else f"{64 - stay} of 64 pixels moved"
    parts: list[Row] = []
    for left, name, note, ink in (
        (0, "first task", "as they are", EXAMPLE),
        (10, "second task", moved, second),
    ):
        parts += [
            {
                "panel": "picture",
                "column": [left + i % 8 for i in range(64)],
                "row": [3 + i // 8 for i in range(64)],
                "ink": list(ink),
            },
            {"panel": "frame", "left": left, "right": left + 8, "top": 3, "bottom": 11},
            {"panel": "word", "column": left, "row": 2, "note": name},
            {"panel": "word", "column": left, "row": 12, "note": note},
        ]
    for i, width in enumerate(runs().width[:, 0].tolist()):
        mean, low, high = (float(v[s, k, i]) for v in (gain.mean, gain.low, gain.high))
        parts.append(
            {
                "panel": "transfer",
                "units": width,
                "gain": round(mean, 2),
                "low": round(low, 2),
                "high": round(high, 2),
                "verdict": _verdict(low, high),
                "dedicated": round(float(own.mean[s, k, i]), 2),
                "shared": round(float(shared.mean[s, k, i]), 2),
            }
        )
    return parts


def _verdict(low: float, high: float) -> str:
    helps, harms, undecided = VERDICTS
    return helps if low > 0 else harms if high < 0 else undecided


def backdrop() -> list[Row]:
    """Return the line of no difference, and where the reader may choose a width."""
    middle = [float(2 ** (np.log2(width) + 0.5)) for width in WIDTHS[:-1]]
    edges = [NARROWEST, *middle, WIDEST]
    return [{"panel": "zero", "level": 0}] + [
        {"panel": "place", "set_h": w, "left": round(a, 3), "right": round(b, 3)}
        for w, a, b in zip(WIDTHS, edges[:-1], edges[1:], strict=True)
    ]


def sentence(*, arm: str, similarity: float, n: int, h: int) -> str:
    """Say what both sides got right at one width, and what that makes of sharing."""
    (gain, own, shared), s, k = _at(arm, similarity, n)
    widths = runs().width
    i = widths[:, 0].tolist().index(h)
    units = int(widths[i, ARMS.index(arm)])
    low, high = (float(v[s, k, i]) for v in (gain.low, gain.high))
    heads = HEADS[arm]
    right = [round(float(each.mean[s, k, i]), 1) for each in (own, shared)]
    # of the numbers as shown, so that the sentence adds up
    points = f"{abs(right[1] - right[0]):.1f} points"
    small, large = sorted((abs(low), abs(high)))
    word = {
        "sharing helps": f"sharing gains {points} ({_between(small, large)})",
        "sharing harms": f"sharing costs {points} ({_between(small, large)})",
        "too close to call": "that is too close to call (95% interval of the difference: "
        f"{_signed(low)} to {_signed(high)} points)",
    }[_verdict(low, high)]
    return (
        f"After {n} pictures of each task, two dedicated networks of {h} hidden units get "
        f"{right[0]:.1f}% of new digits right, and one shared network of {units} units with "
        f"{heads} {right[1]:.1f}%: {word}."
    )


def _between(small: float, large: float) -> str:
    least = f"{small:.1f}" if small >= 0.05 else "less than 0.1"
    return f"95% interval: between {least} and {large:.1f}"


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


LAB = Lab(
    name="fig-digits",
    controls=(
        Control(
            "similarity",
            "Pixels in the same place",
            SIMILARITIES,
            1.0,
            labels=tuple(f"{share:.0%}" if share else "none" for share in SIMILARITIES),
            listed=True,
        ),
        Control("n", "Pictures a task learns from", N, 120, listed=True),
        Control(
            "arm",
            "The shared network has",
            ("single", "told", "heads"),
            "single",
            labels=("one head", "one head, told", "a head per task"),
        ),
        Control("h", "Dedicated networks", WIDTHS, 16, unit="hidden units", view=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Make the two tasks less alike, or click a width. Both name handwritten digits, the "
        "second from pixels in another order. Two dedicated networks learn a task each, or one "
        "shared network both, with as many numbers to adjust or slightly fewer. A wide network "
        "with one head (set of outputs) for both tasks gains where they are alike, and loses "
        "where they have nothing in common, told which task it is at or not; with a head for each "
        "next to nothing of that is left. Narrow ones gain either way: what they lack is hidden "
        "units (numbers worked out in between), and shared ones serve both."
    ),
    description=(
        "A handwritten three as the first task sees it, and as the second does: alike at first, "
        "then with pixels moved. And what sharing changes in accuracy, over networks of 2 to 64 "
        "hidden units: far above zero where they are narrow; where they are wide, a little above "
        "zero for tasks that are alike, and below it for those that are not."
    ),
    columns={
        "panel": "panel",
        "units": "hidden units of a dedicated network",
        "gain": "shared minus dedicated, points",
        "low": "95% interval from",
        "high": "95% interval to",
        "verdict": "verdict",
        "dedicated": "percent right, dedicated",
        "shared": "percent right, shared",
    },
)
"""What one network for two tasks changes, by likeness, data and capacity."""
