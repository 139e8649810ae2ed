from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fitbreadth.optimization.portfolio import break_even, portfolio

inf = np.inf
shapes = st.tuples(st.integers(1, 5), st.integers(1, 4))
whole = st.one_of(st.integers(1, 40).map(float), st.just(inf))
running_times = shapes.flatmap(lambda shape: arrays(float, shape, elements=whole))


def take_turns(times: list[float]) -> float:
    """Run the members one evaluation at a time until one has made as many as it needs."""
    if all(t == inf for t in times):
        return inf
    paid, done = 0, [0] * len(times)
    while True:
        for i, needed in enumerate(times):
            paid += 1
            done[i] += 1
            if done[i] == needed:
                return paid


# a number worked by hand


def test_three_problems_by_hand() -> None:
    both = portfolio([[2, 9, inf], [30, 3, inf]])
    assert both.cost.tolist() == [3, 6, inf]  # a b a; a b a b a b
    assert both.bound.tolist() == [4, 6, inf]
    assert both.specialist.tolist() == [16, 6, inf]
    assert both.mismatch[:2].tolist() == [8, 2]
    assert np.isnan(both.mismatch[2])
    assert both.wins.tolist() == [True, False, False]


def test_means_count_only_what_is_asked() -> None:
    times = [[2, 9, inf], [30, 3, inf]]
    assert portfolio(times).expected_cost == inf
    asked = portfolio(times, p=[0.25, 0.75, 0])
    assert asked.expected_cost == 0.25 * 3 + 0.75 * 6
    assert asked.expected_specialist == 0.25 * 16 + 0.75 * 6
    assert asked.expected_member.tolist() == [0.25 * 2 + 0.75 * 9, 0.25 * 30 + 0.75 * 3]


def test_one_member_that_never_succeeds_ruins_the_blind_choice_only() -> None:
    mixed = portfolio([[5, inf], [7, 7]])
    assert mixed.expected_specialist == inf
    assert mixed.expected_member.tolist() == [inf, 7]
    assert mixed.expected_cost == (9 + 14) / 2


# agreement with a slow reference


@settings(deadline=None)
@given(times=running_times)
def test_agrees_with_taking_turns(times: Any) -> None:
    assert portfolio(times).cost.tolist() == [take_turns(list(column)) for column in times.T]


# invariants


@settings(deadline=None)
@given(
    times=shapes.flatmap(
        lambda shape: arrays(float, shape, elements=st.one_of(st.floats(1, 1e6), st.just(inf)))
    )
)
def test_the_portfolio_pays_at_most_k_times_the_best_and_wins_beyond_that(times: Any) -> None:
    k = len(times)
    result = portfolio(times)
    assert np.all(result.cost <= result.bound)
    assert np.all(result.cost >= times.min(axis=0))
    solved = np.isfinite(result.bound)
    assert np.array_equal(np.isnan(result.mismatch), ~solved)
    assert np.all(result.wins[solved & (result.mismatch > k * (1 + 1e-12))])
    assert not result.wins[~solved].any()
    blind = result.expected_member.mean()
    assert blind == pytest.approx(result.expected_specialist)


# limits and closed forms


def test_a_single_member_is_its_own_portfolio() -> None:
    alone = portfolio([[4, inf, 1]])
    assert alone.cost.tolist() == alone.specialist.tolist() == [4, inf, 1]
    assert not alone.wins.any()


@pytest.mark.parametrize(("k", "right"), [(2, 1), (4, 1), (4, 3), (7, 2)])
def test_break_even_is_where_the_bound_meets_the_blind_choice(k: int, right: int) -> None:
    T = 1e6
    r = break_even(k, right=right)

    def members(slowdown: float) -> Any:
        # the right ones last, where they come closest to paying the bound
        return [[T * slowdown]] * (k - right) + [[T]] * right

    at = portfolio(members(r))
    assert at.bound == pytest.approx(at.specialist)
    assert portfolio(members(r + 0.01)).wins.all()
    assert not portfolio(members(r - 0.01)).wins.any()


def test_break_even_with_one_right_member_is_k_plus_one() -> None:
    assert [break_even(k) for k in (2, 3, 10)] == [3, 4, 11]
    assert break_even(3, right=3) == inf


# bad input


@pytest.mark.parametrize(
    ("times", "error", "match"),
    [
        ([["fast"]], TypeError, "times must be an"),
        ([1, 2], ValueError, r"times must be an .* got shape \(2,\)"),
        (np.ones((0, 2)), ValueError, "times must be an"),
        ([[1, 0.5]], ValueError, r"times must be an .* got 0.5 at \(0, 1\)"),
        ([[1], [np.nan]], ValueError, r"got nan at \(1, 0\)"),
        ([[-inf]], ValueError, "got -inf"),
    ],
)
def test_refuses_impossible_times(times: Any, error: type, match: str) -> None:
    with pytest.raises(error, match=match):
        portfolio(times)


def test_refuses_worlds_of_another_size_and_impossible_counts() -> None:
    with pytest.raises(ValueError, match="p must have 2 entries, got 1"):
        portfolio([[1, 2]], p=[1])
    with pytest.raises(ValueError, match="k must be an integer >= 1, got 0"):
        break_even(0)
    with pytest.raises(ValueError, match=r"right must be an integer in \[1, 2\], got 3"):
        break_even(2, right=3)
