"""What dropping tasks gains is bookkeeping, unless somebody else serves them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.allocation import optimal_value
from fitbreadth.convergence.chosen_question import dropped, rare_part, redefinition_gain
from fitbreadth.convergence.odds import ODDS


class TestRedefinitionGain:
    def test_by_hand(self):
        # four even tasks at kappa = 0: one instead of four is four times as good
        assert redefinition_gain([0.25] * 4, rho=0, gamma=1) == pytest.approx(4)
        # levels are square roots of what is spent
        assert redefinition_gain([0.25] * 4, rho=0, gamma=2) == pytest.approx(2)

    @given(distributions(), st.floats(-5, 0.9))
    def test_is_what_one_task_is_worth_beside_all(self, p, rho):
        one, all_ = (optimal_value(q, rho=rho, gamma=1, budget=3) for q in ([1.0], p))
        assert redefinition_gain(p, rho=rho, gamma=1) == pytest.approx(one / all_, rel=1e-9)

    def test_hero(self):
        entropy = -np.dot(ODDS, np.log(ODDS))
        assert redefinition_gain(ODDS, rho=0, gamma=1) == pytest.approx(np.exp(entropy))

    def test_refuses(self):
        with pytest.raises(ValueError, match="already"):
            redefinition_gain(ODDS, rho=1, gamma=1)
        with pytest.raises(ValueError, match="rho must be finite"):
            redefinition_gain(ODDS, rho=-np.inf, gamma=1)


class TestDropped:
    def test_by_hand(self):
        # two tasks of 3/4 and 1/4, budget 1: G* = (3/4)^(3/4) (1/4)^(1/4), G_A = 1
        cut = dropped([0.75, 0.25], kept=1, rho=0, gamma=1)
        assert cut.answered == pytest.approx(0.75)
        assert cut.gain == pytest.approx(0.75**-0.75 * 0.25**-0.25)
        assert cut.break_even == pytest.approx(0.75**3 * 0.25)
        assert cut.before == pytest.approx(0.25)

    @given(
        distributions(low=0.05),
        st.sampled_from([-2.0, -0.5, 0.0, 0.3, 0.8]),
        st.sampled_from([0.9, 1.0, 2.0]),
    )
    def test_break_even(self, p, rho, gamma):
        for kept in range(1, p.size):
            cut = dropped(p, kept=kept, rho=rho, gamma=gamma, budget=2)
            best = optimal_value(p, rho=rho, gamma=gamma, budget=2)
            A, mine, theirs = cut.answered, best * cut.gain, cut.break_even
            if rho == 0:
                mixed = mine**A * theirs ** (1 - A)
            else:
                mixed = (A * mine**rho + (1 - A) * theirs**rho) ** (1 / rho)
            assert mixed == pytest.approx(best, rel=1e-6)
            assert cut.gain >= 1
            # what is no longer spent on the dropped calls makes the rest better: less will do
            assert cut.part <= 1 + 1e-9

    @given(distributions(low=0.05))
    def test_closed_form(self, p):
        for kept in range(1, p.size):
            cut = dropped(p, kept=kept, rho=0, gamma=1)
            assert cut.part == pytest.approx(rare_part(1 - cut.answered), rel=1e-9)

    def test_keeping_one_task_is_the_whole_gain(self):
        cut = dropped(ODDS, kept=1, rho=-1, gamma=1)
        assert cut.gain == pytest.approx(redefinition_gain(ODDS, rho=-1, gamma=1))

    def test_budget_cancels_from_the_gain(self):
        few, many = (dropped(ODDS, kept=2, rho=0.5, gamma=2, budget=b) for b in (1, 50))
        assert few.gain == pytest.approx(many.gain)
        assert few.part == pytest.approx(many.part)

    def test_limits_of_the_part(self):
        assert rare_part(1e-9) == pytest.approx(np.exp(-1), abs=1e-8)
        assert rare_part(1 - 1e-9) == pytest.approx(1, abs=1e-7)

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"kept": 0}, "kept must be"),
            ({"kept": 5}, "kept must be"),
            ({"p": [0.5, 0.5, 0.0]}, "p must be > 0 for every task"),
            ({"rho": 2}, "rho must be finite with kappa"),
            ({"budget": 0}, "budget must be"),
        ],
    )
    def test_refuses(self, change, words):
        asked = {"p": ODDS, "kept": 2, "rho": 0, "gamma": 1} | change
        with pytest.raises(ValueError, match=words):
            dropped(asked.pop("p"), **asked)

    def test_refuses_odds_that_are_none(self):
        with pytest.raises(ValueError, match="q must be"):
            rare_part(1.0)
