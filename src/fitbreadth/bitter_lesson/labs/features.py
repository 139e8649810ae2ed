"""Written by hand or learned, on real digits: who errs less, from ten examples to 1,280.

The runs are stored; the controls choose what to show of them.
"""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

from fitbreadth.bitter_lesson.feature_bootstrap import crossing, ratio
from fitbreadth.bitter_lesson.feature_deals import N
from fitbreadth.bitter_lesson.feature_results import error, gap, runs
from fitbreadth.bitter_lesson.figures.features import LEAST, MOST, READERS, draw
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.run_interval import Estimate
from fitbreadth.validate import choice

GROUPS = {
    "hand": ("rules", "features", "bent"),
    "added": ("both", "neighbours", "neighbours_both"),
    "examples": ("shifted", "tilted"),
    "learner": ("pixels", "neighbours"),
}
"""The arms that each choice shows beside learned features."""

WITHOUT = {"both": "learned", "neighbours_both": "neighbours"}
"""The same reader without hand-made features, of those that they are added to."""

NAMES = dict(
    zip(
        (
            *("learned", "rules", "features", "bent", "both"),
            *("pixels", "neighbours", "neighbours_both", "shifted", "tilted"),
        ),
        READERS,
        strict=True,
    )
)
WORDS = {
    "rules": "rules written by hand",
    "features": "hand-made features with learned weights",
    "bent": "a network that sees only these",
    "shifted": "a network that is also shown its examples shifted by a pixel",
    "tilted": "one that is shown them turned and slanted",
    "pixels": "weights on raw pixels",
    "neighbours": "looking up the most similar stored example",
}


def rows(*, show: str) -> list[Row]:
    """Return errors of several readers, and ratios of them to those of one that they are beside."""
    arms = GROUPS[choice("show", show, tuple(GROUPS))]
    parts = [_line("error", arm, error(arm)) for arm in ("learned", *arms)]
    words = "without hand-made" if show == "added" else "learned features"
    parts.append({"panel": "level", "at": 1, "beside": f"below 1: errs less than {words}"})
    return parts + [
        _line("ratio", arm, ratio(arm, beside=beside)) for arm, beside in _pairs(show).items()
    ]


def _pairs(show: str) -> dict[str, str]:
    return WITHOUT if show == "added" else dict.fromkeys(GROUPS[show], "learned")


def _line(panel: str, arm: str, found: Estimate) -> Row:
    return {
        "panel": panel,
        "what": NAMES[arm],
        "n": runs().n.tolist(),
        "value": [round(float(v), 3) for v in found.mean],
        "low": [round(float(v), 3) for v in found.low],
        "high": [round(float(v), 3) for v in found.high],
    }


def backdrop() -> list[Row]:
    """Return where the reader may choose a number of pictures."""
    edges = [LEAST, *(round(sqrt(a * b), 2) for a, b in pairwise(N)), MOST]
    return [
        {"panel": "place", "set_chosen": n, "left": a, "right": b}
        for n, (a, b) in zip(N, pairwise(edges), strict=True)
    ]


def sentence(*, show: str, chosen: int) -> str:
    """Say how often each reader errs after one number of pictures, and what that tells."""
    arms = GROUPS[choice("show", show, tuple(GROUPS))]
    if chosen not in N:
        raise ValueError(f"chosen must be one of {list(N)}, got {chosen!r}")
    at = N.index(chosen)
    errs = {arm: f"{float(error(arm).mean[at]):.1f}%" for arm in ("learned", *arms)}
    start = f"With {chosen:,} pictures to learn from, a network with learned features misreads "
    if show == "added":
        network, stored = (_times(arm, at) for arm in WITHOUT)
        return (
            f"{start}{errs['learned']} of new digits, and {errs['both']} if it also sees "
            f"hand-made features ({network}). {WORDS['neighbours'].capitalize()} misreads "
            f"{errs['neighbours']}, and {errs['neighbours_both']} if it goes by hand-made "
            f"features too ({stored})."
        )
    *some, last = (f"{WORDS[arm]} {errs[arm]} ({_verdict(arm, at)})" for arm in arms)
    return f"{start}{errs['learned']} of new digits, {', '.join(some)} and {last}.{_turn(show)}"


def _verdict(arm: str, at: int) -> str:
    found = gap(arm)
    if found.low[at] <= 0 <= found.high[at]:
        return "too close to call"
    return f"{float(ratio(arm).mean[at]):#.2g} times that"


def _times(arm: str, at: int) -> str:
    found = ratio(arm, beside=WITHOUT[arm])
    mean, low, high = (float(each[at]) for each in (found.mean, found.low, found.high))
    return f"{mean:.2f} times that; 95% interval: {low:.2f} to {high:.2f}"


def _turn(show: str) -> str:
    if show != "hand":
        return ""
    found = crossing("learned", over="rules")
    return (
        f" Learning overtakes the rules at about {found.n:.0f} pictures "
        f"(95% interval: {found.low:.0f} to {found.high:.0f})."
    )


LAB = Lab(
    name="fig-features",
    controls=(
        Control(
            "show",
            "Beside learned features",
            tuple(GROUPS),
            "hand",
            labels=("by hand", "hand-made added", "moved examples", "plainer learners"),
        ),
        Control("chosen", "Pictures learned from", N, 20, view=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Drag along either panel; then choose what to set beside a network's learned features "
        "(what it makes of pixels). *By hand*: written rules need no example, and win while there "
        "are few. Hand-made features with learned weights never win: at ten pictures the weights "
        "are missing (the rules see no other numbers), later what the features leave out. "
        "*Hand-made added*: given to the network too, they help at every size. Looking up the "
        "most similar stored picture clearly beats the network from 40 pictures on; these "
        "features help it a little at first and not from 320 on. *Moved examples* never clearly "
        "help; shifting by a pixel, an eighth of the picture, mostly harms."
    ),
    description=(
        "Percent of digits misread against pictures learned from: hand-written rules are level at "
        "a fifth, learned features fall from more than a third to less than three percent and "
        "cross them at about thirty pictures, hand-made features stay above these. And the same "
        "errors divided by those of learned features."
    ),
    columns={
        "panel": "panel",
        "what": "reader",
        "n": "pictures learned from",
        "value": "percent misread, or ratio",
        "beside": "comparison",
        "low": "95% interval from",
        "high": "95% interval to",
    },
)
"""Errors of hand-made and learned ways to read digits, as examples grow."""
