from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.problems import (
    all_functions,
    as_functions,
    function_numbers,
    functions,
)

small_space = st.tuples(st.integers(1, 5), st.integers(2, 4))


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


def test_a_space_too_large_is_refused_before_starting():
    with pytest.raises(ValueError, match=r"4\^30 functions \(about 1\.2e18; 3\.5e19 bytes"):
        all_functions(30, 4)


def test_bad_functions_are_refused_by_name():
    with pytest.raises(TypeError, match="F must be a 2-d array of integers, got float64"):
        as_functions([[0.5, 1.0]])
    with pytest.raises(ValueError, match=r"F must be a non-empty array of shape \(rows, 3\)"):
        as_functions([[0, 1]], n=3)
    with pytest.raises(ValueError, match=r"F must have values in \[0, 1\], got 0 to 2"):
        function_numbers([[0, 2]], 2)
    with pytest.raises(ValueError, match=r"numbers must lie in \[0, 2\^3\), got 8 to 8"):
        functions([8], 3, 2)
    with pytest.raises(ValueError, match="K must be an integer >= 2, got 1"):
        all_functions(3, 1)
    with pytest.raises(TypeError, match="chunk must be an integer"):
        all_functions(3, 2, chunk=1.5)
