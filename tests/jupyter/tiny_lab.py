"""A lab of a few lines that can be slow, refuse and count its runs: what a chapter's may do."""

from __future__ import annotations

from time import sleep

import altair as alt
import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome

RUNS: list[float] = []


def rows(*, tall, pace, seed=1):
    if tall > 80:
        raise ValueError("tall must be such that <the tower> stands, at most 80")
    RUNS.append(tall)
    sleep(0.4 if pace == "slow" else 0.02)
    chance = np.random.default_rng(seed).random(5)
    return [{"x": at, "y": tall * each} for at, each in enumerate(chance.tolist())]


def draw(rows):
    bars = alt.Chart(alt.Data(values=list(rows))).mark_bar().properties(height=150)
    return bars.encode(x="x:O", y=alt.Y("y:Q", scale=alt.Scale(domain=[0, 100])))


LAB = Lab(
    name="fig-tower",
    controls=(
        Control("tall", "Height", tuple(range(10, 101, 10)), 20, unit="m"),
        Control("pace", "Pace", ("quick", "slow"), "quick"),
    ),
    rows=rows,
    draw=draw,
    readout=lambda *, tall, pace, seed: f"{tall} m, seed {seed}: {len(RUNS)} runs so far",
    seed=1,
    outcome=Outcome("Height of the first bar, in metres", lambda rows: rows[0]["y"]),
    caption="Towers.",
    description="Five towers of random heights.",
    columns={"x": "tower", "y": "height"},
)
