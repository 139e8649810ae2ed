"""Claims and their evidence as text: the verdict boxes of a chapter, the tables of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fitbreadth.claim import UNCONFIRMED, Claim, Evidence, Value

WORDS = {
    "holds": "Holds",
    "holds when": "Holds under conditions",
    "overstated": "Overstated",
    "not as history": "Not as history",
    UNCONFIRMED: "Not confirmed by this build",
}
"""What a reader sees for each verdict."""


class Markdown(str):
    """Text that a notebook shows as MyST Markdown."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)


def number(value: Value) -> str:
    """Write a number as a reader wants it.

    Examples
    --------
    >>> number(Fraction(25, 64)), number(1 / 3), number(True), number(65536)
    ('25/64', '0.333333', 'yes', '65,536')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:.6g}"


def verdict(claim: Claim) -> Markdown:
    """Return the verdict box of a claim: what was claimed, when it holds, when it fails."""
    judgement = claim.judge()
    passed = sum(item.passes for item in judgement.evidence)
    kind = judgement.verdict.replace(" ", "-")
    return Markdown(
        f"::::{{admonition}} {WORDS[judgement.verdict]}: {claim.statement}\n"
        f":class: fb-verdict fb-verdict-{kind}\n\n"
        f"**Holds** {claim.holds}\n\n**Fails** {claim.fails}\n\n"
        f"*{passed} of {len(judgement.evidence)} computations behind this agreed "
        f"with what they should be when this page was built: [what was computed](#{claim.id}). "
        f"Source of the claim: {{cite:t}}`{claim.source}`.*\n::::\n"
    )


def evidence_table(evidence: Sequence[Evidence]) -> Markdown:
    """Return evidence as a table: what, what it should be, what we got, how close it must be."""
    head = (
        "| what was measured | should be | we got | tolerance | result |\n|---|---|---|---|---|\n"
    )
    return Markdown(head + "".join(map(_row, evidence)))


def _row(item: Evidence) -> str:
    source = f" {{cite:p}}`{item.source}`" if item.source else ""
    margin = f" (±{item.within:.2g})" if item.within is not None else ""
    mark = "agrees" if item.passes else "**differs**"
    return (
        f"| {item.what}{source} | {number(item.expected)} | {number(item.got)} "
        f"| {item.tolerance}{margin} | {mark} |\n"
    )


def entry(claim: Claim) -> Markdown:
    """Return a claim's place in the ledger: statement, verdict, conditions, all evidence."""
    judgement = claim.judge()
    return Markdown(
        f"({claim.id})=\n### {claim.statement}\n\n"
        f"**{WORDS[judgement.verdict]}.** Claimed by {{cite:t}}`{claim.source}`. "
        f"Treated in {{doc}}`{claim.chapter}`; see {{numref}}`{claim.figure}`.\n\n"
        f"It holds {claim.holds}\n\nIt fails {claim.fails}\n\n"
        f"{evidence_table(judgement.evidence)}\n"
    )
