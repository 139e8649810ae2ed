"""One body stays in the middle of three patches; a population parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.levins import centre_curvature
from fitbreadth.biology.peaks import peaks
from fitbreadth.biology.singular import classify
from fitbreadth.convergence.crowd_values import value_alone, value_in_crowd
from fitbreadth.convergence.crowding import branch_point, branches, crowding, third_point

DISTANCES = st.floats(0.1, 6)


def test_by_hand():
    # half a sigma from the middle, patches 1 apart: e^(-1/8) (1 + 2 cosh(1/2)) / 3 for a newcomer
    assert value_in_crowd([0.5], d=1) == pytest.approx(np.exp(-1 / 8) * (1 + 2 * np.cosh(0.5)) / 3)
    outer = np.exp(-1 / 2)
    one = (np.exp(-1 / 8) + np.exp(-9 / 8) + np.exp(-1 / 8)) / (1 + 2 * outer)
    assert value_alone([0.5], d=1) == pytest.approx(one)


@given(d=DISTANCES)
def test_one_body_stays_in_the_middle(d):
    assert centre_curvature(d, habitats=3) <= (4 * np.exp(-1.5) - 1) / 3 + 1e-12
    mu = even_patches(3, d=d).mu
    for grain in ("fine", "coarse"):
        best = peaks(mu, p=np.full(3, 1 / 3), grain=grain).best
        assert best == pytest.approx([0], abs=1e-9)
    y = np.linspace(-d, d, 101)
    assert (value_alone(y, d=d) <= 1 + 1e-12).all()


@pytest.mark.parametrize("sigma", [1.0, 2.5])
def test_population_parts_where_the_theory_says(sigma):
    border = branch_point(sigma=sigma)
    assert border == pytest.approx(np.sqrt(1.5) * sigma)
    assert crowding(0.98 * border, sigma=sigma).traits == pytest.approx([0], abs=1e-9)
    assert crowding(1.02 * border, sigma=sigma).traits.size == 2
    for d, parts in ((0.98 * border, False), (1.02 * border, True)):
        model = even_patches(3, d=d, sigma=sigma)
        found = classify(model.invasion_fitness, 0.0, step=0.01)
        assert found.convergence_stable
        assert found.evolutionarily_stable != parts


def test_newcomers_gain_beyond_the_border_and_not_before():
    for d, gains in ((1.2, False), (1.25, True)):
        assert (value_in_crowd([0.05, -0.05], d=d) > 1).tolist() == [gains, gains]


@pytest.mark.parametrize("d", [1.3, 1.5, 1.75, 1.9])
def test_two_branches_rest_where_the_theory_says(d):
    found = crowding(d)
    z = branches(d)
    assert found.traits == pytest.approx([-z, z], abs=2 * d / 800)
    assert found.shares == pytest.approx([0.5, 0.5], abs=0.01)
    # the slope of what a newcomer earns vanishes at the branches: slow, plain reference
    f = lambda gap: np.exp(-(gap**2) / 2)  # noqa: E731
    outer, inner = (f(z - d) + f(z + d)) / 2, f(z)
    earn = lambda y: (f(y - d) / outer + f(y + d) / outer + f(y) / inner) / 3  # noqa: E731
    assert (earn(z + 1e-5) - earn(z - 1e-5)) / 2e-5 == pytest.approx(0, abs=1e-8)
    assert earn(z) == pytest.approx(1)


def test_third_branch_joins_where_the_theory_says():
    border = third_point()
    assert crowding(border - 0.01).traits.size == 2
    beyond = crowding(border + 0.01)
    assert beyond.traits.size == 3
    assert beyond.traits[1] == pytest.approx(0, abs=1e-9)
    assert third_point(sigma=3) == pytest.approx(3 * border)
    # up to there nobody at all does better than the two
    z = branches(border)
    y = np.linspace(-border, border, 2001)
    W = even_patches(3, d=border).reproduction(y, traits=[-z, z], q=[0.5, 0.5])
    assert W.max() <= 1 + 1e-9


@pytest.mark.parametrize("d", [0.5, 1.5, 3.0])
def test_no_newcomer_gains_in_the_stable_population(d):
    found = crowding(d, resolution=401)
    model = even_patches(3, d=d)
    y = np.linspace(-d, d, 301)
    W = model.reproduction(y, traits=found.traits, q=found.shares)
    assert W.max() < 1.001
    assert found.shares.sum() == pytest.approx(1)


def test_far_patches_have_a_specialist_each():
    found = crowding(5)
    assert found.traits == pytest.approx([-5, 0, 5], abs=0.02)
    assert found.shares == pytest.approx([1 / 3] * 3, abs=1e-3)


@given(d=DISTANCES, sigma=st.floats(0.1, 10))
def test_only_the_ratio_of_distance_and_width_matters(d, sigma):
    y = np.array([0.3, -0.1])
    assert value_in_crowd(y * sigma, d=d * sigma, sigma=sigma) == pytest.approx(
        value_in_crowd(y, d=d)
    )
    assert branches(d * sigma, sigma=sigma) == pytest.approx(sigma * branches(d), abs=1e-6 * sigma)


def test_refuses_nonsense():
    for function in (crowding, branches):
        with pytest.raises(ValueError, match="d must be"):
            function(0)
        with pytest.raises(ValueError, match="sigma must be"):
            function(1, sigma=0)
    with pytest.raises(ValueError, match="resolution must be odd"):
        crowding(1, resolution=100)
    with pytest.raises(ValueError, match="resolution must be an integer"):
        crowding(1, resolution=11)
    with pytest.raises(ValueError, match="y must"):
        value_alone([np.nan], d=1)
    with pytest.raises(ValueError, match="y must"):
        value_in_crowd([np.nan], d=1)
    with pytest.raises(ValueError, match="sigma must be"):
        third_point(sigma=-1)
