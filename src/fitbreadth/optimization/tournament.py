"""Rules for who plays whom next in a tournament, and what each earns in closed form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from fitbreadth.validate import choice, integer

STEPS = 200_000
"""Most steps of dynamic programming."""

Games = list[list[int]]
"""The R x C table as far as known: 1 won, 0 lost, -1 not played."""

Rule = Callable[[Games], tuple[int, int]]
"""Names the next pair (candidate, opponent) to play, one not played yet."""


def exhaust_rows(games: Games) -> tuple[int, int]:
    """Play a candidate against everyone, whatever happens, then the next candidate.

    Examples
    --------
    >>> exhaust_rows([[0, -1], [-1, -1]])
    (0, 1)
    """
    return next((r, c) for r, row in enumerate(games) for c, g in enumerate(row) if g < 0)


def by_columns(games: Games) -> tuple[int, int]:
    """Play every candidate against the first opponent, then against the second.

    Examples
    --------
    >>> by_columns([[0, -1], [-1, -1]])
    (1, 0)
    """
    columns = enumerate(zip(*games, strict=True))
    return next((r, c) for c, column in columns for r, g in enumerate(column) if g < 0)


def pursue(games: Games) -> tuple[int, int]:
    """Play a candidate until it loses, then the next candidate.

    Once nobody unbeaten is left to play, the remaining games change nothing and are played by row.

    Examples
    --------
    >>> pursue([[0, -1], [-1, -1]]), pursue([[1, -1], [-1, -1]])
    ((1, 0), (0, 1))
    """
    for r, row in enumerate(games):
        if 0 not in row and -1 in row:
            return r, row.index(-1)
    return exhaust_rows(games)


RULES: Mapping[str, Rule] = MappingProxyType(
    {"pursue": pursue, "exhaust_rows": exhaust_rows, "by_columns": by_columns}
)


def champion_theory(rule: str, R: int, C: int, m: int) -> Fraction:
    """Return a named rule's expected worst-case payoff without following any game.

    In closed form; for pursuit by a renewal equation, candidate by candidate.

    Parameters
    ----------
    rule : {"pursue", "exhaust_rows", "by_columns"}
        Which rule.
    R, C, m : int
        As in :func:`~fitbreadth.optimization.coevolution.champion_curve`, without its limit
        on sequences.

    Returns
    -------
    Fraction

    Raises
    ------
    TypeError, ValueError
        If ``rule`` is unknown, a number out of range, or pursuit takes too many steps.

    References
    ----------
    wolpert2005

    Examples
    --------
    >>> [str(champion_theory(rule, 4, 3, 5)) for rule in RULES]
    ['25/64', '81/256', '37/128']
    """
    choice("rule", rule, tuple(RULES))
    R, C = integer("R", R, low=1), integer("C", C, low=1)
    m = integer("m", m, low=0, high=R * C)
    half, untried = Fraction(1, 2), Fraction(1, 2**C)
    if rule == "by_columns":
        played, ahead = divmod(m, R)
        none_ahead = (1 - half ** (played + 1)) ** ahead
        none_behind = (1 - half**played) ** (R - ahead)
        champion_ahead = (1 - none_ahead) * half ** max(C - played - 1, 0)
        return champion_ahead + none_ahead * (1 - none_behind) * half ** (C - played)
    if rule == "exhaust_rows":
        rows, started = divmod(m, C)
        nobody_yet = (1 - untried) ** rows
        if rows == R:
            return 1 - nobody_yet
        another = untried if started and rows + 1 < R else 0
        return 1 - nobody_yet + nobody_yet * (untried + (1 - half**started) * another)
    if R * C * m > STEPS:
        raise ValueError(
            f"R={R}, C={C}, m={m} take R * C * m = {R * C * m} steps; at most {STEPS} are accepted"
        )
    # with r candidates left: this one never loses, or loses its j-th game and leaves r - 1
    values = [Fraction(0)] * (m + 1)
    for _ in range(R):
        values = [
            untried + sum((half**j * values[g - j] for j in range(1, min(g, C) + 1)), Fraction(0))
            for g in range(m + 1)
        ]
    return values[m]
