"""The evidence that adapting pays, and where it does not."""

import numpy as np
import pytest

from fitbreadth.convergence.evidence.adaptable import check
from fitbreadth.convergence.evidence.adaptable_fails import lead_on_a_fair_coin

ROWS = check()


def test_all_of_it_passes():
    assert not [row.what for row in ROWS if not row.passes]
    assert len({row.what for row in ROWS}) == len(ROWS)
    assert sum(row.what.startswith("fails:") for row in ROWS) >= 8


def test_lead_on_one_toss_by_hand():
    # the mixture says 50:50, and either forecaster loses KL on average
    kl = -0.5 * np.log(4 * 0.6 * 0.4)
    assert lead_on_a_fair_coin(1) == pytest.approx((kl, kl))


def test_lead_as_simulated():
    rng = np.random.default_rng(7)
    heads = rng.binomial(1000, 0.5, size=20_000)
    high, low = (heads * np.log(p) + (1000 - heads) * np.log(1 - p) for p in (0.6, 0.4))
    ahead = np.logaddexp(high, low) - np.log(2) - high
    # 4 standard errors: false alarms 6e-5
    error = ahead.std() / np.sqrt(ahead.size)
    assert abs(ahead.mean() - lead_on_a_fair_coin(1000)[0]) < 4 * error
