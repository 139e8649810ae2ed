"""The claims of the whole book: a chapter is in the ledger by being named here."""

from __future__ import annotations

from fitbreadth.biology.claims import CLAIMS as BIOLOGY
from fitbreadth.bitter_lesson.claims import CLAIMS as BITTER_LESSON
from fitbreadth.convergence.claims import CLAIMS as CONVERGENCE
from fitbreadth.learning.claims import CLAIMS as LEARNING
from fitbreadth.markets.claims import CLAIMS as MARKETS
from fitbreadth.optimization.claims import CLAIMS as OPTIMIZATION

CHAPTERS = {
    "Optimization": OPTIMIZATION,
    "Biology": BIOLOGY,
    "Markets": MARKETS,
    "Machine learning": LEARNING,
    "The Bitter Lesson": BITTER_LESSON,
    "Convergence": CONVERGENCE,
}
"""Claims by the name of their chapter, in the order of the book."""
