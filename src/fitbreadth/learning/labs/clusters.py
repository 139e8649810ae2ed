"""One expert for all clusters against a router with several: what training makes of each.

The reader sets how strong distractors are and lets training run. One expert cannot pass the bound;
a router on the clusters is not subject to it.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.cluster_bound import least_error_uniform
from fitbreadth.learning.cluster_runs import CLUSTERS, NOISES, STEPS, trained
from fitbreadth.learning.cluster_training import purity
from fitbreadth.learning.figures.clusters import STRONGEST, WEAKEST, WHO, draw
from fitbreadth.validate import Float

ONE, ROUTED, LINEAR = (
    "one nonlinear expert",
    "mixture of nonlinear experts",
    "mixture of linear experts",
)
NAMES = dict(zip((ONE, ROUTED, LINEAR), WHO, strict=True))


def rows(*, clusters: int) -> list[Row]:
    """Return errors of all runs with so many clusters, and the dispatch in the first of them."""
    parts: list[Row] = []
    for kind, who in NAMES.items():
        for place, step in enumerate(STEPS):
            errors = np.array(
                [
                    [run.error[place] for run in trained(kind, clusters=clusters, noise=noise)]
                    for noise in NOISES
                ]
            )
            parts.append(
                {
                    "panel": "learnt",
                    "who": who,
                    "at_step": step,
                    "strength": list(NOISES),
                    "error": _three(errors.mean(axis=1)),
                    "low": _three(errors.min(axis=1)),
                    "high": _three(errors.max(axis=1)),
                }
            )
    for noise in NOISES:
        shown = trained(ROUTED, clusters=clusters, noise=noise)[0].dispatch
        shown = shown[:, :, _order(shown[-1])]
        of, expert = np.indices(shown.shape[1:])
        parts += [
            {
                "panel": "dispatch",
                "at_noise": noise,
                "at_step": step,
                "expert": (expert.ravel() + 1).tolist(),
                "of": (of.ravel() + 1).tolist(),
                "share": [round(float(share), 2) for share in shares.ravel()],
            }
            for step, shares in zip(STEPS, shown, strict=True)
        ]
    return parts


def _order(shares: Float) -> list[int]:
    """Return experts in the order of the clusters that they receive most of in the end."""
    return sorted(
        range(shares.shape[1]),
        key=lambda m: (shares[:, m].max() < 0.05, shares[:, m].argmax(), -shares[:, m].max()),
    )


def backdrop() -> list[Row]:
    """Return what no setting changes: the bound, and where the reader may point."""
    # the bound has a kink at 1 and ends at 0 beyond a quarter and four
    strength = np.unique(np.concatenate([np.geomspace(WEAKEST, STRONGEST, 41), [0.25, 1.0, 4.0]]))
    edges = [WEAKEST, *np.sqrt(np.array(NOISES[1:]) * np.array(NOISES[:-1])), STRONGEST]
    parts: list[Row] = [
        {
            "panel": "bound",
            "strength": _three(strength),
            "error": [round(least_error_uniform(float(x)), 4) for x in strength],
        }
    ]
    parts += [{"panel": "here", "at_noise": noise} for noise in NOISES]
    return parts + [
        {"panel": "place", "set_noise": noise, "left": round(a, 3), "right": round(b, 3)}
        for noise, a, b in zip(NOISES, map(float, edges[:-1]), map(float, edges[1:]), strict=True)
    ]


@cache
def _error(kind: str, clusters: int, noise: float, step: int) -> float:
    place = STEPS.index(step)
    return float(
        np.mean([run.error[place] for run in trained(kind, clusters=clusters, noise=noise)])
    )


def sentence(*, clusters: int, noise: float, step: int) -> str:
    """Say how often each errs, what one expert cannot beat, and whether experts own clusters."""
    one, routed, linear = (_error(kind, clusters, noise, step) for kind in (ONE, ROUTED, LINEAR))
    bound = least_error_uniform(noise)
    place = STEPS.index(step)
    known = np.mean(
        [purity(run.dispatch[place]) for run in trained(ROUTED, clusters=clusters, noise=noise)]
    )
    least = f"it cannot err less than {bound:.1%}" if bound else "it could be perfect"
    when = f"After {step} steps" if step else "Before training"
    return (
        f"{when} one expert errs in {one:.1%} of inputs ({least}), routed experts in "
        f"{routed:.1%}, routed linear ones in {linear:.1%}. From the expert that gets an input its "
        f"cluster can be told in {known:.0%} of cases (chance: {1 / clusters:.0%})."
    )


def _three(values: Float) -> list[float]:
    return [float(value) for value in values.round(3)]


_LAST = {kind: _error(kind, 4, 1.0, STEPS[-1]) for kind in NAMES}
_LOUD = _error(ROUTED, 4, 4.0, STEPS[-1])
"""What the caption says: how many are wrong in the end."""

LAB = Lab(
    name="fig-clusters",
    controls=(
        Control("clusters", "Clusters", CLUSTERS, 4, listed=True),
        Control(
            "noise",
            "Distractor, against signal",
            NOISES,
            1.0,
            labels=tuple(f"×{noise:g}" for noise in NOISES),
            view=True,
        ),
        Control("step", "Training", STEPS, 100, unit="steps", view=True, play=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        f"Train to {STEPS[-1]} steps at ×1. Of an input's patches (parts) one tells its cluster "
        "(kind), one carries the signal, a sign to be told, one is a distractor, a signal in "
        "other clusters. One expert that adds up what it sees in each patch must err in "
        f"{least_error_uniform(1.0):.1%} of inputs, as clusters contradict each other; trained, "
        f"it errs in {_LAST[ONE]:.0%}. Routed experts (a router picks one for each input) err in "
        f"{_LAST[ROUTED]:.1%}, once each has clusters of its own; linear ones, which only weigh, "
        f"in {_LAST[LINEAR]:.1%} without keeping to clusters. At ×4 routing could be perfect, but "
        f"training does not find that: {_LOUD:.0%} are wrong. All have as many weights."
    ),
    description=(
        "Wrong answers over the strength of distractors: a grey tent that peaks at one in eight, "
        "the single expert above it everywhere and rising to half, routed experts on the ground "
        "up to equal strength. And a table of clusters by experts, which training turns into one "
        "dark cell a cluster."
    ),
    columns={
        "panel": "part",
        "who": "who",
        "at_step": "step",
        "strength": "distractor against signal",
        "error": "share wrong",
        "low": "lowest of 5 runs",
        "high": "highest of 5 runs",
        "at_noise": "distractor",
        "expert": "expert",
        "of": "cluster",
        "share": "share of the cluster",
    },
)
