"""Hedging: the best shares, and what others cost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize_scalar
from strategies import distributions

from fitbreadth.allocation import misfit_law
from fitbreadth.biology.hedge import best_hedge, mismatch_cost
from fitbreadth.selection import growth_rate

FAIR = [0.5, 0.5]


class TestBestHedge:
    @given(distributions(size=4, low=0.05), arrays(float, 4, elements=st.floats(0.01, 100)))
    def test_diagonal_is_the_probabilities(self, p, f):
        np.testing.assert_allclose(best_hedge(p, fitness=np.diag(f)), p, atol=1e-9)

    @settings(max_examples=30)
    @given(distributions(size=2, low=0.05), arrays(float, (2, 2), elements=st.floats(0.1, 5)))
    def test_agrees_with_a_general_optimiser(self, p, F):
        found = minimize_scalar(
            lambda s: -p @ np.log(F @ [s, 1 - s]), bounds=(0, 1), method="bounded"
        )
        corners = p @ np.log(F)  # the bounded search never tries the ends themselves
        best = p @ np.log(F @ best_hedge(p, fitness=F))
        assert best == pytest.approx(max(-found.fun, *corners), abs=1e-8)

    def test_a_useless_phenotype_gets_nothing(self):
        assert best_hedge(FAIR, fitness=[[4, 0, 1], [0, 4, 1]])[2] == pytest.approx(0, abs=1e-4)

    def test_a_phenotype_that_just_fails_to_pay(self):
        # growth 0.5 ln(1 - s^2/4): best without it, but flat there, so the search is slow
        shares = best_hedge(FAIR, fitness=[[0.5, 1], [1.5, 1]])
        assert 0.5 * np.log1p(-(shares[0] ** 2) / 4) > -1e-9

    def test_a_safe_phenotype_gets_everything(self):
        # growth 0.5 ln 9 beats any share of the two specialists, 0.5 ln 4
        np.testing.assert_allclose(
            best_hedge(FAIR, fitness=[[4, 0, 3], [0, 4, 3]]), [0, 0, 1], atol=1e-6
        )


class TestMismatch:
    @given(
        distributions(size=3, low=0.05),
        distributions(size=3, low=0.05),
        arrays(float, 3, elements=st.floats(0.1, 20)),
    )
    def test_is_the_growth_lost_whatever_the_fitness(self, p, s, f):
        best, actual = growth_rate(np.stack([f * p, f * s], axis=1), p=p)
        assert mismatch_cost(p, s) == pytest.approx(best - actual, abs=1e-10)
        assert mismatch_cost(p, s) == pytest.approx(misfit_law(p, s, rho=0, gamma=1), abs=1e-10)

    def test_by_hand(self):
        assert mismatch_cost(FAIR, [0.25, 0.75]) == pytest.approx(0.5 * np.log(4 / 3))
        assert mismatch_cost(FAIR, [1, 0]) == np.inf


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: best_hedge(FAIR, fitness=[[1, 0], [0, 0]]), "got none in state 1"),
        (lambda: best_hedge(FAIR, fitness=[[1, -1], [0, 1]]), r"fitness\[0\] must be .* >= 0"),
        (lambda: best_hedge(FAIR, fitness=np.eye(3)), "fitness must have 2 rows"),
        (lambda: best_hedge(FAIR, fitness=[1, 2, 3]), "fitness must have 2 entries, got 3"),
        (lambda: mismatch_cost(FAIR, [0.5, 0.4]), "s must sum to 1"),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()
