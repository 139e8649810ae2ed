from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.census import all_algorithms
from fitbreadth.optimization.exhaustive import trace_counts, traces
from fitbreadth.optimization.problems import all_functions, functions
from fitbreadth.optimization.searches import fixed_order, flee, hill_climb, scan
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


def test_bad_arguments_are_refused():
    climb = hill_climb(4, 2)
    with pytest.raises(ValueError, match=r"m must be an integer in \[1, 4\], got 5"):
        trace_counts(climb, 5)
    with pytest.raises(ValueError, match=r"2\^4 functions .* above limit=15"):
        trace_counts(climb, limit=15)
    with pytest.raises(ValueError, match=r"shape \(rows, 4\), got shape \(1, 3\)"):
        traces(climb, [[0, 1, 0]])
