"""Firms that grow by chance, their Pareto tail, and what takes it away."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.gibrat import Growth, simulate
from fitbreadth.markets.hill import hill, largest_share
from fitbreadth.markets.standing import moment, standing

LECTURE = Growth(mu=-0.012, sigma=0.1, mean=-0.06, sd=0.2)


class TestHill:
    @given(st.floats(0.3, 5), st.floats(0.1, 10))
    def test_size_unit_does_not_matter_and_powers_divide(self, power, unit):
        sizes = np.array([1.0, 2.0, 5.0, 7.0, 20.0])
        once = hill(sizes, k=3)
        assert hill(unit * sizes**power, k=3).index == pytest.approx(once.index / power)

    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    def test_finds_the_index_of_pareto_within_its_error(self, seed):
        # estimates of 400 samples; mean and spread against a and a / sqrt(k), 4 SE, 6e-5 each
        random, a, k, samples = np.random.default_rng(seed), 1.5, 100, 400
        found = [
            hill(random.random(1000) ** (-1 / a), k=k).index / (k / (k - 1)) for _ in range(samples)
        ]
        error = a / np.sqrt(k)
        # k a / Gamma(k): the mean is a k / (k - 1), and the variance as stated up to 1 / k
        assert abs(np.mean(found) - a) < 4 * error * 1.01 / np.sqrt(samples)
        assert np.std(found) == pytest.approx(error, rel=4 / np.sqrt(2 * samples) + 0.02)
        assert hill([1, 2, 4], k=2).error == pytest.approx(hill([1, 2, 4], k=2).index / np.sqrt(2))

    def test_largest_share_against_the_quantiles(self):
        # the share above the quantile q, by adding up the sizes of a very fine population
        rank = (np.arange(10**6) + 0.5) / 10**6
        sizes = rank ** (-1 / 3)
        assert sizes[:10_000].sum() / sizes.sum() == pytest.approx(
            largest_share(3, q=0.01), rel=1e-3
        )

    @pytest.mark.parametrize(("k", "logs"), [(1, 1), (2, 1.5), (3, 2)])
    def test_by_hand(self, k, logs):
        # the k largest of 1, 2, 4, 8 exceed the next one by so many doublings on average
        found = hill([4, 1, 8, 2], k=k)
        assert found.index == pytest.approx(1 / (logs * np.log(2)))
        assert found.error == pytest.approx(found.index / np.sqrt(k))

    def test_refuses(self):
        with pytest.raises(ValueError, match="sizes must have at least 2 entries, got 1"):
            hill([1], k=1)
        with pytest.raises(ValueError, match=r"k must be an integer in \[1, 2\], got 3"):
            hill([1, 2, 3], k=3)
        with pytest.raises(ValueError, match="sizes must differ among the 3 largest"):
            hill([1, 2, 2, 2], k=2)
        with pytest.raises(ValueError, match="index must be a finite number > 1"):
            largest_share(1, q=0.01)


class TestTail:
    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    def test_published_index(self, seed):
        # 2.2 to 2.6 accepted: 0.08 standard error, and what 700 years leave of the start
        (sizes,) = simulate(LECTURE, firms=60_000, years=[700], seed=seed)
        found = hill(np.exp(sizes), k=1000)
        assert 2.2 < found.index < 2.6
        assert found.error == pytest.approx(LECTURE.index / np.sqrt(1000), rel=0.1)

    def test_comes_to_rest_where_the_census_says(self):
        # counts of independent firms: 4 SE, 6e-5 false alarms for each of 5
        growth = Growth(mu=-0.06, sigma=0.2, mean=0.2, sd=0.2)
        (sizes,) = simulate(growth, firms=40_000, years=[250], seed=3)
        later = standing(-0.06, 0.2, mean=0.2, sd=0.2)
        whole = moment(later, 0.2, 0.2, start=-np.inf, kappa=0)
        for start in (-0.2, 0, 0.5, 1, 2):
            share = moment(later, 0.2, 0.2, start=start, kappa=0) / whole
            error = np.sqrt(share * (1 - share) / 40_000)
            assert abs((sizes > start).mean() - share) < 4 * error

    def test_index_is_blind_to_barrier_and_entrants(self):
        # exp(a g) averages 1, and the census decays so whoever enters
        for mean, sd in ((0, 0.2), (1, 0.4)):
            later = standing(-0.03, 0.2, mean=mean, sd=sd)
            assert later.decay == pytest.approx(Growth(mu=-0.03, sigma=0.2).index)
            far = later.top * np.array([1.2, 1.4])
            ratio = np.log(np.divide(*later(far))) / (far[1] - far[0])
            assert ratio == pytest.approx(1.5, rel=1e-9)

    def test_it_takes_exit(self):
        # without, sizes are log-normal and drift: mean and variance by hand; 4 SE
        growth = Growth(mu=-0.03, sigma=0.2, mean=0.3, sd=0.3, leave=False)
        _, sizes = simulate(growth, firms=40_000, years=[10, 100], seed=4)
        variance = 0.09 + 100 * 0.04
        assert abs(sizes.mean() - (0.3 - 3)) < 4 * np.sqrt(variance / 40_000)
        assert sizes.var() == pytest.approx(variance, rel=4 * np.sqrt(2 / 40_000))
        # the largest few: an index that grows the further out one looks, unlike Pareto's
        few, many = (hill(np.exp(sizes), k=k).index for k in (400, 4000))
        assert few > 1.3 * many
        assert growth.index == np.inf

    def test_it_takes_growth_blind_to_size(self):
        # pulled back: variance sigma^2 / (1 - (1 - r)^2) at rest; 4 SE
        growth = Growth(mu=0.01, sigma=0.2, mean=0.3, leave=False, reversion=0.1)
        (sizes,) = simulate(growth, firms=40_000, years=[400], seed=5)
        variance = 0.04 / (1 - 0.81)
        assert abs(sizes.mean() - 0.4) < 4 * np.sqrt(variance / 40_000)
        assert sizes.var() == pytest.approx(variance, rel=4 * np.sqrt(2 / 40_000))
        pulled = Growth(mu=-0.03, sigma=0.2, reversion=0.1)
        blind = Growth(mu=-0.03, sigma=0.2)
        tops = [simulate(g, firms=20_000, years=[300], seed=6).max() for g in (pulled, blind)]
        assert tops[0] < tops[1] / 2

    def test_the_way_back_of_single_firms(self):
        # hardly any luck: from x0 a third of the distance is left after each year
        growth = Growth(mu=0, sigma=1e-6, mean=1, sd=1, leave=False, reversion=2 / 3)
        start, *later = simulate(growth, firms=50, years=[0, 1, 3], seed=9)
        for years, x in zip((1, 3), later, strict=True):
            np.testing.assert_allclose(x - 1, (start - 1) / 3**years, atol=1e-5)

    def test_it_takes_time(self):
        sizes = simulate(LECTURE, firms=20_000, years=[1, 30, 300], seed=7)
        first, middle, last = (hill(np.exp(row), k=200).index for row in sizes)
        assert first > middle > last

    def test_looks_do_not_disturb(self):
        often = simulate(LECTURE, firms=50, years=[0, 3, 7, 20], seed=8)
        once = simulate(LECTURE, firms=50, years=[20], seed=8)
        np.testing.assert_array_equal(often[-1], once[0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sigma": 0}, r"sigma must be a finite number in \[1e-06, 10\]"),
        ({"sd": -1}, r"sd must be a finite number in \[1e-06, 10\]"),
        ({"reversion": 1}, "reversion must be a finite number"),
    ],
)
def test_growth_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        Growth(**{"mu": -0.1, "sigma": 0.1, **arguments})


def test_refuses():
    with pytest.raises(ValueError, match="mu must be < 0 for sizes to come to rest"):
        _ = Growth(mu=0.1, sigma=0.1).index
    with pytest.raises(TypeError, match="leave must be a bool, got 1"):
        Growth(mu=-0.1, sigma=0.1, leave=1)
    with pytest.raises(ValueError, match="years must rise"):
        simulate(LECTURE, firms=2, years=[3, 3], seed=1)
    with pytest.raises(ValueError, match="firms must be an integer"):
        simulate(LECTURE, firms=0, years=[3], seed=1)
    with pytest.raises(TypeError, match="growth must be a Growth"):
        simulate(None, firms=1, years=[3], seed=1)


@pytest.mark.parametrize(
    ("firms", "years", "error", "message"),
    [
        (2, 3, TypeError, "years must be a sequence of integers, got 3"),
        (2, "ab", TypeError, "years must be a sequence of integers, got 'ab'"),
        (2, [[1], [2, 3]], TypeError, "years must be an integer"),
        (2, [1.5], TypeError, "years must be an integer"),
        (2, [], ValueError, "years must rise"),
        (10**6, range(200), ValueError, "firms times the number of years must be at most 1000000"),
    ],
)
def test_simulate_refuses(firms, years, error, message):
    with pytest.raises(error, match=message):
        simulate(LECTURE, firms=firms, years=years, seed=1)
