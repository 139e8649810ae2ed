"""Lotka-Volterra in the clothes of the replicator, against a rival program."""

import nashpy
import numpy as np
from hypothesis import given

from fitbreadth.biology.hofbauer import replicator_payoffs
from fitbreadth.biology.lotka_volterra import growth_rate
from fitbreadth.biology.trajectory import simulate

from .samples import EFFECT, RATE, ROOM, competitors, densities, matrix_of


class TestReplicator:
    def test_nashpy_follows_the_same_orbit(self):
        t = np.linspace(0, 8, 4001)
        run = simulate([0.3, 0.1, 0.2], alpha=EFFECT, K=ROOM, r=RATE, t=t)
        total = 1 + run.n.sum(axis=1)
        # Hofbauer's clock, by the trapezium rule
        tau = np.r_[0, np.cumsum((total[1:] + total[:-1]) / 2 * np.diff(t))]
        at = np.arange(0, t.size, 400)
        game = nashpy.Game(replicator_payoffs(EFFECT, K=ROOM, r=RATE))
        start = np.array([1, 0.3, 0.1, 0.2]) / 1.6
        x = game.replicator_dynamics(y0=start, timepoints=tau[at])
        np.testing.assert_allclose(x[:, 1:] / x[:, :1], run.n[at], rtol=1e-4)

    @given(densities, competitors)
    def test_log_ratios_to_the_idle_strategy_move_alike(self, n, entries):
        payoffs = replicator_payoffs(matrix_of(entries), K=ROOM, r=RATE)
        x = np.r_[1, n] / (1 + np.sum(n))
        gain = (payoffs @ x)[1:] / x[0]
        expected = growth_rate(n, alpha=matrix_of(entries), K=ROOM, r=RATE)
        np.testing.assert_allclose(gain, expected, rtol=1e-9, atol=1e-9)
