"""How many patches turn the winner."""

import numpy as np
import pytest
from hypothesis import assume, given, settings

from fitbreadth.biology.critical_patches import critical_patches, patches_law
from fitbreadth.biology.grain import Payoffs, growth

from .samples import payoffs


class TestCriticalPatches:
    @pytest.mark.parametrize(("g", "patches"), [(0.9, 1), (1, 2), (1.1, 2), (1.25, None)])
    def test_by_hand(self, g, patches):
        # two patches grow by 0.1116, and ln 1.1 = 0.0953
        assert critical_patches(Payoffs(g=g)) == patches

    @given(payoffs)
    @settings(max_examples=50)
    def test_agrees_with_counting_up(self, odds):
        lead = np.array([growth(odds, patches=n) @ [1, -1] for n in range(1, 60)])
        assume(np.abs(lead).min() > 1e-11)  # else rounding decides who wins
        slow = int(np.argmax(lead > 0)) + 1 if np.any(lead > 0) else None
        if slow is not None:
            assert critical_patches(odds) == slow
        elif odds.g < 0.98 * odds.window[1]:  # nearer the mean it takes up to a million
            assert critical_patches(odds) >= 60

    def test_follows_its_law(self):
        for g in (1.24, 1.245, 1.249, 1.2499):
            odds = Payoffs(g=g)
            # the law's next term adds 1.5 c^2 = 0.54 at any g, rounding up at most one more
            assert 0 <= critical_patches(odds) - patches_law(odds) <= 1.6

    def test_refuses(self):
        with pytest.raises(
            ValueError, match=r"g must be far enough below the arithmetic mean 1\.25"
        ):
            critical_patches(Payoffs(g=1.25 - 1e-9))
        with pytest.raises(ValueError, match=r"g must be a finite number < 1\.25, got 1\.3"):
            patches_law(Payoffs(g=1.3))
