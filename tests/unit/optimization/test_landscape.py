from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.closure import permutation_closure
from fitbreadth.optimization.landscape import lipschitz_functions, peaks


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


def test_peaks_by_hand():
    assert peaks([[0, 1, 0, 1, 0], [2, 2, 1, 1, 2], [0, 1, 2, 3, 3]]).tolist() == [2, 2, 1]


def plain_peaks(f):
    """Drop the repeats of flat stretches; then a peak is higher than its neighbours."""
    heights = [y for x, y in enumerate(f) if x == 0 or f[x - 1] != y]
    padded = [-1, *heights, -1]
    return sum(a < b > c for a, b, c in zip(padded, padded[1:], padded[2:], strict=False))


def test_peaks_agree_with_a_plain_count():
    F = list(product(range(3), repeat=5))
    assert peaks(F).tolist() == [plain_peaks(f) for f in F]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_peaks_look_the_same_from_either_end(f):
    assert peaks([f]) == peaks([f[::-1]])


def test_peaks_refuse_what_is_no_function():
    with pytest.raises(TypeError, match="F must be a 2-d array of integers, got float64"):
        peaks([[0.5, 1.0]])
