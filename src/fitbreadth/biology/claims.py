"""The claims of the biology chapter: who says what, and when it holds and fails."""

from __future__ import annotations

from fitbreadth.biology.evidence import local_fit, niches, trade_off
from fitbreadth.claim import Claim

CLAIMS = (
    Claim(
        id="biology-local-fit",
        statement="Selection favours designs matched to local conditions over uniform coverage",
        source="dharma2026",
        chapter="biology",
        figure="fig-grain",
        verdict="holds when",
        holds=(
            "when variety is met side by side (in space), numbers are regulated over all of it, "
            "and the trade-off is strong: $g < (a+b)/2$ (where a specialist leaves $a$ or $b$), "
            "$\\gamma < 1$, or two optima more than two niche widths apart. Staying at home, or "
            "choosing where to live, helps further."
        ),
        fails=(
            "when variety comes in time, where the generalist wins from $g > \\sqrt{ab}$ on, and "
            "no single trait beats the one in the middle of two bells at any distance; and when "
            "the trade-off is weak. A lineage that hedges well does better than one matched to any "
            "one kind of year."
        ),
        check=local_fit.check,
    ),
    Claim(
        id="biology-niches",
        statement="Over time, specialists fill countless niches",
        source="dharma2026",
        chapter="biology",
        figure="fig-branching",
        verdict="holds when",
        holds=(
            "when each habitat feeds a number of its own (soft selection), the standard deviation "
            "of the habitats' optima exceeds the width of a niche, "
            "$\\operatorname{Var}(\\mu) > \\sigma^2$, and parents have children like themselves: a "
            "population of one type then splits by itself."
        ),
        fails=(
            "below that threshold, where one generalist stays; for neighbours that are too alike; "
            "and, on a shared enzyme budget, where the trade-off bends outwards: all the more "
            "surely, the more equal the supply. Niches are counted: two patches make room for two. "
            "Where branches interbreed they fall together."
        ),
        check=niches.check,
    ),
    Claim(
        id="biology-tradeoff",
        statement="Every performance gain in one niche comes at a cost elsewhere",
        source="dharma2026",
        chapter="biology",
        figure="fig-lines",
        verdict="overstated",
        holds=(
            "in 15 of 24 lines of one bacterium, of which 20 °C and 40 °C were compared, and on "
            "average over all of them."
        ),
        fails=(
            "as a law that was shown: in eight lines no price was detected at 40 °C, which does "
            "not mean that there was none, and one line improved there. How much a line gained did "
            "not predict how much it lost. Other elsewheres were not tried."
        ),
        check=trade_off.check,
    ),
)
"""In the order of the chapter."""
