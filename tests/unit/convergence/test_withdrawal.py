"""Services that fail together, and what it is worth to own a system."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.convergence.withdrawal import outages, worth_owning


def test_by_hand():
    got = outages(0.1, services=2, shared=False)
    assert (got.mean, got.any, got.all) == pytest.approx((0.2, 0.19, 0.01))
    assert worth_owning(0.25, switching=1000, own_failure=0.05) == pytest.approx(200)


@given(st.floats(0, 1), st.integers(1, 6))
def test_against_every_pattern_of_failures(down, services):
    got = outages(down, services=services, shared=False)
    mean = some = every = 0.0
    for pattern in product((0, 1), repeat=services):
        chance = float(np.prod([down if failed else 1 - down for failed in pattern]))
        mean += chance * sum(pattern)
        some += chance * any(pattern)
        every += chance * all(pattern)
    assert (got.mean, got.any, got.all) == pytest.approx((mean, some, every), abs=1e-12)


@given(st.floats(0, 1), st.integers(1, 1000))
def test_same_mean_other_tails(down, services):
    own, one = (outages(down, services=services, shared=shared) for shared in (False, True))
    assert own.mean == one.mean
    assert own.all <= one.all == one.any
    assert one.any <= own.any * (1 + 1e-12)


def test_one_service_is_no_choice():
    assert outages(0.3, services=1, shared=False).any == pytest.approx(0.3)
    assert outages(1.0, services=4, shared=False).any == 1


def test_owning_may_be_worth_less_than_nothing():
    assert worth_owning(0.1, switching=100, own_failure=0.3) == pytest.approx(-20)
    assert worth_owning(0.2, switching=0) == 0


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="down must be"):
        outages(1.5, services=2, shared=False)
    with pytest.raises(ValueError, match="services must be"):
        outages(0.5, services=0, shared=False)
    with pytest.raises(TypeError, match="shared must be"):
        outages(0.5, services=2, shared=1)
    with pytest.raises(ValueError, match="withdrawal must be"):
        worth_owning(-0.1, switching=1)
    with pytest.raises(ValueError, match="own_failure must be"):
        worth_owning(0.1, switching=1, own_failure=2)
    with pytest.raises(ValueError, match="switching must be"):
        worth_owning(0.1, switching=-1)
