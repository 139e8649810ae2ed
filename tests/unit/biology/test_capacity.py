"""The shapes of the carrying capacity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.capacity import capacity

X = np.arange(-120, 121) / 10


class TestCapacity:
    def test_by_hand(self):
        x = [0, 2, -2, 3]
        bell = np.exp(-np.array([0, 0.5, 0.5, 9 / 8]))
        np.testing.assert_allclose(capacity(x, shape="bell", sigma_K=2), bell)
        np.testing.assert_allclose(capacity(x, shape="edge", sigma_K=2), bell * [1, 1, 1, 0])
        flat = np.exp(-np.array([0, 1, 1, 81 / 16]) / 4)
        np.testing.assert_allclose(capacity(x, shape="flat", sigma_K=2), flat)
        bump = capacity(x, shape="bump", sigma_K=2, change=0.5)
        np.testing.assert_allclose(bump, bell * (1 + np.exp(-12.5 * np.array([0, 1, 1, 2.25])) / 2))

    @given(st.floats(-0.9, 2))
    def test_a_bump_changes_no_trait_by_more_than_its_height(self, change):
        bell = capacity(X, shape="bell", sigma_K=3)
        ratio = capacity(X, shape="bump", sigma_K=3, change=change) / bell - 1
        assert np.abs(ratio).max() == pytest.approx(abs(change), abs=1e-12)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"shape": "hill"}, "shape must be one of bell, bump, flat, edge, got 'hill'"),
            ({"sigma_K": 0}, "sigma_K must be a finite number > 0, got 0"),
            ({"change": -1}, "change must be a finite number > -1, got -1"),
            ({"x": [[1]]}, "x must be a 1-d array"),
        ],
    )
    def test_refuses(self, change, message):
        call = {"x": [1], "shape": "bell", "sigma_K": 1, **change}
        with pytest.raises(ValueError, match=message):
            capacity(call.pop("x"), **call)
