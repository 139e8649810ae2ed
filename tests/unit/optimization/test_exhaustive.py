from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.algorithms import (
    all_algorithms,
    fixed_order,
    flee,
    hill_climb,
    reverse_scan,
    scan,
)
from fitbreadth.optimization.exhaustive import (
    best_so_far,
    best_so_far_law,
    compare,
    first_hit,
    first_hit_law,
    histogram_fractions,
    histogram_law,
    revisiting_law,
    trace_counts,
    traces,
)
from fitbreadth.optimization.problems import (
    all_functions,
    functions,
    lipschitz_functions,
    permutation_closure,
)
from fitbreadth.rng import generator

SPACES = [(2, 2), (3, 2), (2, 3), (4, 2), (3, 3)]


def plain_trace(algorithm, f, m):
    node, seen = 0, []
    for _ in range(m):
        y = int(f[algorithm.next_x[node]])
        seen.append(y)
        node = algorithm.K * node + 1 + y
    return tuple(seen)


def space(n, K):
    return np.concatenate(list(all_functions(n, K)))


@pytest.mark.parametrize(("n", "K"), SPACES)
def test_theorem_1_for_every_algorithm_there_is(n, K):
    for algorithm in all_algorithms(n, K):
        for m in range(1, n + 1):
            seen = trace_counts(algorithm, m)
            assert seen.theory == K ** (n - m)
            assert (seen.counts == seen.theory).all()


@pytest.mark.parametrize("algorithm", [hill_climb(5, 3), flee(5, 3), hill_climb(4, 5), scan(1, 3)])
def test_counts_agree_with_a_plain_enumeration(algorithm):
    n, K = algorithm.n, algorithm.K
    for m in range(1, n + 1):
        plain = Counter(plain_trace(algorithm, f, m) for f in product(range(K), repeat=n))
        keys = map(tuple, functions(np.arange(K**m), m, K).tolist())
        assert dict(zip(keys, trace_counts(algorithm, m).counts.tolist(), strict=True)) == plain


def test_theorem_1_over_several_chunks():
    # 4^8 functions take more than one chunk; 3^10 does not divide evenly into powers of 2
    for algorithm in (hill_climb(8, 4), flee(10, 3)):
        seen = trace_counts(algorithm)
        assert (seen.counts == 1).all()
        assert trace_counts(algorithm, 3).counts.sum() == algorithm.K**algorithm.n


@given(st.lists(st.lists(st.integers(0, 2), min_size=5, max_size=5), min_size=1, max_size=20))
def test_traces_agree_with_a_plain_walk(F):
    for algorithm in (hill_climb(5, 3), flee(5, 3)):
        for m in (1, 3, 5):
            seen = functions(traces(algorithm, F, m=m), m, 3)
            assert seen.tolist() == [list(plain_trace(algorithm, f, m)) for f in F]


def test_wide_words_and_many_rows():
    # 1025 values take 11 bits, 3 points 33: more than a 32-bit word; more rows than a chunk
    order = [1, 2, 0]
    F = generator(1).integers(0, 1025, (40_000, 3))
    seen = functions(traces(fixed_order(order, 1025, limit=1025**3), F), 3, 1025)
    assert np.array_equal(seen, F[:, order])


def test_traces_over_the_space_are_those_that_are_counted():
    algorithm = hill_climb(5, 3)
    counts = np.bincount(traces(algorithm, space(5, 3), m=2), minlength=9)
    assert np.array_equal(counts, trace_counts(algorithm, 2).counts)


@pytest.mark.parametrize("algorithm", [hill_climb(5, 3), flee(5, 3), scan(6, 2)])
def test_histogram_law_is_exact(algorithm):
    for m in range(1, algorithm.n + 1):
        measured = histogram_fractions(trace_counts(algorithm, m))
        assert measured == {c: histogram_law(c) for c in measured}
        assert sum(measured.values()) == 1


def test_histogram_law_by_hand():
    # three dice with two faces: 3 of 8 show one 0
    assert histogram_law((1, 2)) == Fraction(3, 8)


def test_best_so_far_law_is_exact_for_an_adaptive_algorithm():
    published = [Fraction(*r) for r in ((1, 1), (13, 9), (5, 3), (145, 81), (151, 81))]
    for m, value in enumerate(published, start=1):
        assert best_so_far(trace_counts(hill_climb(5, 3), m)) == value == best_so_far_law(m, 3)


@given(st.integers(1, 60), st.integers(2, 6))
def test_best_so_far_law_rises_to_the_maximum(m, K):
    assert best_so_far_law(m, K) < best_so_far_law(m + 1, K) < K - 1
    assert best_so_far_law(m, K) > K - 1 - (K - 1) * (1 - 1 / K) ** m - 1e-12


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


def test_revisiting_search_meets_its_law():
    # 50 points, one maximum, 2e5 runs: the time is geometric with variance (1-p)/p^2, p = 1/50;
    # 4 standard errors, false alarms 6e-5
    n, runs = 50, 200_000
    p = 1 / n
    times = np.zeros(runs, int)
    searching = np.arange(runs)
    rng = generator(4)
    while searching.size:
        times[searching] += 1
        searching = searching[rng.integers(n, size=searching.size) != 0]
    assert abs(times.mean() - revisiting_law(n, 1)) < 4 * np.sqrt((1 - p) / p**2 / runs)
    assert revisiting_law(n, 1) > first_hit_law(n, 1)


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
    with pytest.raises(ValueError, match=r"m must be an integer in \[1, 4\], got 5"):
        trace_counts(climb, 5)
    with pytest.raises(ValueError, match=r"2\^4 functions .* above limit=15"):
        trace_counts(climb, limit=15)
    with pytest.raises(ValueError, match=r"shape \(rows, 4\), got shape \(1, 3\)"):
        traces(climb, [[0, 1, 0]])
    with pytest.raises(ValueError, match=r"values in \[0, 1\], got 0 to 2"):
        first_hit(climb, [[0, 1, 0, 2]])
    with pytest.raises(ValueError, match="same space, got n=4, K=2 and n=3, K=2"):
        compare(climb, scan(3, 2), [[0, 1, 0, 1]])
    with pytest.raises(ValueError, match=r"k must be an integer in \[1, 6\], got 7"):
        first_hit_law(6, 7)
    with pytest.raises(ValueError, match=r"k must be an integer in \[1, 6\], got 0"):
        revisiting_law(6, 0)
    with pytest.raises(ValueError, match=r"c\[1\] must be an integer >= 0, got -1"):
        histogram_law((1, -1))
    with pytest.raises(ValueError, match="m must be an integer >= 1"):
        best_so_far_law(0, 3)
