"""The room between balls: from the lattices, from the closed forms, and by throwing darts."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.lattices import NAMES, densest_lattice, packing_radius
from fitbreadth.markets.sphere_packing import ball_volume, distances, published_room, room

TABLE = (0, 0.0931, 0.2595, 0.3831, 0.5347, 0.6271, 0.7047, 0.7463)
KISSING = (2, 6, 12, 24, 40, 72, 126, 240)
"""Balls that touch one ball, from Conway and Sloane's table 1.5."""


@pytest.mark.parametrize("n", range(1, 9))
class TestLattices:
    def test_meets_the_closed_form_and_the_table(self, n):
        assert room(n) == pytest.approx(published_room(n), abs=1e-12)
        assert room(n) == pytest.approx(TABLE[n - 1], abs=5e-5)

    def test_is_an_even_lattice_with_the_published_determinant(self, n):
        gram = densest_lattice(n) @ densest_lattice(n).T
        np.testing.assert_allclose(gram, np.rint(gram), atol=1e-12)
        np.testing.assert_allclose(np.diag(gram), 2)
        assert np.linalg.det(gram) == pytest.approx((2, 3, 4, 4, 4, 3, 2, 1)[n - 1])


@pytest.mark.parametrize("n", range(1, 6))
def test_touches_as_many_as_published(n):
    steps = np.array(list(product(range(-3, 4), repeat=n)))
    lengths = ((steps @ densest_lattice(n)) ** 2).sum(axis=1)
    assert (np.abs(lengths - 2) < 1e-9).sum() == KISSING[n - 1]
    assert np.sqrt(lengths[lengths > 1e-9].min()) / 2 == pytest.approx(packing_radius(n))


def test_has_a_name_for_each():
    assert [int(name[1:]) for name in NAMES] == list(range(1, 9))


def test_more_dimensions_leave_more_room():
    assert np.all(np.diff([room(n) for n in range(1, 9)]) > 0)


def test_balls_by_hand():
    found = [ball_volume(n, radius=2) for n in (1, 2, 3)]
    np.testing.assert_allclose(found, [4, 4 * np.pi, 32 * np.pi / 3])


@given(st.integers(3, 40), st.floats(0.1, 3))
def test_balls_grow_by_the_recurrence(n, radius):
    expected = 2 * np.pi / n * radius**2 * ball_volume(n - 2, radius=radius)
    assert ball_volume(n, radius=radius) == pytest.approx(expected)


def _check_darts(n, seed):
    far = distances(n, samples=40_000, seed=seed) > packing_radius(n)
    # 4 analytic standard errors, false alarm 6e-5
    error = np.sqrt(room(n) * (1 - room(n)) / far.size)
    assert abs(far.mean() - room(n)) <= 4 * error + 1e-12


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_darts(n):
    _check_darts(n, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_darts_again(n):
    _check_darts(n, seed=2)


@pytest.mark.parametrize("n", [2, 3])
def test_nearest_against_a_wider_search(n):
    basis = densest_lattice(n)
    points = np.random.default_rng(3).random((200, n)) @ basis
    lattice = np.array(list(product(range(-4, 6), repeat=n))) @ basis
    apart = np.sqrt(((points[:, None] - lattice) ** 2).sum(axis=2)).min(axis=1)
    found = distances(n, samples=200, seed=np.random.default_rng(3))
    np.testing.assert_allclose(found, apart, atol=1e-12)


def test_nearest_in_five_dimensions_may_lie_beyond_the_cell():
    basis = densest_lattice(5)
    points = np.random.default_rng(3).random((100, 5)) @ basis
    lattice = np.array(list(product(range(-2, 4), repeat=5))) @ basis
    apart = [np.sqrt(((point - lattice) ** 2).sum(axis=1)).min() for point in points]
    found = distances(5, samples=100, seed=np.random.default_rng(3))
    np.testing.assert_allclose(found, apart, atol=1e-12)


@pytest.mark.parametrize("ask", [densest_lattice, packing_radius, room, published_room])
def test_refuses(ask):
    with pytest.raises(ValueError, match=r"n must be an integer in \[1, 8\], got 9"):
        ask(9)
    with pytest.raises(TypeError, match="n must be an integer"):
        ask(2.0)


def test_refuses_the_rest():
    with pytest.raises(ValueError, match=r"n must be an integer in \[1, 5\], got 6"):
        distances(6, samples=1, seed=1)
    with pytest.raises(ValueError, match="samples must be an integer"):
        distances(2, samples=0, seed=1)
    with pytest.raises(ValueError, match="radius must be a finite number"):
        ball_volume(2, radius=-1)
