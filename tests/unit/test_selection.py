"""The one update: replicator = Bayes' rule = multiplicative weights = wealth dynamics."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.allocation import renyi
from fitbreadth.selection import (
    after_counts,
    growth_rate,
    mixture_loss,
    regret_bound,
    trajectory,
    update,
)


@st.composite
def histories(draw, *, low=0.01):
    n, steps = draw(st.integers(1, 5)), draw(st.integers(1, 12))
    raw = np.array(draw(st.lists(st.floats(0.01, 1), min_size=n, max_size=n)))
    entries = st.lists(st.floats(low, 10), min_size=n, max_size=n)
    return raw / raw.sum(), np.array(draw(st.lists(entries, min_size=steps, max_size=steps)))


def one_at_a_time(w, rows):
    """The update as written, in exact fractions."""
    w = [Fraction(x) for x in w]
    history = [w]
    for row in rows:
        products = [a * Fraction(b) for a, b in zip(w, row, strict=True)]
        w = [x / sum(products) for x in products]
        history.append(w)
    return np.array([[float(x) for x in row] for row in history])


class TestUpdate:
    def test_bayes_by_hand(self):
        # prior 1 %, test right 90 % and falsely positive 9 %: 1/11
        posterior = update([0.01, 0.99], [0.9, 0.09])
        np.testing.assert_allclose(posterior, [10 / 109, 99 / 109], rtol=1e-14)

    @given(histories())
    def test_is_its_definition_and_a_distribution(self, history):
        w, rows = history
        after = update(w, rows[0])
        np.testing.assert_allclose(after, w * rows[0] / (w @ rows[0]), rtol=1e-12)
        assert after.sum() == pytest.approx(1)

    @given(histories(), st.floats(1e-6, 1e6))
    def test_only_ratios_of_l_matter(self, history, scale):
        w, rows = history
        np.testing.assert_allclose(update(w, scale * rows[0]), update(w, rows[0]), rtol=1e-11)

    def test_price_equation_fisher(self):
        # mean fitness rises by the variance of fitness over its mean
        w, fitness = np.array([0.2, 0.5, 0.3]), np.array([1.0, 2.0, 4.0])
        mean = w @ fitness
        gain = update(w, fitness) @ fitness - mean
        assert gain == pytest.approx((w @ fitness**2 - mean**2) / mean, abs=1e-14)

    def test_zero_stays_zero_and_extremes_stay_finite(self):
        np.testing.assert_array_equal(update([0, 0.5, 0.5], [9, 1, 0]), [0, 1, 0])
        tiny = update([0.5, 0.5], [1e-320, 3e-320])
        np.testing.assert_allclose(tiny, [0.25, 0.75], rtol=1e-3)
        huge = update([0.5, 0.5], [1e308, 1.5e308])
        np.testing.assert_allclose(huge, [0.4, 0.6])

    @pytest.mark.parametrize(
        ("w", "L", "error", "message"),
        [
            ([0.5, 0.5], [0, 0], ValueError, "every unit is extinct after step 1"),
            ([1, 0], [0, 5], ValueError, "every unit is extinct after step 1"),
            ([0.5, 0.6], [1, 1], ValueError, "w must sum to 1"),
            ([0.5, 0.5], [1, -1], ValueError, r"L must be .* >= 0, got -1.0 at position 1"),
            ([0.5, 0.5], [1, 1, 1], ValueError, "L must have 2 entries, got 3"),
            ([0.5, 0.5], [1, np.inf], ValueError, "L must be .* got inf"),
            ([0.5, 0.5], ["a", "b"], TypeError, "L must be"),
        ],
    )
    def test_refuses(self, w, L, error, message):
        with pytest.raises(error, match=message):
            update(w, L)


class TestTrajectory:
    @given(histories(low=0.1))
    def test_agrees_with_exact_fractions(self, history):
        w, rows = history
        w = np.array([float(x) for x in w])
        path = np.exp(trajectory(w, rows))
        np.testing.assert_allclose(path, one_at_a_time(w, rows), rtol=1e-9)

    @given(histories())
    def test_is_repeated_updating(self, history):
        w, rows = history
        path = np.exp(trajectory(w, rows))
        for t, row in enumerate(rows):
            w = update(w / w.sum(), row)
            np.testing.assert_allclose(path[t + 1], w, rtol=1e-9)

    def test_log_ratio_is_linear_when_l_is_constant(self):
        steps = np.arange(5001)
        path = trajectory([0.25, 0.75], np.tile([1.3, 0.9], (5000, 1)))
        ratio = np.log(1 / 3) + steps * np.log(1.3 / 0.9)
        np.testing.assert_allclose(path[:, 0] - path[:, 1], ratio, rtol=1e-10)
        # the loser's weight itself is far below the smallest float
        assert path[-1, 1] < -1800
        assert path[-1, 0] == 0

    def test_order_does_not_matter(self):
        rows = np.random.default_rng(3).uniform(0.1, 2, size=(30, 4))
        forward = trajectory([0.25] * 4, rows)[-1]
        np.testing.assert_allclose(forward, trajectory([0.25] * 4, rows[::-1])[-1], atol=1e-12)

    def test_an_absent_or_dead_unit_never_returns(self):
        path = np.exp(trajectory([0.5, 0.5, 0], [[1, 1, 9], [1, 0, 9], [1, 50, 9]]))
        np.testing.assert_array_equal(path[:, 2], 0)
        np.testing.assert_array_equal(path[2:, 1], 0)
        np.testing.assert_array_equal(path[2:, 0], 1)

    def test_wealth_share_drifts_at_the_difference_of_divergences(self):
        # Blume-Easley / Kelly: science row M1, 0.068959 nats a step for truth against uniform
        p, uniform = np.array([0.5, 0.3, 0.2]), np.full(3, 1 / 3)
        beliefs = np.column_stack([p, uniform])
        rate = growth_rate(beliefs, p=p)
        slope = rate[0] - rate[1]
        assert slope == pytest.approx(0.068959, abs=5e-7)
        assert slope == pytest.approx(renyi(p, uniform) - renyi(p, p), abs=1e-14)
        # 4 analytic standard errors of the mean log ratio: false-alarm rate 6e-5
        steps = 100_000
        states = np.random.default_rng(11).choice(3, size=steps, p=p)
        path = trajectory([0.5, 0.5], beliefs[states])
        sd = np.sqrt(p @ np.log(p / uniform) ** 2 - slope**2)
        assert sd == pytest.approx(0.3646, abs=5e-5)
        assert (path[-1, 0] - path[-1, 1]) / steps == pytest.approx(
            slope, abs=4 * sd / np.sqrt(steps)
        )

    @pytest.mark.parametrize(
        ("w0", "L", "error", "message"),
        [
            ([0.5, 0.5], [[1, 1], [1, 0], [0, 1]], ValueError, "extinct after step 3"),
            ([0.5, 0.5], [1, 1], ValueError, r"L must be a 2-d array .* got shape \(2,\)"),
            ([0.5, 0.5], [[1, 1, 1]], ValueError, r"with 2 columns, got shape \(1, 3\)"),
            ([0.5, 0.5], np.ones((0, 2)), ValueError, r"got shape \(0, 2\)"),
            ([0.5, 0.5], [[1, 1], [1]], ValueError, "rows of different lengths"),
            ([0.5, 0.5], [[1, 1], [1, -2]], ValueError, "got -2 in row 1, column 1"),
            ([0.5, 0.5], [[1, np.nan]], ValueError, "got nan in row 0, column 1"),
            ([0.5, 0.5], [["a", "b"]], TypeError, "L must be a 2-d array"),
            ([0.5, 0.5], [[True, False]], TypeError, "got entries of type bool"),
            ([0.5, 0.4], [[1, 1]], ValueError, "w0 must sum to 1"),
        ],
    )
    def test_refuses(self, w0, L, error, message):
        for function in (trajectory, mixture_loss):
            with pytest.raises(error, match=message):
                function(w0, L)


class TestAfterCounts:
    def test_by_hand(self):
        # 1/4 * 2^3 * 3 against 3/4 * 1^3 * 4: 6 to 3
        weights = np.exp(after_counts([0.25, 0.75], [[2, 1], [3, 4]], counts=[3, 1]))
        np.testing.assert_allclose(weights, [2 / 3, 1 / 3], rtol=1e-14)

    @given(histories(), st.data())
    def test_only_how_often_matters_not_the_order(self, history, data):
        w, L = history
        events = data.draw(st.lists(st.integers(0, len(L) - 1), min_size=1, max_size=40))
        counts = np.bincount(events, minlength=len(L))
        path = trajectory(w, L[events])
        np.testing.assert_allclose(after_counts(w, L, counts=counts), path[-1], atol=1e-9)

    def test_every_leading_place_is_a_history_of_its_own(self):
        L = np.random.default_rng(4).uniform(0.1, 2, size=(3, 5))
        counts = np.random.default_rng(5).integers(0, 9, size=(2, 4, 3))
        found = after_counts(np.full(5, 0.2), L, counts=counts)
        assert found.shape == (2, 4, 5)
        alone = after_counts(np.full(5, 0.2), L, counts=counts[1, 2])
        np.testing.assert_allclose(found[1, 2], alone, atol=1e-14)
        np.testing.assert_allclose(np.exp(found).sum(axis=-1), 1, rtol=1e-12)

    def test_ruin_costs_nothing_before_it_happens(self):
        L = [[0, 0.5], [1, 0.5]]
        found = np.exp(after_counts([0.5, 0.5], L, counts=[[0, 0], [0, 2], [1, 2]]))
        np.testing.assert_allclose(found, [[0.5, 0.5], [0.8, 0.2], [0, 1]], rtol=1e-14)

    def test_stays_exact_far_below_the_smallest_float(self):
        found = after_counts([0.5, 0.5], [[0.9, 0.5], [0.1, 0.5]], counts=[10**9, 0])
        assert found[1] - found[0] == pytest.approx(-(10**9) * np.log(1.8), rel=1e-14)
        assert found[0] == 0

    def test_an_absent_unit_stays_absent(self):
        assert after_counts([1, 0], [[1, 9]], counts=[5]).tolist() == [0, -np.inf]

    @pytest.mark.parametrize(
        ("counts", "error", "message"),
        [
            ([1, 2, 3], ValueError, r"counts must be integers >= 0, 2 in .* got shape \(3,\)"),
            ([1, -2], ValueError, "counts must be integers >= 0, .* got -2"),
            ([1, 0.5], TypeError, "counts must be integers .* got entries of type float64"),
            ([[1, 2], [1]], ValueError, "rows of different lengths"),
            (
                [2**53 + 1, 1],
                ValueError,
                r"counts must be .* at most 2\*\*53, got 9007199254740993",
            ),
            ([[4, 0], [2, 1]], ValueError, r"every unit is extinct after counts \[2, 1\]"),
        ],
    )
    def test_refuses(self, counts, error, message):
        with pytest.raises(error, match=message):
            after_counts([0.5, 0.5], [[1, 1], [0, 0]], counts=counts)

    def test_refuses_what_trajectory_refuses(self):
        with pytest.raises(ValueError, match="w0 must sum to 1"):
            after_counts([0.5, 0.4], [[1, 1]], counts=[1])
        with pytest.raises(ValueError, match=r"with 2 columns, got shape \(1, 3\)"):
            after_counts([0.5, 0.5], [[1, 1, 1]], counts=[1])


class TestMixtureLoss:
    @given(histories())
    def test_telescopes(self, history):
        # the loss summed along the trajectory, against the single log of the mixture
        w, rows = history
        weights = np.exp(trajectory(w, rows))[:-1]
        steps = -np.log(np.sum(weights * rows, axis=1))
        np.testing.assert_allclose(mixture_loss(w, rows)[1:], np.cumsum(steps), atol=1e-9)
        assert mixture_loss(w, rows)[0] == 0

    @given(histories())
    def test_regret_never_exceeds_the_bound(self, history):
        w, rows = history
        own = -np.cumsum(np.log(rows), axis=0)
        regret = mixture_loss(w, rows)[1:, None] - own
        assert np.all(regret <= regret_bound(w) + 1e-9)

    def test_breadth_costs_ln_n_once(self):
        # one right specialist in 50, all others always wrong: the bound is met, and stays met
        L = np.full((1000, 50), 1e-6)
        L[:, 7] = 1
        loss = mixture_loss(np.full(50, 0.02), L)
        np.testing.assert_allclose(loss[10:], np.log(50), rtol=1e-12)
        np.testing.assert_allclose(regret_bound(np.full(50, 0.02)), np.log(50))

    def test_zero_weight_has_no_bound(self):
        assert regret_bound([1, 0]).tolist() == [0, np.inf]


class TestGrowthRate:
    def test_ruin(self):
        assert growth_rate([[1, 0], [1, 2]], p=[0.5, 0.5]).tolist() == [0, -np.inf]
        assert growth_rate([[1, 0], [1, 2]], p=[0, 1])[1] == pytest.approx(np.log(2))

    def test_refuses(self):
        with pytest.raises(ValueError, match="p must have 2 entries, got 3"):
            growth_rate([[1, 1], [1, 1]], p=[0.5, 0.25, 0.25])
        with pytest.raises(ValueError, match="with N columns, got shape"):
            growth_rate([1, 1], p=[0.5, 0.5])
