"""Twenty-four populations that grew better in the cold, by what they lost in the heat.

Most lost some fitness there, one gained, and "always" is not what the published counts say.
"""

from __future__ import annotations

from fitbreadth.biology.evolved_lines import (
    MEAN_CHANGE,
    OUTCOMES,
    evolved_lines,
    false_alarms,
    share_interval,
)
from fitbreadth.biology.figures.evolved_lines import draw
from fitbreadth.lab import Lab, Row

WIDE = 3
UNSEEN = "not in the part of the table seen"
LEFT = {"traded off": 0.9, "no significant change": 5.3, "improved": 9.7}


def rows() -> list[Row]:
    """Return a mark for each line, the counts, and the share with its interval."""
    lines = evolved_lines()
    marks: list[Row] = []
    for outcome, count in OUTCOMES.items():
        names = [
            f"{history}/20 {replicate}"
            for history, replicate, did in zip(
                lines.history, lines.replicate, lines.outcome, strict=True
            )
            if did == outcome
        ]
        names += [UNSEEN] * (count - len(names))
        for place, name in enumerate(names):
            level, column = divmod(place, WIDE)
            marks.append(
                {
                    "part": "line",
                    "outcome": outcome,
                    "name": name,
                    "across": round(LEFT[outcome] + column * 1.05, 2),
                    "up": level + 0.5,
                }
            )
        marks.append(
            {
                "part": "count",
                "across": round(LEFT[outcome] + (min(count, WIDE) - 1) * 0.525, 3),
                "up": -(-count // WIDE) + 0.45,
                "note": str(count),
            }
        )
    low, high = share_interval(_traded(), trials=_all())
    return [
        *marks,
        {
            "part": "share",
            "share": _traded() / _all(),
            "low": round(low, 4),
            "high": round(high, 4),
            "up": 2.6,
            "note": f"{_traded()} of {_all()}",
            "range": f"95% interval: {low:.0%} to {high:.0%}",
        },
        {"part": "always", "share": 1.0, "up": 5.2, "note": "“always” would be here"},
    ]


def _traded() -> int:
    return OUTCOMES["traded off"]


def _all() -> int:
    return sum(OUTCOMES.values())


def sentence() -> str:
    """Sum up what the lines did, and how sure one can be of it."""
    low, high = share_interval(_traded(), trials=_all())
    return (
        f"{_traded()} of {_all()} lines traded off ({_traded() / _all():.1%}; 95% interval "
        f"{low:.0%} to {high:.0%}), {OUTCOMES['no significant change']} did not change "
        f"significantly and {OUTCOMES['improved']} improved. On average fitness at 40 °C, "
        f"relative to the common ancestor's, fell by {-MEAN_CHANGE:.3f}. Had no line changed at "
        f"all, tests at this level would still have called about {false_alarms(_all()):.0f} a "
        f"trade-off."
    )


LAB = Lab(
    name="fig-lines",
    controls=(),
    rows=rows,
    draw=draw,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Compare the stacks: most lines paid for their gain, but not all. Each mark is a line "
        "of *E. coli* that evolved for 2,000 generations at 20 °C, by what happened to its "
        "fitness at 40 °C (Bennett and Lenski 2007). A trade-off is common and not a law. A "
        "line without a significant change may still have paid a little, more than the assays "
        "could show, so the share is of detected trade-offs. The one improvement was measured "
        "again and held. All lines stem from one ancestor."
    ),
    description=(
        "Stacks of 15, 8 and 1 marks: lines that traded off, did not change significantly, "
        "improved. Beside them a mark at 62.5% with an interval from 41% to 81%, short of a dashed "
        "line at 100%."
    ),
    columns={
        "outcome": "at 40 °C",
        "name": "line",
        "share": "share",
        "low": "95% from",
        "high": "95% to",
    },
)
