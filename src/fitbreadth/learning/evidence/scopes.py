"""How many of the systems that people name are narrow, and in which sense."""

from __future__ import annotations

from fitbreadth.claim import Evidence
from fitbreadth.learning.milestones import milestones

WON, LOST = 155, 6
"""Of 1,000 games of AlphaZero with the chess program Stockfish; the others were drawn."""

MISSED, FEWER = 13.5, 0.27
"""Per cent of MedQA's questions that the best specialist missed, and the part of these by which
GPT-4 is reported to have missed fewer, with a score above 90 per cent."""

TURN = 2019
"""From here on there are instances that do tasks of many fields."""


def check() -> list[Evidence]:
    """Return the counts of both senses."""
    rows = milestones()
    narrow = [row for row in rows if row.instance_scope == "one task"]
    late = [row for row in rows if row.year >= TURN]
    (zero,) = [row for row in rows if row.system == "AlphaZero"]
    return [
        Evidence(
            "more than half of the systems in the table do one task",
            True,
            len(narrow) > len(rows) / 2,
            "qualitative",
        ),
        Evidence(
            "every system in the table from before 2019 does one task",
            True,
            all(row.instance_scope == "one task" for row in rows if row.year < TURN),
            "qualitative",
        ),
        Evidence(
            "fails: half of the methods in the table or more are wider than one task",
            True,
            sum(row.method_scope != "one task" for row in rows) >= len(rows) / 2,
            "qualitative",
        ),
        Evidence(
            "fails: half of the systems in the table since 2019 or more do more than one task",
            True,
            sum(row.instance_scope != "one task" for row in late) >= len(late) / 2,
            "qualitative",
        ),
        Evidence(
            "AlphaZero is one method for three games, and an instance for each: so in the table",
            True,
            zero.method_scope != "one task" and zero.instance_scope == "one task",
            "qualitative",
            source="silver2018",
        ),
        Evidence(
            f"fails: AlphaZero, not made for chess alone, won {WON} and lost {LOST} of 1,000 games "
            "with a chess program: by luck that would be less likely than one in 10^30",
            True,
            _luck(WON, LOST) < 1e-30,
            "qualitative",
            source="silver2018",
        ),
        Evidence(
            f"fails: GPT-4, not tuned for medicine, {FEWER:.0%} fewer errors than the best "
            f"specialist's {MISSED} %: a score above 90 %, as is printed beside it",
            True,
            100 - MISSED * (1 - FEWER) > 90,
            "qualitative",
            source="nori2023",
        ),
    ]


def _luck(won: int, lost: int) -> float:
    """Return the P of so uneven a split of games between players of one strength."""
    from scipy.stats import binomtest

    return float(binomtest(lost, won + lost).pvalue)
