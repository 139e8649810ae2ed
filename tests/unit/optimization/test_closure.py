from itertools import permutations
from math import factorial, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.closure import is_permutation_closed, permutation_closure

some_functions = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 3), min_size=n, max_size=n), min_size=1, max_size=6)
)


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
    with pytest.raises(ValueError, match=r"F must be a 2-d array of integers, got shape \(2,\)"):
        permutation_closure([0, 1])
    with pytest.raises(ValueError, match=r"F must have values >= 0, got -1 to 1"):
        is_permutation_closed([[-1, 1]])
