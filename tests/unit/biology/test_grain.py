"""Grain: the arithmetic mean in space, the geometric mean in time, and what lies between."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.grain import Payoffs, growth, volatility

from .samples import payoffs


class TestTheory:
    def test_by_hand_with_two_patches(self):
        # both good, one, none: W = 2, 1.25, 0.5 with odds 1/4, 1/2, 1/4
        expected = (np.log(2) + 2 * np.log(1.25) + np.log(0.5)) / 4
        found = growth(Payoffs(g=1.1), patches=2)
        np.testing.assert_allclose(found, [expected, np.log(1.1)], rtol=1e-12)

    def test_published_window(self):
        np.testing.assert_allclose(Payoffs(1.6, 0.7).window, [1.058, 1.150], atol=5e-4)

    @given(payoffs)
    def test_ends_are_the_two_means(self, odds):
        for patches, mean in zip((1, None), odds.window, strict=True):
            found = growth(odds, patches=patches)
            np.testing.assert_allclose(found, np.log([mean, odds.g]), atol=1e-12)

    @given(payoffs, st.integers(1, 200))
    def test_growth_rises_with_patches_to_the_arithmetic_mean(self, odds, patches):
        few, many = (growth(odds, patches=n)[0] for n in (patches, patches + 1))
        assert few <= many + 1e-12 <= np.log(odds.window[1]) + 2e-12

    @pytest.mark.parametrize("patches", [1, 2, 3, 5])
    def test_agrees_with_counting_every_weather(self, patches):
        odds = Payoffs(3, 0.4, p=0.3)
        first = second = 0.0
        for weather in product((True, False), repeat=patches):
            chance = np.prod([0.3 if good else 0.7 for good in weather])
            log_w = np.log(np.mean([3 if good else 0.4 for good in weather]))
            first, second = first + chance * log_w, second + chance * log_w**2
        assert growth(odds, patches=patches)[0] == pytest.approx(first, rel=1e-12)
        spread = np.sqrt(second - first**2)
        assert volatility(odds, patches=patches) == pytest.approx(spread, rel=1e-10)

    def test_variance_costs_half_of_itself(self):
        # c^2 = 0.36 for a = 2, b = 1/2; the next term is of order 1/M^2
        for patches in (100, 1000, 10_000):
            shortfall = np.log(1.25) - growth(Payoffs(), patches=patches)[0]
            assert shortfall * 2 * patches == pytest.approx(0.36, rel=2 / patches)

    def test_many_patches_divide_the_variance(self):
        # c = 0.6: what is left is of order 1/M. With few patches it need not even fall: a second
        # patch adds to the spread of the logarithm where good years are rare
        for patches in (100, 1000, 10_000):
            found = volatility(Payoffs(), patches=patches) * np.sqrt(patches)
            assert found == pytest.approx(0.6, rel=2 / patches)
        rare = Payoffs(2.125, 0.125, p=0.125)
        assert volatility(rare, patches=2) > volatility(rare, patches=1)

    def test_own_weather_leaves_no_volatility(self):
        assert volatility(Payoffs(), patches=None) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"b": 0}, "b must be a finite number > 0, got 0"),
        ({"a": 0.4}, r"a must be a finite number in \[0.5, 1000000000.0\], got 0.4"),
        ({"g": -1}, "g must be a finite number > 0 and <= 1000000000.0, got -1"),
        ({"g": np.inf}, "g must be a finite number"),
        ({"p": 1.1}, r"p must be a finite number in \[0, 1\], got 1.1"),
    ],
)
def test_payoffs_refuse(arguments, message):
    with pytest.raises(ValueError, match=message):
        Payoffs(**arguments)


@pytest.mark.parametrize("theory", [growth, volatility])
def test_theory_refuses(theory):
    with pytest.raises(ValueError, match=r"patches must be an integer in \[1, 1000000\], got 0"):
        theory(Payoffs(), patches=0)
    with pytest.raises(TypeError, match="payoffs must be Payoffs, got None"):
        theory(None, patches=1)
