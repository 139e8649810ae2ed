"""What a firm believes of itself: Bayes' rule for Gaussians."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.learning_firm import posterior_mean, posterior_variance, step_variance

scale = st.floats(0.1, 10)


class TestVariance:
    def test_by_hand(self):
        # s0 = 1, s = 2: V_n = 4/(4 + n)
        np.testing.assert_allclose(posterior_variance([0, 4, 12], s0=1, s=2), [1, 1 / 2, 1 / 4])
        steps = [1 / 5, 2 / 15, 2 / 21, 1 / 14, 1 / 18]
        np.testing.assert_allclose(step_variance(range(1, 6), s0=1, s=2), steps, rtol=1e-14)

    @given(scale, scale, st.integers(2, 200))
    def test_steps_shrink_and_add_up(self, s0, s, n):
        steps = step_variance(np.arange(1, n + 1), s0=s0, s=s)
        assert np.all(np.diff(steps) < 0)
        left = posterior_variance([n], s0=s0, s=s)[0]
        assert steps.sum() + left == pytest.approx(s0**2, rel=1e-9)

    @pytest.mark.parametrize("s0", [1e-50, 1, 1e50])
    @pytest.mark.parametrize("s", [1e-50, 1, 1e50])
    def test_extremes_are_neither_zero_nor_infinite(self, s0, s):
        found = step_variance([1, 2, 10**15], s0=s0, s=s)
        assert np.all(found > 0)
        assert np.all(found <= s0**2)

    def test_old_firms_know_themselves_as_well_as_their_mean_does(self):
        # the variance of a mean of n signals is s^2/n, whatever was believed at first
        for n in (10**3, 10**5):
            assert posterior_variance([n], s0=1, s=2)[0] * n == pytest.approx(4, rel=5 / n)


class TestMean:
    @given(st.lists(st.floats(-5, 5), min_size=1, max_size=6), st.floats(-2, 2), scale, scale)
    def test_agrees_with_bayes_rule_on_a_grid(self, signals, mean, s0, s):
        # the posterior's mean, by integrating prior times likelihood over 10 deviations
        centre, spread = posterior_mean(signals, mean=mean, s0=s0, s=s)[-1], min(s0, s)
        theta = centre + np.linspace(-10, 10, 2001) * spread
        log = -(((theta - mean) / s0) ** 2) / 2
        for signal in signals:
            log = log - ((signal - theta) / s) ** 2 / 2
        weight = np.exp(log - log.max())
        weight = weight / weight.sum()
        assert weight @ theta == pytest.approx(centre, abs=1e-6)
        variance = weight @ (theta - centre) ** 2
        expected = posterior_variance([len(signals)], s0=s0, s=s)[0]
        assert variance == pytest.approx(expected, rel=1e-5)

    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    def test_simulated_steps_have_the_variance_of_the_theory(self, seed):
        # a sample variance of N normal numbers has standard error V sqrt(2/N); steps do not
        # depend on one another. 4 SE: false alarm 5 * 6e-5, and as much for the correlations
        rng = np.random.default_rng(seed)
        firms = 40_000
        theta = rng.standard_normal(firms)
        signals = theta[:, None] + 2 * rng.standard_normal((firms, 5))
        steps = np.diff(posterior_mean(signals, mean=0, s0=1, s=2), axis=1)
        expected = step_variance(range(1, 6), s0=1, s=2)
        missed = np.abs((steps**2).mean(axis=0) - expected)
        assert np.all(missed < 4 * expected * np.sqrt(2 / firms))
        together = np.corrcoef(steps.T)[np.triu_indices(5, 1)]
        assert np.all(np.abs(together) < 4 / np.sqrt(firms))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: posterior_variance([-1], s0=1, s=1), ValueError, "n must be a 1-d array"),
        (lambda: posterior_variance([0.5], s0=1, s=1), ValueError, "n must be whole years"),
        (lambda: posterior_variance([1], s0=0, s=1), ValueError, "s0 must be .* got 0"),
        (lambda: posterior_variance([1], s0=1, s=-1), ValueError, "s must be .* got -1"),
        (lambda: posterior_variance([1], s0=1e-200, s=1), ValueError, "s0 must be .* got 1e-200"),
        (lambda: step_variance([1], s0=1, s=1e200), ValueError, r"s must be .* got 1e\+200"),
        (lambda: posterior_variance([1e300], s0=1, s=1), ValueError, "n must be whole .* got 1e"),
        (lambda: posterior_variance([[1], [1, 2]], s0=1, s=1), TypeError, "n must be a 1-d"),
        (lambda: step_variance([0], s0=1, s=1), ValueError, "n must be a 1-d array"),
        (lambda: posterior_mean(["a"], mean=0, s0=1, s=1), TypeError, "signals must be .* numbers"),
        (lambda: posterior_mean([np.nan], mean=0, s0=1, s=1), ValueError, "finite"),
        (
            lambda: posterior_mean([[1], [1, 2]], mean=0, s0=1, s=1),
            ValueError,
            "signals .* rows of",
        ),
        (lambda: posterior_mean([1e308] * 3, mean=0, s0=1, s=1), ValueError, "signals and mean"),
        (lambda: posterior_mean(1.0, mean=0, s0=1, s=1), ValueError, "signals must be an array"),
    ],
)
def test_refuses(call, error, message):
    with pytest.raises(error, match=message):
        call()
