from itertools import permutations
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.census import all_algorithms
from fitbreadth.optimization.focused import (
    cycles,
    equal_on,
    is_union_of_cycles,
    largest_orbit,
    sigma,
)
from fitbreadth.optimization.hitting import compare
from fitbreadth.optimization.problems import all_functions, function_numbers, functions
from fitbreadth.optimization.searches import flee, hill_climb, reverse_scan, scan

CLIMB, AWAY = hill_climb(4, 3), flee(4, 3)
FOUND = cycles(CLIMB, AWAY)


def plain_cycles(phi):
    seen, found = set(), []
    for f in range(len(phi)):
        cycle = []
        while f not in seen:
            seen.add(f)
            cycle.append(f)
            f = int(phi[f])
        if cycle:
            found.append(cycle)
    return found


def test_scan_against_reverse_scan_as_published():
    found = cycles(scan(6, 3), reverse_scan(6, 3))
    # phi turns a function round: the 3^3 palindromes stay, the rest pair up
    assert len(found.lengths) == 378 == 27 + (729 - 27) // 2
    assert found.lengths.max() == 2
    assert largest_orbit(6, 3) == 90


def test_scan_against_reverse_scan_turns_each_function_round():
    found = cycles(scan(3, 2), reverse_scan(3, 2))
    F = next(all_functions(3, 2))
    assert np.array_equal(found.phi, function_numbers(F[:, ::-1], 2))
    assert found.label.tolist() == [0, 1, 2, 3, 1, 5, 3, 7]
    assert found.lengths.tolist() == [1, 2, 1, 2, 1, 1]


@pytest.mark.parametrize(
    ("first", "second"),
    [(scan(6, 3), hill_climb(6, 3)), (hill_climb(6, 3), flee(6, 3)), (scan(6, 3), flee(6, 3))],
)
def test_cycles_agree_with_following_phi_by_hand(first, second):
    found = cycles(first, second)
    plain = plain_cycles(found.phi)
    assert found.lengths.tolist() == [len(cycle) for cycle in plain]
    for cycle in plain:
        assert (found.label[cycle] == min(cycle)).all()
    assert np.array_equal(sigma(second)[found.phi], sigma(first))


def test_sigma_is_a_bijection_for_every_algorithm():
    for algorithm in all_algorithms(3, 3):
        assert np.array_equal(np.sort(sigma(algorithm)), np.arange(27))


def test_an_algorithm_against_itself_agrees_on_every_function():
    assert (cycles(CLIMB, CLIMB).lengths == 1).all()


def test_cycles_stay_within_permutation_orbits():
    F = next(all_functions(4, 3))
    assert np.array_equal(np.sort(F[FOUND.phi], axis=1), np.sort(F, axis=1))
    assert FOUND.lengths.max() <= largest_orbit(4, 3)


@pytest.mark.parametrize(
    ("first", "second"), [(scan(3, 2), hill_climb(3, 2)), (flee(3, 2, start=0), hill_climb(3, 2))]
)
def test_equal_iff_a_union_of_cycles_on_every_set(first, second):
    found = cycles(first, second)
    agree = 0
    for mask in range(1, 2**8):
        members = [j for j in range(8) if mask >> j & 1]
        equal = equal_on(first, second, members)
        assert equal == is_union_of_cycles(found, members)
        agree += equal
    assert agree == 2 ** len(found.lengths) - 1


@given(st.sets(st.sampled_from(np.unique(FOUND.label).tolist())), st.integers(0, 80))
def test_unions_of_cycles_are_fair_and_a_broken_cycle_is_not(labels, extra):
    union = np.flatnonzero(np.isin(FOUND.label, list(labels)))
    assert is_union_of_cycles(FOUND, union)
    assert equal_on(CLIMB, AWAY, union)
    if union.size:
        assert compare(CLIMB, AWAY, functions(union, 4, 3)).mean == 0
    broken = np.setxor1d(union, [extra])
    whole = FOUND.phi[extra] == extra
    assert is_union_of_cycles(FOUND, broken) == equal_on(CLIMB, AWAY, broken) == whole


@pytest.mark.parametrize(("n", "K"), [(1, 2), (4, 2), (5, 3), (6, 3), (3, 5)])
def test_largest_orbit_agrees_with_every_orbit(n, K):
    F = np.sort(np.concatenate(list(all_functions(n, K))), axis=1)
    assert np.unique(F, axis=0, return_counts=True)[1].max() == largest_orbit(n, K)


def test_largest_orbit_by_hand():
    assert largest_orbit(3, 2) == len(set(permutations((0, 0, 1))))
    assert largest_orbit(7, 3) == factorial(7) // prod(map(factorial, (3, 2, 2)))


def test_repeated_functions_count_again():
    # 1 and 4 are each other's mirror image
    assert equal_on(scan(3, 2), reverse_scan(3, 2), [1, 4])
    assert not equal_on(scan(3, 2), reverse_scan(3, 2), [1, 1, 4])


def test_all_algorithms_agree_on_nothing():
    assert equal_on(CLIMB, AWAY, [])
    assert is_union_of_cycles(FOUND, [])


def test_bad_arguments_are_refused():
    with pytest.raises(TypeError, match="numbers must be a 1-d array of integers, got float64"):
        is_union_of_cycles(FOUND, [0.5])
    with pytest.raises(ValueError, match="same space, got n=3, K=2 and n=4, K=2"):
        cycles(scan(3, 2), scan(4, 2))
    with pytest.raises(ValueError, match="same space"):
        equal_on(scan(3, 2), scan(3, 3), [0])
    with pytest.raises(ValueError, match=r"numbers must lie in \[0, 81\), got -1 to 3"):
        is_union_of_cycles(FOUND, [3, -1])
    with pytest.raises(ValueError, match=r"numbers must lie in \[0, 3\^4\), got 81 to 81"):
        equal_on(CLIMB, AWAY, [81])
    with pytest.raises(ValueError, match="K must be an integer >= 2, got 1"):
        largest_orbit(3, 1)
