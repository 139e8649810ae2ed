"""The prize for fit is worth ln 1/w0 at most, and all of it comes at the start."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import distributions, pairs

from fitbreadth.convergence.price_edge import edge
from fitbreadth.convergence.price_feedback import expected_growth, feedback
from fitbreadth.divergence import renyi
from fitbreadth.markets.doubling import doubling_rate
from fitbreadth.markets.saving import break_even_saving

P, OTHER = [0.5, 0.3, 0.2], [0.6, 0.2, 0.2]


class TestEdge:
    def test_by_hand(self):
        # half of the wealth on each: prices .55, .25, .2
        expected = 0.5 * np.log(0.5 / 0.55) + 0.3 * np.log(0.3 / 0.25)
        assert edge(0.5, p=P, belief=P, other=OTHER) == pytest.approx(expected, abs=1e-15)

    @given(pairs(), st.floats(0, 1))
    def test_is_the_misfit_of_the_price(self, both, w):
        p, other = both
        price = w * p + (1 - w) * other
        assert edge(w, p=p, belief=p, other=other) == pytest.approx(renyi(p, price), abs=1e-12)

    @given(pairs())
    def test_shrinks_as_fit_spreads(self, both):
        p, other = both
        falls = np.diff(edge(np.linspace(0, 1, 21), p=p, belief=p, other=other))
        assert (falls <= 1e-15).all()

    def test_is_kellys_gain_at_the_odds_of_the_day(self):
        price = 0.3 * np.array(P) + 0.7 * np.array(OTHER)
        bits = doubling_rate(P, bets=P, odds=1 / price)
        assert edge(0.3, p=P, belief=P, other=OTHER) == pytest.approx(bits * np.log(2), abs=1e-14)

    @given(pairs(), st.floats(0, 1), st.floats(0.5, 1), st.floats(0.5, 1))
    def test_general_formula(self, both, w, mine, theirs):
        p, other = both
        belief = (p + other) / 2
        mean = w * mine + (1 - w) * theirs
        price = (w * mine * belief + (1 - w) * theirs * other) / mean
        law = np.log(mine / mean) + renyi(p, price) - renyi(p, belief)
        found = edge(w, p=p, belief=belief, other=other, saving=(mine, theirs))
        assert found == pytest.approx(law, abs=1e-12)

    def test_border_is_break_even_saving(self):
        need = break_even_saving(OTHER, p=P, saving=0.95)
        assert need == pytest.approx(0.97940, abs=5e-6)
        found = edge(0.0, p=P, belief=P, other=OTHER, saving=(0.95, need))
        assert found == pytest.approx(0, abs=1e-14)

    def test_states_that_never_occur_are_left_out(self):
        found = edge(0.2, p=[0.5, 0.5, 0], belief=[0.5, 0.5, 0], other=[0.7, 0.3, 0])
        assert found == pytest.approx(edge(0.2, p=[0.5, 0.5], belief=[0.5, 0.5], other=[0.7, 0.3]))


class TestExpectedGrowth:
    def test_first_round_is_the_edge(self):
        found = expected_growth(0.2, p=P, belief=P, other=OTHER, t=1)
        assert found == pytest.approx(float(edge(0.2, p=P, belief=P, other=OTHER)), abs=1e-14)

    def test_two_rounds_one_by_one(self):
        total = 0.0
        for a in range(3):
            for b in range(3):
                w = 0.1 * P[a] * P[b] / (0.1 * P[a] * P[b] + 0.9 * OTHER[a] * OTHER[b])
                total += P[a] * P[b] * np.log(w / 0.1)
        found = expected_growth(0.1, p=P, belief=P, other=OTHER, t=2)
        assert found == pytest.approx(total, abs=1e-13)

    @settings(max_examples=20)
    @given(distributions(size=4, low=0.05), st.floats(0.01, 0.99), st.integers(0, 30))
    def test_never_above_the_ceiling_and_never_falling(self, p, w0, t):
        other = np.full(4, 0.25)
        now, next_ = (expected_growth(w0, p=p, belief=p, other=other, t=s) for s in (t, t + 1))
        assert -1e-12 <= now <= next_ + 1e-12
        assert next_ <= -np.log(w0) + 1e-12

    def test_reaches_the_ceiling(self):
        found = expected_growth(0.5, p=P, belief=P, other=OTHER, t=1500)
        assert found == pytest.approx(np.log(2), abs=1e-3)

    def test_refuses_too_many_counts(self):
        with pytest.raises(ValueError, match="t must leave at most 2000000 counts of 3 states"):
            expected_growth(0.5, p=P, belief=P, other=OTHER, t=10_000)


class TestFeedback:
    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("saving", [(1.0, 1.0), (0.95, 0.97), (0.95, 0.99)])
    def test_mean_of_runs(self, saving, seed):
        asked = {"p": P, "belief": P, "other": OTHER, "saving": saving}
        found = feedback(0.05, times=[0, 30, 150], runs=4000, seed=seed, **asked)
        for place, t in enumerate(found.times):
            growth = found.growth[:, place]
            exact = expected_growth(0.05, t=int(t), **asked)
            # 4 standard errors, false alarms 6e-5
            assert abs(growth.mean() - exact) <= 4 * growth.std() / np.sqrt(growth.size) + 1e-12

    def test_no_run_passes_the_ceiling(self):
        found = feedback(
            0.01, p=P, belief=P, other=OTHER, times=np.arange(0, 1001, 50), runs=200, seed=3
        )
        assert (found.growth <= found.ceiling + 1e-12).all()
        assert found.ceiling == pytest.approx(np.log(100))

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"w0": 0.0}, "w0 must be"),
            ({"w0": 1.0}, "w0 must be"),
            ({"other": [1.0, 0.0, 0.0]}, "other must put something on every state"),
            ({"belief": [0.0, 0.5, 0.5]}, "belief must put something on every state"),
            ({"saving": (0.9, 1.2)}, "saving must be"),
            ({"saving": (0.9,)}, "saving must be two fractions"),
            ({"times": [5]}, "times must be at least two rising"),
            ({"runs": 0}, "runs must be"),
        ],
    )
    def test_refuses(self, change, words):
        asked = {"w0": 0.1, "p": P, "belief": P, "other": OTHER, "times": [0, 9], "runs": 2}
        asked |= change
        with pytest.raises(ValueError, match=words):
            feedback(asked.pop("w0"), seed=1, **asked)

    def test_refuses_shares_above_one(self):
        with pytest.raises(ValueError, match=r"w must be shares in \[0, 1\], got 1.5"):
            edge([0.5, 1.5], p=P, belief=P, other=OTHER)
