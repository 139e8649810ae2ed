from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import all_tables, play

from fitbreadth.optimization.coevolution import optimal_champion
from fitbreadth.optimization.tournament import RULES, champion_theory


@pytest.mark.parametrize("m", [1, 3, 5])
def test_the_games_seen_obey_no_free_lunch(m: int) -> None:
    seen = [
        Counter(tuple(y for _, _, y in play(rule, table, m)) for table in all_tables(3, 2))
        for rule in RULES.values()
    ]
    assert seen[0] == seen[1] == seen[2]
    assert set(seen[0].values()) == {2 ** (6 - m)}


@settings(deadline=None, max_examples=40)
@given(R=st.integers(1, 6), C=st.integers(1, 5), data=st.data())
def test_pursuit_is_optimal_and_the_others_are_not_better(
    R: int, C: int, data: st.DataObject
) -> None:
    m = data.draw(st.integers(0, R * C))
    optimum = optimal_champion(R, C, m)
    assert champion_theory("pursue", R, C, m) == optimum
    assert champion_theory("exhaust_rows", R, C, m) <= optimum
    assert champion_theory("by_columns", R, C, m) <= optimum


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
        champion_theory("pursue", *arguments)


def test_refuses_what_would_take_too_long_and_says_how_long() -> None:
    with pytest.raises(ValueError, match=r"R \* C \* m = 1000000 steps"):
        champion_theory("pursue", 100, 10, 1000)


def test_refuses_rules_that_do_not_exist() -> None:
    with pytest.raises(ValueError, match="rule must be one of pursue, exhaust_rows, by_columns"):
        champion_theory("guess", 2, 2, 2)
