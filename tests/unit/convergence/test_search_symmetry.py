"""Over all functions no search is better, at any budget; over smooth ones they differ."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.convergence.search_symmetry import all_equal, ruled
from fitbreadth.optimization.histogram import best_so_far_law


class TestAllEqual:
    def test_by_hand(self):
        # two points, values 1 and 2: one look finds 1 or 2 alike, two miss the 2 on one of four
        found = all_equal(2, 2, rhos=(1.0,))
        assert found.algorithms == 2
        assert found.best.ravel().tolist() == found.worst.ravel().tolist() == [1.5, 1.75]

    @settings(max_examples=10)
    @given(st.sampled_from([(2, 2), (2, 4), (3, 2), (3, 3)]), st.floats(-20, 20))
    def test_gap_is_zero_whatever_the_order(self, space, rho):
        assert all_equal(*space, rhos=(rho,)).gap == 0

    def test_every_search_of_four_points(self):
        found = all_equal(4, 2)
        assert (found.algorithms, found.functions, found.gap) == (576, 16, 0)
        # the budget matters to what is found, though not to who finds it
        assert (np.diff(found.best[:, 1:4], axis=0) > 0).all()

    def test_law_of_the_mean(self):
        found = all_equal(3, 3, rhos=(1.0,))
        law = [float(best_so_far_law(m, 3) + Fraction(1)) for m in (1, 2, 3)]
        assert found.best[:, 0] == pytest.approx(law, abs=1e-14)

    def test_refuses(self):
        with pytest.raises(ValueError, match="limit=1000"):
            all_equal(4, 3)
        with pytest.raises(ValueError, match="rhos must hold at least one order"):
            all_equal(2, 2, rhos=())
        with pytest.raises(ValueError, match=r"rhos\[1\] must be a real number"):
            all_equal(2, 2, rhos=(1.0, np.nan))


class TestRuled:
    def test_published_numbers(self):
        # as in the chapter on search: 178 smooth functions
        found = ruled(5, 4, slope=1)
        assert found.functions == 178
        assert found.best == pytest.approx(339 / 178)
        assert found.worst == pytest.approx(455 / 178)

    @pytest.mark.parametrize(("n", "K"), [(3, 2), (4, 3), (5, 4)])
    def test_nothing_ruled_out_is_no_free_lunch(self, n, K):
        assert ruled(n, K, slope=K - 1).gap == 0
        assert ruled(n, K, slope=0).gap == 0

    def test_what_is_ruled_out_is_what_fit_is_worth(self):
        gaps = [ruled(5, 4, slope=slope).gap for slope in (1, 2, 3)]
        assert gaps[0] > gaps[1] > gaps[2] == 0

    def test_refuses(self):
        with pytest.raises(ValueError, match="slope must be an integer in"):
            ruled(5, 4, slope=4)
        with pytest.raises(ValueError, match="K must be an integer"):
            ruled(5, 1, slope=0)
