"""The labs of the markets chapter, one module each, under the names the chapter uses.

A lab's module has ``rows(**setting)``, which runs the models; ``sentence(**setting)``, which sums
them up; and ``LAB``, which joins them to the picture of the same name in ``figures``.
"""

from fitbreadth.markets.labs.ages import LAB as AGES
from fitbreadth.markets.labs.division import LAB as DIVISION
from fitbreadth.markets.labs.industry import LAB as INDUSTRY
from fitbreadth.markets.labs.insurance import LAB as INSURANCE
from fitbreadth.markets.labs.kelly import LAB as KELLY
from fitbreadth.markets.labs.niche import LAB as NICHE
from fitbreadth.markets.labs.partitioning import LAB as PARTITIONING
from fitbreadth.markets.labs.queues import LAB as QUEUES
from fitbreadth.markets.labs.race import LAB as RACE
from fitbreadth.markets.labs.restaurants import LAB as RESTAURANTS
from fitbreadth.markets.labs.saving import LAB as SAVING
from fitbreadth.markets.labs.spine import LAB as SPINE
from fitbreadth.markets.labs.tail import LAB as TAIL
from fitbreadth.markets.labs.truncation import LAB as TRUNCATION

__all__ = [
    "AGES",
    "DIVISION",
    "INDUSTRY",
    "INSURANCE",
    "KELLY",
    "NICHE",
    "PARTITIONING",
    "QUEUES",
    "RACE",
    "RESTAURANTS",
    "SAVING",
    "SPINE",
    "TAIL",
    "TRUNCATION",
]
