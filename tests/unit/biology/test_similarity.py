"""Limiting similarity: the overlap of niches, the threshold by root, formula and simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from fitbreadth.biology.lotka_volterra import equilibrium, invasion_growth
from fitbreadth.biology.similarity import (
    competition,
    competition_matrix,
    limiting_alpha,
    limiting_similarity,
    middle_density,
    simulate_trio,
    utilisation,
)

distances = st.floats(0.3, 6)
widths = st.floats(0.2, 5)


def trio(d):
    return competition_matrix([-d, 0, d], w=1)


class TestCompetition:
    @pytest.mark.parametrize(("d", "w"), [(0, 1), (1, 1), (1.56125, 1), (2, 0.7), (3, 2)])
    def test_is_the_overlap_of_the_niches(self, d, w):
        def product(x, y):
            return quad(
                lambda z: float((utilisation([z], x, w=w) * utilisation([z], y, w=w))[0]),
                -12 * w,
                d + 12 * w,
                points=[0, d],
            )[0]

        assert product(0, 0) == pytest.approx(1, abs=1e-9)
        assert product(0, d) / product(0, 0) == pytest.approx(competition(d, w=w), abs=1e-9)

    def test_by_hand(self):
        assert competition(2, w=1) == pytest.approx(np.exp(-1))
        assert competition(4, w=1) == pytest.approx(competition(2, w=1) ** 4)
        assert competition(0, w=3) == 1
        assert competition(1e300, w=1e-3) == 0

    @given(distances, widths)
    def test_only_the_ratio_matters(self, d, w):
        assert competition(d * w, w=w) == pytest.approx(competition(d, w=1))

    @given(st.lists(st.integers(-20, 20), min_size=1, max_size=5, unique=True))
    def test_the_matrix_holds_every_pair_and_is_positive_definite(self, places):
        alpha = competition_matrix(np.array(places, dtype=float), w=1)
        for i, x in enumerate(places):
            for j, y in enumerate(places):
                assert alpha[i, j] == competition(abs(x - y), w=1)
        assert np.linalg.eigvalsh(alpha).min() > 0

    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (lambda: competition(-1, w=1), "d must be a finite number >= 0, got -1"),
            (lambda: competition(1, w=0), "w must be a finite number > 0, got 0"),
            (lambda: utilisation([0], 0, w=-1), "w must be a finite number > 0, got -1"),
            (lambda: utilisation([np.inf], 0, w=1), "z must be"),
            (lambda: competition_matrix([], w=1), "x must be"),
            (lambda: middle_density(0, w=1), "d must be a finite number > 0, got 0"),
            (lambda: simulate_trio(0, w=1, t=[1]), "d must be a finite number > 0, got 0"),
            (lambda: limiting_similarity(w=0), "w must be a finite number > 0, got 0"),
        ],
    )
    def test_refuses(self, call, message):
        with pytest.raises(ValueError, match=message):
            call()


class TestLimit:
    def test_published_numbers(self):
        limit = limiting_similarity()
        assert limit.alpha == pytest.approx(0.543689, abs=5e-7)
        assert limit.d == pytest.approx(1.56125, abs=5e-6)

    def test_root_meets_the_closed_form(self):
        limit, a = limiting_similarity(w=2.5), limiting_alpha()
        assert a**3 + a**2 + a == pytest.approx(1, abs=1e-14)
        assert limit.alpha == pytest.approx(a, abs=1e-12)
        assert limit.d == pytest.approx(5 * np.sqrt(-np.log(a)), abs=1e-11)

    @pytest.mark.parametrize(("d", "density"), [(1.56, -0.0015), (1.57, 0.0101)])
    def test_the_equilibrium_changes_sign(self, d, density):
        assert equilibrium(trio(d), K=1)[1] == pytest.approx(density, abs=5e-5)

    @given(distances)
    def test_invasion_decides(self, d):
        rate = invasion_growth(1, alpha=trio(d), K=1)
        a = competition(d, w=1)
        assert rate == pytest.approx((1 - 2 * a + a**4) / (1 + a**4), abs=1e-9)
        if abs(d - limiting_similarity().d) > 1e-6:
            assert (rate > 0) == (middle_density(d, w=1) > 0)


class TestOutcome:
    @pytest.mark.parametrize("d", [0.5, 1.0, 1.4, 1.5, 1.6, 1.8, 2.5, 4.0])
    def test_simulation_ends_at_the_formula(self, d):
        end = simulate_trio(d, w=1, t=[3000]).n[-1]
        assert end[1] == pytest.approx(middle_density(d, w=1), abs=1e-5)

    def test_simulation_tells_the_two_sides_of_the_limit(self):
        # growth when rare is -0.0007 and +0.0045: over 20,000 generations that shows
        below, above = (simulate_trio(d, w=1, t=[0, 20_000]) for d in (1.56, 1.57))
        assert tuple(below.persisting(1e-4)) == (True, False, True)
        assert tuple(above.persisting(1e-4)) == (True, True, True)
        assert above.n[-1, 1] == pytest.approx(0.0101, abs=5e-5)

    @given(distances)
    def test_the_formula_solves_the_equations(self, d):
        # tiny determinants below a third of a width leave fewer digits
        middle = middle_density(d, w=1)
        solved = equilibrium(trio(d), K=1)[1]
        assert middle == pytest.approx(max(0.0, solved), abs=1e-8)

    @given(distances, widths)
    def test_only_the_ratio_matters(self, d, w):
        assert middle_density(d * w, w=w) == pytest.approx(middle_density(d, w=1), abs=1e-9)

    def test_limits_far_and_near(self):
        assert middle_density(30, w=1) == 1
        assert middle_density(1e-9, w=1) == 0

    def test_nobody_prefers_a_side(self):
        n = simulate_trio(1.8, w=1, t=np.linspace(0, 50, 11)).n
        np.testing.assert_allclose(n[:, 0], n[:, 2], rtol=1e-9)
        np.testing.assert_allclose(n[0], 1 / 3)
