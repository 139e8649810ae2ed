"""Kinds live on few patches, and their community on all."""

import numpy as np
import pytest

from fitbreadth.biology.coalition import Coalition, residents
from fitbreadth.biology.even_patches import even_patches
from fitbreadth.convergence.diets import diets


@pytest.mark.parametrize("d", [0.5, 1.5, 3.0])
def test_a_community_lives_on_all_patches_whatever_its_members_do(d):
    model = even_patches(3, d=d)
    each, together = diets(model, residents(model, np.linspace(-d, d, 401)))
    assert together == pytest.approx(3)
    assert ((each >= 1) & (each <= 3)).all()
    # apart specialists, near one generalist
    if d == 0.5:
        assert each == pytest.approx([3])
    if d == 3.0:
        assert each.max() < 1.2


def test_two_kinds_by_hand():
    # two patches 2 apart, a kind at each: it draws on them as 1 : e^-2
    community = Coalition(np.array([-1.0, 0, 1]), np.array([0.5, 0, 0.5]), np.ones(3))
    each, together = diets(even_patches(2, d=2), community)
    share = 1 / (1 + np.exp(-2))
    entropy = -share * np.log(share) - (1 - share) * np.log(1 - share)
    assert each == pytest.approx([np.exp(entropy)] * 2)
    assert together == pytest.approx(2)


def test_refuses_a_patch_of_none():
    far = Coalition(np.array([0.0]), np.array([1.0]), np.ones(1))
    with pytest.raises(ValueError, match="community must leave"):
        diets(even_patches(2, d=200), far)
