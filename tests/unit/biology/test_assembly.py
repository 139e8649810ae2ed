"""The community to which no species can be added, against a library and the dynamics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import nnls

from fitbreadth.biology.assembly import assemble
from fitbreadth.biology.capacity import capacity
from fitbreadth.biology.similarity import competition_matrix, limiting_similarity
from fitbreadth.biology.trajectory import simulate


class TestAssemble:
    def test_by_hand(self):
        # the outer two compete at 0.3 and settle at 1/1.3; the middle one sees 1.4/1.3 > 1
        n = assemble([[1, 0.7, 0.3], [0.7, 1, 0.7], [0.3, 0.7, 1]], K=[1, 1, 1])
        np.testing.assert_allclose(n, [1 / 1.3, 0, 1 / 1.3])

    @given(
        st.lists(st.integers(-15, 15), min_size=1, max_size=12, unique=True),
        st.lists(st.floats(0.05, 3), min_size=12, max_size=12),
    )
    def test_is_the_least_squares_fit_that_a_library_finds(self, places, rooms):
        alpha = competition_matrix(np.array(places) * 0.9, w=1)
        K = np.array(rooms[: len(places)])
        n = assemble(alpha, K=K)
        L = np.linalg.cholesky(alpha)
        fit, _ = nnls(L.T, np.linalg.solve(L, K), maxiter=500)
        np.testing.assert_allclose(n, fit, atol=1e-6)
        # nobody in it grows, nobody outside could
        growth = 1 - alpha @ n / K
        np.testing.assert_allclose(growth[n > 0], 0, atol=1e-9)
        assert growth.max() <= 1.001e-9

    @given(st.randoms())
    def test_the_order_of_the_species_does_not_matter(self, shuffler):
        order = list(range(9))
        shuffler.shuffle(order)
        x = np.array([-4, -3.1, -2, -0.9, 0, 1.2, 2, 3.3, 4])
        K = capacity(x, shape="flat", sigma_K=3)
        alpha = competition_matrix(x, w=1)
        n = assemble(alpha, K=K)
        shuffled = assemble(alpha[np.ix_(order, order)], K=K[order])
        np.testing.assert_allclose(shuffled, n[order], atol=1e-9)

    def test_dynamics_end_there(self):
        x = np.arange(-8, 9) * 0.6
        K = capacity(x, shape="flat", sigma_K=3)
        alpha = competition_matrix(x, w=1)
        ends = simulate(0.1 * K, alpha=alpha, K=K, t=[1e7]).n[-1]
        n = assemble(alpha, K=K)
        assert 1 < np.count_nonzero(n) < x.size
        np.testing.assert_allclose(ends, n, atol=1e-5)

    def test_three_equal_species_have_the_limit_of_macarthur_and_levins(self):
        limit = limiting_similarity().d
        for d, left in ((limit - 1e-4, 2), (limit + 1e-4, 3)):
            n = assemble(competition_matrix([-d, 0, d], w=1), K=[1, 1, 1])
            assert np.count_nonzero(n) == left

    @pytest.mark.parametrize(
        ("alpha", "K", "message"),
        [
            ([[1, 0.5], [0.4, 1]], [1, 1], "alpha must be symmetric"),
            ([[2, 0.5], [0.5, 1]], [1, 1], "alpha must be symmetric with a diagonal of 1"),
            ([[1, 0.5], [0.5, 1]], [1, 0], "K must be .* > 0, got 0.0 at position 1"),
            ([[1]], [1, 1], "alpha must be a square matrix .* 2 by 2"),
            ([[1, -1], [-1, 1]], [1, 1], "alpha must be positive definite, got a singular one"),
        ],
    )
    def test_refuses(self, alpha, K, message):
        with pytest.raises(ValueError, match=message):
            assemble(alpha, K=K)

    @pytest.mark.parametrize("tolerance", [0, 1e-13, 1])
    def test_refuses_a_tolerance_below_rounding(self, tolerance):
        with pytest.raises(ValueError, match="tolerance must be a finite number >= 1e-12 and < 1"):
            assemble([[1]], K=[1], tolerance=tolerance)
