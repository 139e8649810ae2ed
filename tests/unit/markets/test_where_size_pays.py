"""Where on the line size can pay: everywhere or nowhere, unless there is a centre."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.scale_economies import Costs
from fitbreadth.markets.tastes import SHAPES, tastes
from fitbreadth.markets.where_size_pays import largest_scale, sheltered

technologies = st.builds(
    Costs,
    scale=st.floats(1, 1000),
    saving=st.floats(0, 0.9),
    misfit=st.floats(0.1, 20),
    breadth=st.floats(0, 2),
)


@given(technologies, st.sampled_from(SHAPES))
def test_largest_scale_against_plain_loops(costs, shape):
    market = tastes(shape, cells=9)
    for place, found in zip(market.places, largest_scale(market, costs), strict=True):
        best = 0.0
        for i in range(9):
            width = (i + 0.5) * 0.25
            inside = sum(
                c
                for x, c in zip(market.places, market.customers, strict=True)
                if abs(x - place) <= width
            )
            penalty = costs.misfit * width**2 + costs.breadth * width
            if costs.saving > 1e-12:
                best = max(best, inside * (1 - penalty / costs.saving))
        assert found == pytest.approx(best, abs=1e-9)


def test_closed_form_on_a_fine_flat_line():
    # q = 1000 w, so K = max 1000 w (1 - 5 w^2) at w = 1/sqrt(15): 2/3 of 1000 w
    found = largest_scale(tastes("flat", cells=1001), Costs(breadth=0))[500]
    assert found == pytest.approx(2000 / 3 / np.sqrt(15), rel=2e-3)


def test_only_a_centre_makes_a_window():
    peaked, flat = (largest_scale(tastes(shape), Costs()) for shape in ("peaked", "flat"))
    assert peaked[30] / peaked[8] > 6
    np.testing.assert_allclose(flat[8:53], flat[30])
    shares = {
        shape: [sheltered(tastes(shape), Costs(scale=k)) for k in (100, 200, 300, 400)]
        for shape in SHAPES
    }
    assert 0 < shares["peaked"][0] < shares["peaked"][1] < shares["peaked"][2] < 1
    assert shares["peaked"][3] == 1
    assert shares["flat"] == [0, 1, 1, 1]


@given(technologies, st.sampled_from(SHAPES), st.floats(1.1, 4))
def test_scale_shelters_and_saving_exposes(costs, shape, factor):
    market = tastes(shape, cells=31)
    now = sheltered(market, costs)
    larger = replace(costs, scale=costs.scale * factor)
    assert sheltered(market, larger) >= now - 1e-12
    cheaper = replace(costs, saving=min(0.95, costs.saving * factor))
    assert sheltered(market, cheaper) <= now + 1e-12


def test_without_a_saving_size_pays_nowhere():
    none = Costs(saving=0)
    np.testing.assert_array_equal(largest_scale(tastes("peaked"), none), 0)
    assert sheltered(tastes("peaked"), none) == 1


@pytest.mark.parametrize("theory", [largest_scale, sheltered])
def test_refuses(theory):
    with pytest.raises(TypeError, match="market must be a Tastes"):
        theory(None, Costs())
    with pytest.raises(TypeError, match="costs must be a Costs"):
        theory(tastes("flat"), 3)
