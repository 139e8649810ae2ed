import pytest

from fitbreadth.optimization.space import space_size


def test_a_space_too_large_says_what_it_costs_before_starting():
    with pytest.raises(ValueError, match=r"e301029995"):
        space_size(10**9, 2)
    assert space_size(10, 4, limit=4**10) == 4**10
    with pytest.raises(ValueError, match="limit=1048575"):
        space_size(10, 4, limit=4**10 - 1)
