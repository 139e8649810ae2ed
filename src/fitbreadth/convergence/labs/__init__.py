"""The labs of the convergence chapter and the front page, one module each.

A lab's module has ``rows(**setting)``, which runs the models; ``sentence(**setting)``, which sums
them up; and ``LAB``, which joins them to the picture of the same name in ``figures``.
"""

from fitbreadth.convergence.labs.adaptation import LAB as ADAPTATION
from fitbreadth.convergence.labs.allocation import LAB as ALLOCATION
from fitbreadth.convergence.labs.conflict_map import LAB as CONFLICT_MAP
from fitbreadth.convergence.labs.crowding import LAB as CROWDING
from fitbreadth.convergence.labs.horizon import LAB as HORIZON
from fitbreadth.convergence.labs.machines import LAB as MACHINES
from fitbreadth.convergence.labs.misfit import LAB as MISFIT
from fitbreadth.convergence.labs.niche_shape import LAB as NICHE_SHAPE
from fitbreadth.convergence.labs.one_update import LAB as ONE_UPDATE
from fitbreadth.convergence.labs.price_feedback import LAB as PRICE_FEEDBACK
from fitbreadth.convergence.labs.regimes import LAB as REGIMES
from fitbreadth.convergence.labs.sharing import LAB as SHARING
from fitbreadth.convergence.labs.switching import LAB as SWITCHING
from fitbreadth.convergence.labs.tail import LAB as TAIL
from fitbreadth.convergence.labs.task_cost import LAB as TASK_COST
from fitbreadth.convergence.labs.traditions import LAB as TRADITIONS

__all__ = [
    "ADAPTATION",
    "ALLOCATION",
    "CONFLICT_MAP",
    "CROWDING",
    "HORIZON",
    "MACHINES",
    "MISFIT",
    "NICHE_SHAPE",
    "ONE_UPDATE",
    "PRICE_FEEDBACK",
    "REGIMES",
    "SHARING",
    "SWITCHING",
    "TAIL",
    "TASK_COST",
    "TRADITIONS",
]
