from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import Table, all_tables, play

from fitbreadth.optimization.coevolution import (
    champion_curve,
    champion_probability,
    optimal_champion,
)
from fitbreadth.optimization.tournament import RULES, champion_theory


def by_counting(rule: Any, R: int, C: int, m: int) -> Fraction:
    """Play every table; after each trace, the champion wins most of the tables that agree."""
    agreeing: dict[Any, list[Table]] = {}
    for table in all_tables(R, C):
        agreeing.setdefault(play(rule, table, m), []).append(table)
    won = sum(max(sum(min(t[r]) for t in tables) for r in range(R)) for tables in agreeing.values())
    return Fraction(won, 2 ** (R * C))


def best_by_counting(tables: list[Table], m: int, played: frozenset[tuple[int, int]]) -> int:
    """Tables won by the best adaptive rule, choosing among all pairs, lost candidates too."""
    R, C = len(tables[0]), len(tables[0][0])
    if m == 0:
        return max(sum(min(t[r]) for t in tables) for r in range(R))
    return max(
        sum(
            best_by_counting(part, m - 1, played | {(r, c)})
            for y in (0, 1)
            if (part := [t for t in tables if t[r][c] == y])
        )
        for r, c in product(range(R), range(C))
        if (r, c) not in played
    )


# a number worked by hand


def test_two_by_two_by_hand() -> None:
    # columns: somebody wins the first game (3/4) and the second is a coin
    # pursue: two wins (1/4); a win and a loss, an untried rival (1/4 * 1/4);
    #         a loss, then the rival wins its first game (1/4 * 1/2)
    curve = champion_curve(2, 2, 2)
    assert curve.payoff["by_columns"][2] == Fraction(3, 4) * Fraction(1, 2)
    assert curve.payoff["pursue"][2] == Fraction(1, 4) + Fraction(1, 16) + Fraction(1, 8)
    assert curve.payoff["exhaust_rows"][2] == Fraction(1, 4) + Fraction(3, 4) * Fraction(1, 4)


# published and recomputed numbers


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((4, 3, 5), {"pursue": "25/64", "exhaust_rows": "81/256", "by_columns": "37/128"}),
        ((2, 2, 2), {"pursue": "7/16", "exhaust_rows": "7/16", "by_columns": "3/8"}),
    ],
)
def test_the_free_lunch(shape: tuple[int, int, int], expected: dict[str, str]) -> None:
    curve = champion_curve(*shape)
    assert {rule: str(payoff[-1]) for rule, payoff in curve.payoff.items()} == expected
    assert {rule: str(champion_theory(rule, *shape)) for rule in RULES} == expected


# agreement with a slow reference


@pytest.mark.parametrize("name", list(RULES))
@pytest.mark.parametrize(("R", "C"), [(2, 2), (3, 2), (2, 3), (3, 3)])
def test_agrees_with_playing_every_table(name: str, R: int, C: int) -> None:
    payoff = champion_curve(R, C).payoff[name]
    games = range(R * C + 1) if R * C < 9 else (0, 4, 7, 9)
    for m in games:
        assert payoff[m] == by_counting(RULES[name], R, C, m)


@pytest.mark.parametrize(("R", "C", "m"), [(2, 2, 2), (2, 2, 3), (3, 2, 3), (2, 3, 3), (3, 2, 4)])
def test_no_rule_beats_the_optimum(R: int, C: int, m: int) -> None:
    won = best_by_counting(all_tables(R, C), m, frozenset())
    assert optimal_champion(R, C, m) == Fraction(won, 2 ** (R * C))


# limits and closed forms


@pytest.mark.parametrize(("R", "C"), [(1, 1), (1, 4), (4, 1), (2, 2), (4, 3), (3, 4), (5, 2)])
def test_the_curve_meets_theory_and_its_limits(R: int, C: int) -> None:
    curve = champion_curve(R, C)
    assert curve.evaluations == tuple(range(R * C + 1))
    for name, payoff in curve.payoff.items():
        assert payoff == tuple(champion_theory(name, R, C, m) for m in curve.evaluations)
        assert payoff[0] == Fraction(1, 2**C)
        assert payoff[-1] == 1 - (1 - Fraction(1, 2**C)) ** R
        assert all(a <= b for a, b in pairwise(payoff))


# invariants


@given(st.lists(st.lists(st.sampled_from([-1, 0, 1]), min_size=3, max_size=3), min_size=1))
def test_only_the_unbeaten_have_a_chance(games: list[list[int]]) -> None:
    chance = champion_probability(games)
    assert (chance == 0) == all(0 in row for row in games)
    assert (chance == 1) == ([1, 1, 1] in games)


def test_a_rule_of_ones_own_that_plays_the_beaten_gains_nothing() -> None:
    def flog(games: list[list[int]]) -> tuple[int, int]:
        open_pairs = [(r, c) for r, row in enumerate(games) for c, g in enumerate(row) if g < 0]
        return max(open_pairs, key=lambda pair: 0 in games[pair[0]])

    payoff = champion_curve(3, 3, 4, rules={"flog": flog, **RULES}).payoff
    assert payoff["flog"][4] == by_counting(flog, 3, 3, 4)
    assert payoff["flog"][4] < payoff["pursue"][4]


# bad input


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ((0, 2, 1), "R must be an integer >= 1, got 0"),
        ((2, 0, 1), "C must be an integer >= 1, got 0"),
        ((2, 2, 5), r"m must be an integer in \[0, 4\], got 5"),
    ],
)
def test_refuses_impossible_tournaments(arguments: tuple[int, int, int], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        champion_curve(*arguments)
    with pytest.raises(ValueError, match=match):
        optimal_champion(*arguments)


def test_refuses_what_would_take_too_long_and_says_how_long() -> None:
    with pytest.raises(ValueError, match=r"2\^m = 1048576 sequences"):
        champion_curve(5, 4)
    with pytest.raises(ValueError, match="steps of dynamic programming"):
        optimal_champion(20, 20, 10)


def test_refuses_rules_that_cheat() -> None:
    with pytest.raises(ValueError, match=r"rules\['again'\] must name a pair not played yet"):
        champion_curve(2, 2, 2, rules={"again": lambda games: (0, 0)})
