"""Thrift against truth: saving more makes up for a wrong belief, as long as it can."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import distributions, pairs

from fitbreadth.divergence import renyi
from fitbreadth.markets.drift import log_ratio_law
from fitbreadth.markets.race import race
from fitbreadth.markets.saving import break_even_saving, survivors

WORLD = [0.5, 0.3, 0.2]
EVEN = [1 / 3] * 3


class TestBreakEven:
    def test_published_numbers(self):
        assert break_even_saving([0.6, 0.2, 0.2], p=WORLD, saving=0.95) == pytest.approx(
            0.97940, abs=5e-6
        )
        assert break_even_saving(EVEN, p=WORLD, saving=0.95) == pytest.approx(1.0178, abs=5e-5)
        # with .96 instead it falls 0.02 nats a round behind
        needed = break_even_saving([0.6, 0.2, 0.2], p=WORLD, saving=0.95)
        assert np.log(needed / 0.96) == pytest.approx(0.02000, abs=1e-5)

    def test_by_hand(self):
        # half and half where it always rains: needs to save twice as much
        assert break_even_saving([0.5, 0.5], p=[1, 0], saving=0.4) == pytest.approx(0.8)
        assert break_even_saving([1, 0], p=[0.5, 0.5], saving=0.4) == np.inf

    @given(pairs(), st.floats(0.01, 1))
    def test_truth_never_needs_more_and_the_other_way_is_the_inverse(self, pair, saving):
        p, belief = pair
        needed = break_even_saving(belief, p=p, saving=saving)
        assert needed >= saving
        assert needed == pytest.approx(saving * np.exp(renyi(p, belief)))
        back = break_even_saving(p, p=p, against=belief, saving=min(needed, 1))
        assert back == pytest.approx(saving * min(needed, 1) / needed)

    @given(pairs(), st.floats(0.01, 1))
    def test_nothing_drifts_at_break_even(self, pair, saving):
        p, belief = pair
        needed = break_even_saving(belief, p=p, saving=saving)
        assume(needed <= 1)
        law = log_ratio_law(belief, p, p=p, saving=(needed, saving))
        assert law.slope == pytest.approx(0, abs=1e-12)

    @pytest.mark.parametrize("seed", [5, pytest.param(6, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("thrift", [0.96, 0.9794, 0.99])
    def test_simulated_market_turns_at_it(self, thrift, seed):
        wrong = [0.6, 0.2, 0.2]
        found = race(
            [WORLD, wrong], p=WORLD, rounds=1000, runs=400, saving=[0.95, thrift], seed=seed
        )
        slopes = found.slope[:, 0] - found.slope[:, 1]
        law = log_ratio_law(WORLD, wrong, p=WORLD, saving=(0.95, thrift))
        # 4 analytic standard errors: false alarm 6e-5
        assert abs(slopes.mean() - law.slope) < 4 * law.sd / np.sqrt(400 * 1000)
        needed = break_even_saving(wrong, p=WORLD, saving=0.95)
        assert law.slope == pytest.approx(np.log(needed / thrift), abs=1e-12)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"saving": 0}, "saving must be a finite number"),
            ({"saving": 1.1}, "saving must be a finite number"),
            ({"saving": 0.9, "belief": [0.5, 0.6, 0]}, "belief must sum to 1"),
            ({"saving": 0.9, "belief": [0.5, 0.5]}, "belief must have 3 entries"),
            ({"saving": 0.9, "against": [1, 0, 0]}, "against must put something on every state"),
        ],
    )
    def test_refuses(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            break_even_saving(**{"belief": EVEN, "p": WORLD} | arguments)


class TestSurvivors:
    def test_by_hand(self):
        beliefs = [WORLD, [0.6, 0.2, 0.2], EVEN, [0, 0.6, 0.4]]
        assert survivors(beliefs, p=WORLD).tolist() == [True, False, False, False]
        thrift = [0.95, 0.98, 1, 1]
        assert survivors(beliefs, p=WORLD, saving=thrift).tolist() == [False, True, False, False]

    def test_mirror_images_tie(self):
        found = survivors([[0.3, 0.7], [0.7, 0.3], [0.9, 0.1]], p=[0.5, 0.5])
        assert found.tolist() == [True, True, False]

    @given(distributions(size=3), st.lists(distributions(size=3), min_size=1, max_size=5))
    def test_truth_survives_among_equal_savers(self, p, others):
        assert survivors([p, *others], p=p)[0]

    @given(st.lists(st.floats(0.5, 1), min_size=2, max_size=6))
    def test_among_equal_beliefs_the_thriftiest_survive(self, saving):
        found = survivors([EVEN] * len(saving), p=WORLD, saving=saving)
        np.testing.assert_array_equal(found, np.log(saving) >= np.log(max(saving)) - 1e-12)

    def test_market_agrees(self):
        beliefs, saving = [WORLD, [0.6, 0.2, 0.2], EVEN], [0.95, 0.99, 1.0]
        found = race(beliefs, p=WORLD, rounds=20_000, runs=20, saving=saving, seed=7)
        (last,) = np.flatnonzero(survivors(beliefs, p=WORLD, saving=saving))
        assert set(found.owner) == {last}
        assert found.shares[:, -1, last].min() > 0.999

    def test_refuses_a_market_without_any(self):
        with pytest.raises(ValueError, match="beliefs must leave a trader"):
            survivors([[1, 0], [0, 1]], p=[0.5, 0.5])
