from itertools import pairwise, permutations, product
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.problems import (
    all_functions,
    as_functions,
    function_numbers,
    functions,
    is_permutation_closed,
    lipschitz_functions,
    permutation_closure,
    space_size,
)

small_space = st.tuples(st.integers(1, 5), st.integers(2, 4))
some_functions = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 3), min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(small_space, st.integers(1, 300))
def test_all_functions_are_the_product_in_order(space, chunk):
    n, K = space
    chunks = list(all_functions(n, K, chunk=chunk))
    assert all(len(F) <= chunk for F in chunks)
    assert np.concatenate(chunks).tolist() == [list(f) for f in product(range(K), repeat=n)]


def test_values_take_the_smallest_type():
    assert next(all_functions(2, 4)).dtype == np.uint8
    assert next(all_functions(1, 300)).dtype == np.uint16


@given(small_space, st.data())
def test_numbers_and_functions_are_inverse(space, data):
    n, K = space
    numbers = data.draw(st.lists(st.integers(0, K**n - 1), min_size=1, max_size=20))
    assert function_numbers(functions(numbers, n, K), K).tolist() == numbers


def test_a_space_too_large_says_what_it_costs_before_starting():
    with pytest.raises(ValueError, match=r"4\^30 functions \(about 1\.2e18; 3\.5e19 bytes"):
        all_functions(30, 4)
    with pytest.raises(ValueError, match=r"e301029995"):
        space_size(10**9, 2)
    assert space_size(10, 4, limit=4**10) == 4**10
    with pytest.raises(ValueError, match="limit=1048575"):
        space_size(10, 4, limit=4**10 - 1)


@pytest.mark.parametrize(("n", "K", "slope"), [(1, 3, 1), (4, 3, 0), (4, 3, 1), (5, 4, 2)])
def test_lipschitz_functions_are_the_filtered_space(n, K, slope):
    plain = [
        list(f)
        for f in product(range(K), repeat=n)
        if all(abs(a - b) <= slope for a, b in pairwise(f))
    ]
    assert lipschitz_functions(n, K, slope).tolist() == plain


def test_lipschitz_class_and_its_closure_have_the_reference_sizes():
    F = lipschitz_functions(5, 4, 1)
    assert (len(F), len(permutation_closure(F))) == (178, 634)


def test_a_slope_that_forbids_nothing_gives_the_whole_space():
    assert len(lipschitz_functions(4, 3, 2)) == 3**4


def test_lipschitz_functions_refuse_before_the_class_is_listed():
    with pytest.raises(ValueError, match=r"at least \d+ functions, above limit=100"):
        lipschitz_functions(20, 4, 1, limit=100)


@given(some_functions)
def test_closure_is_every_reordering_once_and_sorted(F):
    plain = sorted({order for f in F for order in permutations(f)})
    closure = permutation_closure(F)
    assert closure.tolist() == [list(f) for f in plain]
    assert is_permutation_closed(closure)
    assert is_permutation_closed(F) == ({tuple(f) for f in F} == set(plain))


def test_closure_of_one_function_is_the_multinomial_coefficient():
    f = [0, 0, 1, 1, 1, 2, 5]
    assert len(permutation_closure([f])) == factorial(7) // prod(map(factorial, (2, 3, 1, 1)))


def test_the_closure_of_a_large_class_is_refused_with_its_size():
    with pytest.raises(ValueError, match="closure has 3628800 functions, above limit=1000"):
        permutation_closure([list(range(10))], limit=1000)


def test_bad_functions_are_refused_by_name():
    with pytest.raises(TypeError, match="F must be a 2-d array of integers, got float64"):
        as_functions([[0.5, 1.0]])
    with pytest.raises(ValueError, match=r"F must be a 2-d array of integers, got shape \(2,\)"):
        permutation_closure([0, 1])
    with pytest.raises(ValueError, match=r"F must be a non-empty array of shape \(rows, 3\)"):
        as_functions([[0, 1]], n=3)
    with pytest.raises(ValueError, match=r"F must have values >= 0, got -1 to 1"):
        is_permutation_closed([[-1, 1]])
    with pytest.raises(ValueError, match=r"F must have values in \[0, 1\], got 0 to 2"):
        function_numbers([[0, 2]], 2)
    with pytest.raises(ValueError, match=r"numbers must lie in \[0, 2\^3\), got 8 to 8"):
        functions([8], 3, 2)
    with pytest.raises(ValueError, match="K must be an integer >= 2, got 1"):
        all_functions(3, 1)
    with pytest.raises(TypeError, match="chunk must be an integer"):
        all_functions(3, 2, chunk=1.5)
