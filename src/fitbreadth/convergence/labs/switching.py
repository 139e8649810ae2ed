"""Five specialists in a world that switches between their tasks, and four ways to use them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.switching import LEARNERS, SINCE, STEPS, draw
from fitbreadth.convergence.fixed_share import Shared, bayes_mixture, fixed_share
from fitbreadth.convergence.share_bound import share_bound
from fitbreadth.convergence.switching import Histories, histories, regimes_apart
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rounding import shorts, written
from fitbreadth.validate import Float

N = 5
KL = float(0.5 * np.log(6))
"""Each task's own state comes six times in ten, any other once."""

SWITCHES = (0, 1, 3, 9, 29, 99, 199, 399, 799, 1599)
RATES = (0.5, 0.05, 0.005, 0.0005)
RUNS, SEED = 60, 82
ADAPTABLE, SINGLE, EQUAL, ONCE = LEARNERS
SEEN = np.arange(0, STEPS + 1, 100)


# of a history much is kept, so that only a few are
@lru_cache(maxsize=4)
def world(k: int, seed: int = SEED) -> Histories:
    """Return 60 histories with ``k`` switches each."""
    return histories(regimes_apart(KL, N=N), T=STEPS, k=k, runs=RUNS, seed=seed)


@lru_cache(maxsize=4)
def adaptable(k: int, alpha: float, seed: int = SEED) -> Shared:
    """Return what fixed share believed and lost in them."""
    return fixed_share(world(k, seed).likelihoods, alpha=alpha)


@lru_cache(maxsize=4)
def _others(k: int, seed: int) -> dict[str, Float]:
    """Return what the three others lost beyond the one who is told, shape (60, T + 1)."""
    drawn = world(k, seed)
    likelihoods = drawn.likelihoods
    alone = np.cumsum(np.log(likelihoods), axis=1)
    best = alone[:, -1].argmax(axis=-1)
    single = -np.take_along_axis(alone, best[:, None, None], axis=2)[..., 0]
    equal = -np.cumsum(np.log(likelihoods.mean(axis=-1)), axis=1)
    start = np.zeros((RUNS, 1))
    return {
        SINGLE: np.hstack([start, single]) - drawn.told,
        EQUAL: np.hstack([start, equal]) - drawn.told,
        ONCE: bayes_mixture(likelihoods) - drawn.told,
    }


def losses(k: int, alpha: float, seed: int = SEED) -> dict[str, Float]:
    """Return losses beyond the one who is told, shape (60, T + 1) for each of the four."""
    own = adaptable(k, alpha, seed).loss - world(k, seed).told
    return {ADAPTABLE: own} | _others(k, seed)


def rows(*, k: int, alpha: float, seed: int = SEED) -> list[Row]:
    """Give losses of one history and on average, the bound, and breadth after a switch."""
    made = np.pad(world(k, seed).switches, ((0, 0), (1, 0))).astype(float)
    return [
        *(_bound(seen, switches, alpha) for seen, switches in _views(made)),
        *(row for who, lost in losses(k, alpha, seed).items() for row in _path(who, lost)),
        *_after(k, alpha, seed),
    ]


def _views(paths: Float) -> list[tuple[str, Float]]:
    return [("one", paths[0, SEEN]), ("mean", paths[:, SEEN].mean(axis=0))]


def _path(who: str, lost: Float) -> list[Row]:
    return [
        part
        for seen, path in _views(lost)
        for part in (
            {
                "panel": "loss",
                "who": who,
                "seen": seen,
                "t": SEEN.tolist(),
                "lost": [_short(value) for value in path.tolist()],
            },
            {
                "panel": "end",
                "who": who,
                "seen": seen,
                "last": STEPS,
                "total": _short(float(path[-1])),
            },
        )
    ]


def _short(nats: float) -> float:
    """Tenths are seen near zero only."""
    return round(nats, 1) if abs(nats) < 100 else round(nats)


def _bound(seen: str, switches: Float, alpha: float) -> Row:
    # linear in the switches so far, so that it holds on average too
    steps = SEEN[1:]
    stays = steps - 1 - switches[1:]
    most = np.log(N) - switches[1:] * np.log(alpha / (N - 1)) - stays * np.log1p(-alpha)
    return {"panel": "bound", "seen": seen, "t": steps.tolist(), "lost": shorts(most)}


def _after(k: int, alpha: float, seed: int) -> list[Row]:
    """Breadth by steps since the last switch; since the start, if there is none."""
    breadth = adaptable(k, alpha, seed).breadth[:, :-1]
    made = world(k, seed).switches
    starts = np.diff(made, axis=1, prepend=-1) != 0
    steps = np.arange(STEPS)
    since = steps - np.maximum.accumulate(np.where(starts, steps, 0), axis=1)
    counted = made > 0 if k else np.ones_like(made, dtype=bool)
    parts = []
    shown = [*range(12), *range(12, SINCE + 1, 2)]
    for at in shown:
        found = breadth[counted & (since == at)]
        if found.size < 30:
            break
        parts.append([found.mean(), *np.quantile(found, [0.1, 0.9])])
    tasks, under, over = np.round(np.array(parts).T, 2).tolist()
    seen: Row = {
        "panel": "breadth",
        "since": shown[: len(tasks)],
        "tasks": tasks,
        "under": under,
        "over": over,
    }
    if seen["since"][-1] > SINCE // 2:
        return [seen]
    return [seen, {"panel": "rare", "middle": 3, "note": "too few steps\nbetween switches"}]


def sentence(*, k: int, alpha: float, runs: str, seed: int = SEED) -> str:
    """Say what each of the four lost, and how broad the adaptable one was."""
    view = np.mean if runs == "mean" else (lambda ends: ends[0])
    lost = {who: float(view(path[:, -1])) for who, path in losses(k, alpha, seed).items()}
    learner = adaptable(k, alpha, seed)
    bound = share_bound(STEPS, k=k, N=N, alpha=alpha)
    broad = float(learner.breadth.mean() if runs == "mean" else learner.breadth[0].mean())
    return (
        f"The adaptable learner lost {lost[ADAPTABLE]:,.0f} nats, at most {bound:,.0f} being "
        f"possible; the equal split {lost[EQUAL]:,.0f}, the best single specialist "
        f"{lost[SINGLE]:,.0f}, who expects no change {lost[ONCE]:,.0f}. The adaptable "
        f"one relied on {broad:.2f} specialists at a time."
    )


def _adaptable_end(rows: Sequence[Row]) -> float:
    return next(
        float(row["total"])
        for row in rows
        if row["panel"] == "end" and row["who"] == ADAPTABLE and row["seen"] == "mean"
    )


LAB = Lab(
    name="fig-switching",
    controls=(
        Control("k", "Switches in 2,000 steps", SWITCHES, 9, play=True),
        Control(
            "alpha",
            "The adaptable learner expects one every",
            RATES,
            0.005,
            unit="steps",
            labels=lambda rate: written(1 / rate, digits=3),
        ),
        Control(
            "runs", "Show", ("mean", "one"), "mean", labels=("mean of 60", "one history"), view=True
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("nats the adaptable learner lost, mean of 60", _adaptable_end),
    needs_scipy=True,
    caption=(
        "Raise the number of switches. Five specialists forecast, each right about its own task "
        "only, and the task changes unannounced. *Adaptable* shifts its trust to whoever is "
        "right, and keeps a little for the others; *expects no change* (dashed) keeps nothing, and "
        "gets stuck. With a few switches the adaptable learner loses least, never more than the "
        "wide grey line. The second panel shows on how many it relies: hardly more than one "
        "between rare switches, more after each, nearly all five if it expects a switch every "
        "2 steps. Where switches come that fast little is gained over the equal split, and who "
        "expects too few falls behind."
    ),
    description=(
        "Losses of four learners through time: the adaptable one stays under a grey bound and far "
        "below the other three while switches are rare. Beside it the effective number of "
        "specialists it trusts jumps after a switch and falls back towards one within some steps."
    ),
    columns={
        "panel": "panel",
        "who": "learner",
        "seen": "view",
        "t": "step",
        "lost": "nats lost",
        "last": "last step",
        "total": "nats lost in all",
        "since": "steps since a switch",
        "tasks": "mean breadth",
        "under": "breadth, one in ten",
        "over": "breadth, nine in ten",
    },
)
