"""A free lunch over all problems: choosing a champion who must face every opponent.

Wolpert and Macready (2005). A table in {0, 1}^(R x C) says whether candidate r beats opponent c.
A rule plays m different pairs, then names the candidate whose *worst* game it expects to be
best. All tables are equally likely, and still the rules differ: the payoff is no function of
the games seen alone but also of the games never played by the champion. Losing once is enough
to be out, so the next game of a candidate that has already lost is worth nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from math import comb

from fitbreadth.optimization.tournament import RULES, STEPS, Games, Rule
from fitbreadth.validate import integer

LEAVES = 2**14
"""Most sequences of outcomes that the curve follows."""


def champion_probability(games: Games) -> Fraction:
    """Return the Bayes champion's probability of beating everyone, given the games seen.

    Zero for whoever has lost, 2^-u for an unbeaten candidate with u games unplayed.

    Examples
    --------
    >>> str(champion_probability([[1, -1, -1], [0, -1, -1]]))
    '1/4'
    """
    unbeaten = [row.count(-1) for row in games if 0 not in row]
    return Fraction(1, 2 ** min(unbeaten)) if unbeaten else Fraction(0)


@dataclass(frozen=True)
class ChampionCurve:
    """Expected worst-case payoff of the champion, over all tables, game by game.

    Attributes
    ----------
    evaluations : tuple of int, length m + 1
        Pairs played, 0 to m.
    payoff : mapping of str to tuple of Fraction, each of length m + 1
        For every rule, the probability that its champion beats all opponents.
    optimal : tuple of Fraction, length m + 1
        The most that any adaptive rule can reach.
    """

    evaluations: tuple[int, ...]
    payoff: Mapping[str, tuple[Fraction, ...]]
    optimal: tuple[Fraction, ...]


def champion_curve(
    R: int, C: int, m: int | None = None, *, rules: Mapping[str, Rule] = RULES
) -> ChampionCurve:
    """Follow each rule through every sequence of outcomes.

    Parameters
    ----------
    R, C : int
        Candidates (rows) and opponents (columns), at least 1.
    m : int, optional
        Pairs to play at most, from 0 to R * C, which is the default.
    rules : mapping of str to rule
        Rules by name; a rule gets the games so far (1 won, 0 lost, -1 not played) and returns
        a pair not played yet.

    Returns
    -------
    ChampionCurve

    Raises
    ------
    TypeError, ValueError
        If a number is out of range, the sequences are too many, or a rule plays a pair twice.

    References
    ----------
    wolpert2005

    Examples
    --------
    >>> curve = champion_curve(2, 2, 2)
    >>> {name: str(payoff[-1]) for name, payoff in curve.payoff.items()}
    {'pursue': '7/16', 'exhaust_rows': '7/16', 'by_columns': '3/8'}
    """
    R, C = integer("R", R, low=1), integer("C", C, low=1)
    m = R * C if m is None else integer("m", m, low=0, high=R * C)
    if 2**m > LEAVES:
        raise ValueError(
            f"m={m} games have 2^m = {2**m} sequences of outcomes; at most {LEAVES} are accepted"
        )
    return ChampionCurve(
        evaluations=tuple(range(m + 1)),
        payoff={name: _follow(name, rule, R, C, m) for name, rule in rules.items()},
        optimal=tuple(optimal_champion(R, C, games) for games in range(m + 1)),
    )


def _follow(name: str, rule: Rule, R: int, C: int, m: int) -> tuple[Fraction, ...]:
    """Average the champion's probability over the outcomes of the first 0, 1, ..., m games."""
    games = [[-1] * C for _ in range(R)]
    payoff = [Fraction(0)] * (m + 1)

    def play(played: int) -> None:
        payoff[played] += champion_probability(games) / 2**played
        if played == m:
            return
        r, c = rule(games)
        if not (0 <= r < R and 0 <= c < C and games[r][c] < 0):
            raise ValueError(f"rules[{name!r}] must name a pair not played yet, got {(r, c)}")
        for outcome in (0, 1):
            games[r][c] = outcome
            play(played + 1)
        games[r][c] = -1

    play(0)
    return tuple(payoff)


def optimal_champion(R: int, C: int, m: int) -> Fraction:
    """Return the best expected worst-case payoff that any adaptive rule reaches with m games.

    Dynamic programming over how many games each unbeaten candidate has won.

    Parameters
    ----------
    R, C, m : int
        As in :func:`champion_curve`.

    Returns
    -------
    Fraction

    Raises
    ------
    TypeError, ValueError
        If a number is out of range or there are too many states.

    Examples
    --------
    >>> str(optimal_champion(4, 3, 5))
    '25/64'
    """
    R, C = integer("R", R, low=1), integer("C", C, low=1)
    return _optimal(R, C, integer("m", m, low=0, high=R * C))[-1]


def _optimal(R: int, C: int, m: int) -> tuple[Fraction, ...]:
    """Best payoff with 0, 1, ..., m games; a state lists the wins of the unbeaten candidates."""
    steps = comb(R + C + 1, R) * (m + 1)
    if steps > STEPS:
        raise ValueError(
            f"R={R}, C={C}, m={m} take {steps} steps of dynamic programming; "
            f"at most {STEPS} are accepted"
        )
    states = [s for size in range(R + 1) for s in combinations_with_replacement(range(C + 1), size)]
    values = {s: Fraction(1, 2 ** (C - s[-1])) if s else Fraction(0) for s in states}
    payoff = [values[(0,) * R]]

    def after(state: tuple[int, ...], i: int) -> Fraction:
        others = state[:i] + state[i + 1 :]
        won = tuple(sorted((*others, state[i] + 1)))
        return (values[won] + values[others]) / 2

    for _ in range(m):
        values = {
            s: max([values[s], *(after(s, i) for i in range(len(s)) if s[i] < C)]) for s in states
        }
        payoff.append(values[(0,) * R])
    return tuple(payoff)
