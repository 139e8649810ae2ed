from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.closure import permutation_closure
from fitbreadth.optimization.hitting import compare, first_hit, first_hit_law
from fitbreadth.optimization.landscape import lipschitz_functions
from fitbreadth.optimization.problems import all_functions
from fitbreadth.optimization.searches import flee, hill_climb, reverse_scan, scan


def plain_trace(algorithm, f, m):
    node, seen = 0, []
    for _ in range(m):
        y = int(f[algorithm.next_x[node]])
        seen.append(y)
        node = algorithm.K * node + 1 + y
    return tuple(seen)


def space(n, K):
    return np.concatenate(list(all_functions(n, K)))


@given(st.lists(st.lists(st.integers(0, 2), min_size=5, max_size=5), min_size=1, max_size=20))
def test_first_hit_agrees_with_a_plain_walk(F):
    algorithm = hill_climb(5, 3)
    plain = [plain_trace(algorithm, f, 5).index(max(f)) + 1 for f in F]
    assert first_hit(algorithm, F).tolist() == plain


@pytest.mark.parametrize("f", [[0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 1, 1], [0, 1, 0, 2, 2, 2], [1] * 6])
def test_first_hit_law_on_a_closed_class(f):
    F = permutation_closure([f])
    for algorithm in (scan(6, 3), hill_climb(6, 3), flee(6, 3, start=0)):
        hits = first_hit(algorithm, F)
        assert Fraction(int(hits.sum()), len(hits)) == first_hit_law(6, f.count(max(f)))


def test_first_hit_law_in_numbers():
    assert (first_hit_law(6, 1), first_hit_law(6, 2)) == (Fraction(7, 2), Fraction(7, 3))
    assert first_hit_law(6, 6) == 1


@pytest.mark.parametrize(("n", "K"), [(4, 2), (5, 3)])
def test_advantages_over_all_problems_cancel(n, K):
    scores = compare(hill_climb(n, K), flee(n, K), space(n, K))
    assert scores.difference.any()
    assert scores.mean == 0
    assert sum(scores.wins) == K**n


def test_off_a_closed_class_lunch_is_free_and_on_its_closure_it_is_not():
    F = lipschitz_functions(5, 4, 1)
    climb, away = hill_climb(5, 4), flee(5, 4)
    assert compare(climb, away, F).mean != 0
    closure = permutation_closure(F)
    assert compare(climb, away, closure).mean == 0
    # the reference mean of every algorithm on the 634 functions, by its four decimals
    assert round(float(first_hit(climb, closure).mean()), 4) == 2.4479


def test_comparison_by_hand():
    scores = compare(scan(3, 3), reverse_scan(3, 3), [[2, 0, 0], [0, 2, 0], [0, 1, 2], [1, 1, 0]])
    assert scores.first.tolist() == [1, 2, 3, 1]
    assert scores.second.tolist() == [3, 2, 1, 2]
    assert scores.mean == Fraction(-1, 4)
    assert scores.wins == (2, 1, 1)


def test_bad_arguments_are_refused():
    climb = hill_climb(4, 2)
    with pytest.raises(ValueError, match=r"values in \[0, 1\], got 0 to 2"):
        first_hit(climb, [[0, 1, 0, 2]])
    with pytest.raises(ValueError, match="same space, got n=4, K=2 and n=3, K=2"):
        compare(climb, scan(3, 2), [[0, 1, 0, 1]])
    with pytest.raises(ValueError, match=r"k must be an integer in \[1, 6\], got 7"):
        first_hit_law(6, 7)
    with pytest.raises(ValueError, match=r"k must be an integer in \[1, 6\], got 0"):
        first_hit_law(6, 0)
