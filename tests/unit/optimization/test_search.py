from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.optimization.search import fitted_search, path

Function = tuple[int, ...]


def lipschitz(n: int, K: int, slope: int) -> list[Function]:
    return [
        f for f in product(range(K), repeat=n) if all(abs(a - b) <= slope for a, b in pairwise(f))
    ]


def closure(F: list[Function]) -> list[Function]:
    return sorted({order for f in F for order in permutations(f)})


def plain_cost(F: list[Function], choose: Any, seen: tuple[tuple[int, int], ...] = ()) -> int:
    """Evaluations still to be paid, summed over F: the same recursion, state by state."""
    best = max((y for _, y in seen), default=-1)
    unsolved = sum(max(f) > best for f in F)
    if not unsolved:
        return 0
    visited = {x for x, _ in seen}
    return unsolved + choose(
        sum(
            plain_cost([f for f in F if f[x] == y], choose, (*seen, (x, y)))
            for y in {f[x] for f in F}
        )
        for x in range(len(F[0]))
        if x not in visited
    )


def decision_trees(points: tuple[int, ...], K: int) -> Iterator[Any]:
    """Every deterministic non-revisiting search: a first point, then one subtree for each value."""
    for x in points:
        rest = tuple(p for p in points if p != x)
        if not rest:
            yield (x, {})
            continue
        for branches in product(list(decision_trees(rest, K)), repeat=K):
            yield (x, dict(enumerate(branches)))


def tree_cost(tree: Any, f: Function) -> int:
    x, branches = tree
    return 1 if f[x] == max(f) else 1 + tree_cost(branches[f[x]], f)


classes = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.tuples(*[st.integers(0, 2)] * n), min_size=1, max_size=12, unique=True)
)


# a number worked by hand


def test_two_ramps_and_a_needle_by_hand() -> None:
    # start at 2: done on the first two; on 010 it shows 0, and the rest is at 1
    fit = fitted_search([[0, 1, 2], [0, 0, 1], [0, 1, 0]])
    assert fit.best == Fraction(1 + 1 + 2, 3)
    assert fit.best_first == 2
    # 0 tells nothing and 1 then costs another two evaluations wherever the maximum is at 2
    assert fit.worst == Fraction(3 + 3 + 2, 3)
    assert fit.worst_first == 0
    assert fit.random_order == 2


def test_constant_functions_cost_one() -> None:
    fit = fitted_search([[0, 0], [3, 3]])
    assert (fit.best, fit.worst, fit.random_order) == (1, 1, 1)


# published and recomputed numbers


def test_lipschitz_class_offers_a_free_lunch_and_its_closure_none() -> None:
    F = lipschitz(5, 4, 1)
    fit = fitted_search(F)
    assert len(F) == 178
    assert fit.best == Fraction(339, 178)
    assert fit.worst == Fraction(455, 178)
    assert float(fit.best) == pytest.approx(1.9045, abs=5e-5)
    assert float(fit.worst) == pytest.approx(2.5562, abs=5e-5)
    closed = fitted_search(closure(F))
    assert len(closed.functions) == 634
    assert closed.best == closed.worst == closed.random_order
    assert float(closed.best) == pytest.approx(2.4479, abs=5e-5)


# limits and closed forms


@pytest.mark.parametrize(("optima", "expected"), [(1, Fraction(7, 2)), (2, Fraction(7, 3))])
def test_first_hit_on_a_closed_class(optima: int, expected: Fraction) -> None:
    needles = closure([(1,) * optima + (0,) * (6 - optima)])
    fit = fitted_search(needles)
    assert fit.best == fit.worst == fit.random_order == expected


@pytest.mark.parametrize(("n", "K"), [(1, 3), (3, 2), (3, 3), (4, 3), (6, 2)])
def test_over_all_functions_every_strategy_pays_the_same(n: int, K: int) -> None:
    fit = fitted_search(list(product(range(K), repeat=n)))
    assert fit.best == fit.worst == fit.random_order


def test_one_function_known_for_sure_costs_one() -> None:
    fit = fitted_search(lipschitz(4, 3, 1), weights=[10**6, *[1] * 40])
    assert fit.best < 1 + Fraction(40 * 3, 10**6)


# invariants


@settings(deadline=None, max_examples=60)
@given(F=classes)
def test_agrees_with_the_plain_recursion(F: list[Function]) -> None:
    fit = fitted_search(F)
    assert fit.best == Fraction(plain_cost(F, min), len(F))
    assert fit.worst == Fraction(plain_cost(F, max), len(F))
    orders = list(permutations(range(len(F[0]))))
    blind = sum(1 + [f[x] for x in o].index(max(f)) for o in orders for f in F)
    assert fit.random_order == Fraction(blind, len(F) * len(orders))
    assert fit.best <= fit.random_order <= fit.worst


@settings(deadline=None, max_examples=30)
@given(F=classes, data=st.data())
def test_names_of_points_and_values_do_not_matter(F: list[Function], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(F[0]))))
    relabelled = [tuple(5 * f[x] ** 2 + 1 for x in order) for f in F]
    fit, same = fitted_search(F), fitted_search(relabelled)
    assert (fit.best, fit.worst) == (same.best, same.worst)


@settings(deadline=None, max_examples=30)
@given(F=classes, data=st.data())
def test_a_weight_counts_like_a_probability(F: list[Function], data: st.DataObject) -> None:
    weight = st.lists(st.integers(0, 4), min_size=len(F), max_size=len(F)).filter(any)
    w = data.draw(weight)
    exact = fitted_search(F, weights=w)
    floats = fitted_search(F, weights=np.array(w) / sum(w))
    present = [i for i, count in enumerate(w) if count]
    without = fitted_search([F[i] for i in present], weights=[w[i] for i in present])
    for name in ("best", "worst", "random_order"):
        assert isinstance(getattr(exact, name), Fraction)
        assert isinstance(getattr(floats, name), float)
        assert getattr(floats, name) == pytest.approx(float(getattr(exact, name)), abs=1e-9)
        assert getattr(without, name) == getattr(exact, name)


@settings(deadline=None, max_examples=40)
@given(F=classes, data=st.data())
def test_paths_are_one_strategy_and_pay_what_it_costs(
    F: list[Function], data: st.DataObject
) -> None:
    w = data.draw(st.lists(st.integers(1, 4), min_size=len(F), max_size=len(F)))
    fit = fitted_search(F, weights=w)
    for aim, cost in (("best", fit.best), ("worst", fit.worst)):
        paths = [path(fit, f, aim=aim) for f in F]
        total = sum(k * len(visited) for k, visited in zip(w, paths, strict=True))
        assert Fraction(total, sum(w)) == cost
        move = dict[tuple[tuple[int, int], ...], int]()
        for f, visited in zip(F, paths, strict=True):
            assert len(set(visited)) == len(visited)
            assert [f[x] == max(f) for x in visited] == [False] * (len(visited) - 1) + [True]
            for t, x in enumerate(visited):
                history = tuple((v, f[v]) for v in visited[:t])
                assert move.setdefault(history, x) == x
        first = fit.best_first if aim == "best" else fit.worst_first
        assert {visited[0] for visited in paths} == {first}


# agreement with a slow reference


@pytest.mark.parametrize("F", [lipschitz(3, 3, 1), [(0, 1, 2), (0, 0, 1), (0, 1, 0), (2, 1, 0)]])
def test_no_decision_tree_does_better_or_worse(F: list[Function]) -> None:
    trees = list(decision_trees((0, 1, 2), 3))
    assert len(trees) == 24  # the count that the theory of all algorithms gives for (3, 3)
    costs = [Fraction(sum(tree_cost(t, f) for f in F), len(F)) for t in trees]
    fit = fitted_search(F)
    assert (fit.best, fit.worst) == (min(costs), max(costs))


# bad input


@pytest.mark.parametrize(
    ("F", "weights", "error", "match"),
    [
        ([[0.5, 1]], None, TypeError, "F must be a 2-d array of integers"),
        ([0, 1], None, ValueError, "F must be a 2-d array"),
        (np.zeros((0, 3), dtype=int), None, ValueError, "non-empty"),
        ([[0, 1], [0, 1]], None, ValueError, "F must have distinct rows"),
        ([[0, 1]], [1, 2], ValueError, "weights must have 1 entries, got 2"),
        ([[0, 1]], [-1], ValueError, "weights must be"),
        ([[0, 1]], [0], ValueError, "weights must not all be 0"),
        ([[0, 1]], [2**61], ValueError, "weights must sum to less than"),
        (np.eye(30, dtype=int), None, ValueError, r"\(K\+1\)\^n = 205891132094649"),
    ],
)
def test_refuses_what_is_no_class(F: Any, weights: Any, error: type, match: str) -> None:
    with pytest.raises(error, match=match):
        fitted_search(F, weights=weights)


def test_refuses_paths_that_are_not_there() -> None:
    fit = fitted_search([[0, 1], [1, 0]])
    with pytest.raises(ValueError, match="f must be a function of the class"):
        path(fit, [1, 1])
    with pytest.raises(ValueError, match="f must be a function of the class"):
        path(fit, [0, 1, 0])
    with pytest.raises(ValueError, match="aim must be one of best, worst"):
        path(fit, [0, 1], aim="middling")
