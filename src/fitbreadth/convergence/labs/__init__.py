"""The labs of the convergence chapter and the front page, one module each.

A lab's module has ``rows(**setting)``, which runs the models; ``sentence(**setting)``, which sums
them up; and ``LAB``, which joins them to the picture of the same name in ``figures``.
"""

from fitbreadth.convergence.labs.allocation import LAB as ALLOCATION

__all__ = ["ALLOCATION"]
