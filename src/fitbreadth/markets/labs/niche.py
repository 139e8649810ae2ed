"""One model under two captions: a phenotype between two habitats, a firm between two demands.

Hannan and Freeman took Levins' model of niche width over to organisations. So does this lab: it
calls :mod:`fitbreadth.biology.levins`, and only the words change.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.levins import log_fitness, viability
from fitbreadth.biology.peaks import peaks
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.markets.figures.niche import draw
from fitbreadth.validate import Float

DISTANCES = tuple(step / 2 for step in range(1, 9))
GRAINS = {"fine": "quickly (fine grain)", "coarse": "slowly (coarse grain)"}
HALVES = (0.5, 0.5)
REACH = 4.0
"""How far from the middle the traits go, in widths."""

WORDS = (
    ("a phenotype", "a form of organisation"),
    ("two habitats", "two kinds of demand"),
    ("viability", "performance"),
    ("many in one life", "many in one year"),
    ("one for life", "one for years"),
    ("offspring", "founding and growth"),
    ("death", "disbanding"),
)
"""What the parts of the model are called in ecology, and in the sociology of organisations."""


def rows(*, d: float, grain: str) -> list[Row]:
    """Return how well every trait does in either habitat and overall, and which is best."""
    optima = np.array([-d / 2, d / 2])
    z = np.linspace(-REACH, REACH, 81)
    overall = np.exp(log_fitness(z, optima=optima, p=HALVES, grain=grain))
    found = peaks(optima, p=HALVES, grain=grain)
    best: list[Row] = [
        {
            "panel": "best",
            "who": "generalist" if abs(trait) < 1e-6 else "specialist",
            "trait": round(float(trait), 4),
            "level": round(float(np.exp(value)), 4),
        }
        for trait, value in zip(
            found.z[found.is_best], found.log_fitness[found.is_best], strict=True
        )
    ]
    bells: list[Row] = [
        {"panel": "each", "place": i, "z": _numbers(z), "fit": _numbers(w)}
        for i, w in enumerate(viability(z, optima=optima).T, start=1)
    ]
    return [*bells, {"panel": "overall", "z": _numbers(z), "fit": _numbers(overall)}, *best]


def dictionary() -> list[Row]:
    """Return the two vocabularies, side by side."""
    return [
        {"panel": "word", "line": line, "ecology": ecology, "sociology": sociology}
        for line, (ecology, sociology) in enumerate(WORDS)
    ]


def _numbers(values: Float) -> list[float]:
    rounded: list[float] = (np.round(values, 4) + 0.0).tolist()
    return rounded


def sentence(*, d: float, grain: str, words: str) -> str:
    """Say which trait is best, in the words of either field."""
    best = peaks([-d / 2, d / 2], p=HALVES, grain=grain).best
    who, places = {
        "ecology": ("phenotype", "two habitats"),
        "sociology": ("form of organisation", "two kinds of demand"),
    }[words]
    apart = f"With {places} {d:g} widths apart"
    if best.size == 1:
        return f"{apart} the best {who} is a generalist, in the middle between them."
    return (
        f"{apart} the best {who} is a specialist, at either place: {best[1]:.2f} widths from the "
        "middle."
    )


LAB = Lab(
    name="fig-niche",
    controls=(
        Control("d", "Distance between the two optima", DISTANCES, 3.0, unit="widths"),
        Control("grain", "They take turns", tuple(GRAINS), "fine", labels=tuple(GRAINS.values())),
        Control(
            "words",
            "Say it as",
            ("ecology", "sociology"),
            "sociology",
            labels=("Levins in 1968", "Hannan and Freeman in 1977"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=dictionary,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Switch the words: not one number changes, for it is the same model, and the same "
        "function of this book. The thick line adds up how well each trait does at two places "
        "(green), as an average if they take turns quickly, as a geometric mean, which "
        "multiplies, if slowly. Move the places apart: beyond 2 widths the average is best at "
        "two peaks, for specialists; the geometric mean stays best in the middle. (A width off "
        "its place a trait does 61% as well.) The other panel has the dictionary."
    ),
    description=(
        "Two green bells about the optima of two places, and a thick line of overall success with "
        "one peak in the middle, or two if the places are far apart and take turns quickly. And "
        "seven pairs of words, from ecology and from sociology, of which one column is set off."
    ),
    columns={
        "panel": "panel",
        "place": "habitat, or demand",
        "z": "trait, or form; widths from the middle",
        "fit": "how well it does",
        "who": "best",
        "trait": "its place, in widths",
        "level": "how well it does overall",
        "ecology": "in ecology",
        "sociology": "in sociology",
    },
)
