"""The labs of the biology chapter, one module each, under the names the chapter uses.

A lab's module has ``rows(**setting)``, which runs the models; ``sentence(**setting)``, which sums
them up; and ``LAB``, which joins them to the picture of the same name in ``figures``. The worlds
in which evolution is watched are in ``worlds``.
"""

from fitbreadth.biology.labs.bet_hedging import LAB as SEEDS
from fitbreadth.biology.labs.branching import LAB as BRANCHING
from fitbreadth.biology.labs.cue import LAB as CUE
from fitbreadth.biology.labs.enzymes import LAB as ENZYMES
from fitbreadth.biology.labs.evolved_lines import LAB as LINES
from fitbreadth.biology.labs.grain import LAB as GRAIN
from fitbreadth.biology.labs.invasion import LAB as INVASION
from fitbreadth.biology.labs.knife_edge import LAB as KNIFE_EDGE
from fitbreadth.biology.labs.levins import LAB as LEVINS
from fitbreadth.biology.labs.packing import LAB as PACKING
from fitbreadth.biology.labs.similarity import LAB as SIMILARITY
from fitbreadth.biology.labs.thresholds import LAB as THRESHOLDS
from fitbreadth.biology.labs.trade_off import LAB as TRADE_OFF

__all__ = [
    "BRANCHING",
    "CUE",
    "ENZYMES",
    "GRAIN",
    "INVASION",
    "KNIFE_EDGE",
    "LEVINS",
    "LINES",
    "PACKING",
    "SEEDS",
    "SIMILARITY",
    "THRESHOLDS",
    "TRADE_OFF",
]
