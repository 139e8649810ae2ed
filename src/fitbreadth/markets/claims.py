"""The claims of the markets chapter: who says what, and when it holds and fails."""

from __future__ import annotations

from fitbreadth.claim import Claim
from fitbreadth.markets.evidence import concentrated, exit, origins

CLAIMS = (
    Claim(
        id="markets-exit",
        statement=(
            "Organisations below the threshold exit; competition amplifies winners and removes "
            "the rest"
        ),
        source="dharma2026",
        chapter="markets",
        figure="fig-industry",
        verdict="holds when",
        holds=(
            "when there is a ticket on everything that can happen, all save alike and performance "
            "stays what it is: then log shares fall apart at the difference of misfits, and mean "
            "performance rises by its variance. In Hopenhayn's industry the threshold comes out "
            "of the costs of staying and of entering."
        ),
        fails=(
            "when somebody saves more, $\\delta_j > \\delta_i\\, e^{D_j - D_i}$: the wrong belief "
            "then wins. Where entering is dear, firms stay that would leave elsewhere. While "
            "firms do not know what they are worth, some good ones leave too; and the largest "
            "may owe their size to luck alone. With incomplete markets selection can fail."
        ),
        check=exit.check,
    ),
    Claim(
        id="markets-concentrated",
        statement=(
            "When standards are clear and consistent, concentrated capacity beats diffuse capacity"
        ),
        source="dharma2026",
        chapter="markets",
        figure="fig-queues",
        verdict="holds when",
        holds=(
            "when specialists are more than $1 + \\rho(1 - \\rho)$ times as fast, in a shop of "
            "two that is busy a part ρ of the time and whose customers are half and half at any "
            "time (mean time in the shop, memoryless arrivals and services); when dividing the "
            "work brings more than it costs to coordinate; and where demand moves little, or "
            "evens out within the year and the broad organisation performs worse than the narrow "
            "one on average."
        ),
        fails=(
            "for a gambler who has everything on the likeliest thing, however clear and steady the "
            "odds: that is ruin. When the mix of demand turns about, which raises the threshold of "
            "the shop; where coordination costs more than specialising brings, $\\lambda > "
            "\\theta A H^\\gamma/\\beta$; and where demand moves rarely and far."
        ),
        check=concentrated.check,
    ),
    Claim(
        id="independent-origins",
        statement="Biology and markets arrived at it independently",
        source="dharma2026",
        chapter="markets",
        figure="fig-niche",
        verdict="not as history",
        holds=(
            "perhaps in part: Kelly's gambler and the seeds of a desert plant follow one formula, "
            "and we know of no loan between them. That wealth, belief and types follow one update "
            "shows that the arithmetic is the same, and not who found it first."
        ),
        fails=(
            "for niche width, the tradition that the paper itself cites: Hannan and Freeman took "
            "over Levins' theory from ecology under its own name. His two means, of two pay-offs, "
            "give their predictions with nothing added."
        ),
        check=origins.check,
    ),
)
