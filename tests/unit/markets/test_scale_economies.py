"""What size saves and what breadth costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.scale_economies import Costs, unit_cost

technologies = st.builds(
    Costs,
    scale=st.floats(1, 1000),
    saving=st.floats(0, 0.9),
    misfit=st.floats(0.1, 20),
    breadth=st.floats(0, 2),
)


def test_cost_by_hand():
    # beyond 50 customers the plant saves 0.4 (1 - 50/q): a half of it at 100, four fifths at 250
    found = unit_cost([0, 50, 100, 250], Costs(scale=50, saving=0.4))
    np.testing.assert_allclose(found, [1, 1, 0.8, 0.68])


@given(technologies, st.floats(0, 1e6))
def test_the_cheaper_of_two_ways(costs, volume):
    k, saving = costs.scale, costs.saving
    by_hand, plant = volume, volume * (1 - saving) + saving * k
    cost = float(unit_cost(volume, costs)) * volume
    assert cost == pytest.approx(min(by_hand, plant), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scale": 0}, "scale must be a finite number > 0"),
        ({"saving": 1}, r"saving must be a finite number in \[0, 0.95\], got 1"),
        ({"misfit": 0}, r"misfit must be a finite number in \[1e-12, 100\], got 0"),
        ({"breadth": -1}, r"breadth must be a finite number in \[0, 100\], got -1"),
    ],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        Costs(**arguments)


def test_refuses_other_things():
    with pytest.raises(ValueError, match=r"volume must be an array of .* >= 0, got -1"):
        unit_cost(-1, Costs())
    with pytest.raises(ValueError, match=r"volume must be .*, got rows of different lengths"):
        unit_cost([[1], [1, 2]], Costs())
    with pytest.raises(TypeError, match="costs must be a Costs, got None"):
        unit_cost(1, None)
