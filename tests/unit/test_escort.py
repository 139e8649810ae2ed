"""The ideal allocation, and the limits of kappa."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.escort import escort

P = np.array([0.5, 0.3, 0.15, 0.05])


class TestEscort:
    def test_by_hand(self):
        np.testing.assert_allclose(escort([0.8, 0.2], 0.5), [16 / 17, 1 / 17], rtol=1e-15)
        np.testing.assert_allclose(escort([0.8, 0.2], -1), [2 / 3, 1 / 3], rtol=1e-15)

    def test_kappa_zero_is_kelly(self):
        np.testing.assert_allclose(escort(P, 0), P, rtol=1e-15)

    def test_limits(self):
        np.testing.assert_allclose(escort([0.7, 0.3, 0], -np.inf), [0.5, 0.5, 0])
        np.testing.assert_allclose(escort([0.7, 0.3, 0], -1e12), [0.5, 0.5, 0], atol=1e-11)
        np.testing.assert_allclose(escort(P, 1 - 1e-12), [1, 0, 0, 0])
        np.testing.assert_allclose(escort([0.4, 0.4, 0.2], 1 - 1e-12), [0.5, 0.5, 0])

    def test_is_stable_where_powers_underflow(self):
        p = np.array([1 - 1e-300, 1e-300, 0])
        np.testing.assert_allclose(escort(p, -1), [1, 1e-150, 0], rtol=1e-12)

    @given(distributions(), st.floats(-20, 0.95))
    def test_log_shares_are_log_probabilities_scaled(self, p, k):
        r = escort(p, k)
        assert r.sum() == pytest.approx(1)
        slopes = np.log(r / r[0]) * (1 - k)
        np.testing.assert_allclose(slopes, np.log(p / p[0]), atol=1e-9)

    @pytest.mark.parametrize("k", [1, 1.25, 2, np.inf])
    def test_refuses_the_corner_and_names_it(self, k):
        with pytest.raises(ValueError, match=r"kappa must be < 1 .* corner, all on task 1"):
            escort([0.3, 0.6, 0.1], k)
