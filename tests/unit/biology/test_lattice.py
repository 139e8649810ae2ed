"""Lattices of traits, and mutation on them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.lattice import lattice, monomorphic, mutation_matrix, spacing


def folded(place, m):
    """Where a walker ends up between two mirrors, written plainly."""
    while not 0 <= place < m:
        place = -1 - place if place < 0 else 2 * m - 1 - place
    return place


class TestLattice:
    def test_spacing(self):
        assert spacing(lattice(np.linspace(-3, 3, 121))) == pytest.approx(0.05)

    @pytest.mark.parametrize(
        ("traits", "message"),
        [
            ([0, 1], "traits must have 3 to 2001 classes, got 2"),
            (np.arange(3000), "traits must have 3 to 2001 classes, got 3000"),
            ([0, 1, 3], "evenly spaced, got steps from 1 to 2"),
            ([2, 1, 0], "increasing and evenly spaced, got steps from -1"),
            ([0, 0, 0], "increasing"),
            ([-1.7e308, 0, 1.7e308][::-1], "increasing"),
            ([0, np.nan, 1], "traits must be a 1-d array of finite numbers, got nan at position 1"),
        ],
    )
    def test_refuses(self, traits, message):
        with pytest.raises(ValueError, match=message):
            lattice(traits)


class TestMonomorphic:
    @given(st.floats(-1, 1), st.integers(1, 10**9))
    def test_everyone_stands_next_to_x(self, x, individuals):
        traits = np.linspace(-1, 1, 21)
        counts = monomorphic(traits, x, individuals=individuals)
        assert counts.sum() == individuals
        assert abs(traits[np.flatnonzero(counts)] - x).max() <= 0.05 + 1e-12

    def test_refuses(self):
        with pytest.raises(ValueError, match=r"x must be .* in \[-1.0, 1.0\], got 2"):
            monomorphic([-1, 0, 1], 2, individuals=5)
        with pytest.raises(ValueError, match="individuals must be an integer >= 1, got 0"):
            monomorphic([-1, 0, 1], 0, individuals=0)


class TestMutationMatrix:
    def test_by_hand(self):
        # a step past the edge stays in the last class
        expected = [[0.75, 0.25, 0], [0.25, 0.5, 0.25], [0, 0.25, 0.75]]
        np.testing.assert_allclose(mutation_matrix([0, 2, 4], probability=0.5), expected)

    @given(st.integers(3, 30), st.floats(0, 1), st.floats(0, 1))
    def test_no_class_gains_or_loses(self, m, probability, share):
        sd = 1 + share * (m - 2)
        for M in (
            mutation_matrix(np.arange(m), probability=probability),
            mutation_matrix(np.arange(m), probability=probability, sd=sd),
        ):
            np.testing.assert_allclose(M, M.T, atol=1e-15)
            np.testing.assert_allclose(M.sum(axis=0), 1)
            assert M.min() >= 0

    @pytest.mark.parametrize("sd", [0.1, 0.15, 0.4])
    def test_variance_away_from_the_edges(self, sd):
        traits = np.linspace(-5, 5, 101)
        row = mutation_matrix(traits, probability=0.3, sd=sd)[50]
        assert row @ traits == pytest.approx(0, abs=1e-12)
        # of the rounding, 8 pi^2 exp(-2 pi^2) = 2e-7 is left at sd = spacing; of the tail 1e-7
        assert row @ traits**2 == pytest.approx(0.3 * sd**2, rel=1e-6)

    @pytest.mark.parametrize("sd", [1, 2.5, 6])
    def test_edges_against_a_plain_walk(self, sd):
        m, expected = 7, np.zeros((7, 7))
        steps = range(-40, 41)
        weights = [np.exp(-(k**2) / (2 * sd**2)) if abs(k) <= np.ceil(6 * sd) else 0 for k in steps]
        for parent in range(m):
            for k, weight in zip(steps, weights, strict=True):
                expected[parent, folded(parent + k, m)] += weight / sum(weights)
        np.testing.assert_allclose(
            mutation_matrix(np.arange(m), probability=1, sd=sd), expected, atol=1e-14
        )

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"probability": 1.5}, r"probability must be .* in \[0, 1\], got 1.5"),
            ({"probability": -0.1}, "probability must be"),
            ({"probability": 0.1, "sd": 0.05}, "sd must be a finite number in .* got 0.05"),
            ({"probability": 0.1, "sd": 50}, "sd must be a finite number in .* got 50"),
        ],
    )
    def test_refuses(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            mutation_matrix(np.linspace(0, 1, 11), **arguments)
