"""The labs of the optimization chapter, one module each, under the names the chapter uses.

A lab's module has ``rows(**setting)``, which runs the models; ``sentence(**setting)``, which sums
them up where there is something to set; and ``LAB``, which joins them to the picture of the same
name in ``figures``. What several labs share is in ``worlds``.
"""

from fitbreadth.optimization.labs.best_so_far import LAB as BEST_SO_FAR
from fitbreadth.optimization.labs.budget import LAB as BUDGET
from fitbreadth.optimization.labs.champions import LAB as CHAMPIONS
from fitbreadth.optimization.labs.curvature import LAB as CURVATURE
from fitbreadth.optimization.labs.duel import LAB as DUEL
from fitbreadth.optimization.labs.exhaustion import LAB as EXHAUSTION
from fitbreadth.optimization.labs.inner_product import LAB as INNER_PRODUCT
from fitbreadth.optimization.labs.overheads import LAB as OVERHEADS
from fitbreadth.optimization.labs.rarity import LAB as RARITY
from fitbreadth.optimization.labs.structure import LAB as STRUCTURE
from fitbreadth.optimization.labs.winners import LAB as WINNERS

__all__ = [
    "BEST_SO_FAR",
    "BUDGET",
    "CHAMPIONS",
    "CURVATURE",
    "DUEL",
    "EXHAUSTION",
    "INNER_PRODUCT",
    "OVERHEADS",
    "RARITY",
    "STRUCTURE",
    "WINNERS",
]
