"""The firms of an industry at rest, against their budget, their tail and firms one by one."""

import numpy as np
import pytest
from hypothesis import given, settings

from fitbreadth.markets._wiener_hopf import gauss_legendre
from fitbreadth.markets.census import Census, census
from fitbreadth.markets.earnings import output
from fitbreadth.markets.firm_value import firm_value
from fitbreadth.markets.industry import Industry
from fitbreadth.markets.standing import moment, standing

from .test_industry import LECTURE, industries

AT_REST = census(LECTURE)


def quadrature(found: Census, low: float, high: float, weight=lambda y: 1.0) -> float:
    y, weights = gauss_legendre(low, high, 400)
    return float(weights @ (found.density(y) * weight(y)))


class TestBudget:
    @given(industries)
    @settings(max_examples=20, deadline=None)
    def test_as_many_leave_as_enter(self, industry):
        found = census(industry)
        leaving = 1 - found.above(found.entry.solved.exit_margin)
        assert leaving * found.firms == pytest.approx(found.entrants, rel=1e-9)
        assert found.exit_rate == pytest.approx(leaving, rel=1e-9)
        assert found.output * found.entry.price == pytest.approx(1, rel=1e-12)

    def test_density_integrates_to_shares(self):
        y = AT_REST.entry.solved.exit_margin
        assert quadrature(AT_REST, y - 4, y + 40) == pytest.approx(1, abs=1e-9)
        for start in (-0.7, -0.1, 0.0, 0.4, 3.0):
            share = quadrature(AT_REST, y + start, y + 40)
            assert AT_REST.above(y + start) == pytest.approx(share, abs=1e-9)

    def test_market_clears(self):
        p, c = AT_REST.entry.price, LECTURE.c
        y = AT_REST.entry.solved.exit_margin
        # gross profit c e^y is the share 1 - theta of the proceeds p q
        sold = quadrature(AT_REST, y - 4, y + 40, lambda y: c * np.exp(y) / 0.7 / p)
        assert AT_REST.firms * sold == pytest.approx(1 / p, rel=1e-9)
        assert output(LECTURE, AT_REST.entry.threshold, p=p) == pytest.approx(
            c * np.exp(y) / 0.7 / p
        )

    def test_reproduces_itself_a_year_later(self):
        mu, sigma = LECTURE.step
        threshold, entry = AT_REST.entry.solved.exit_margin, AT_REST.entry
        y, weights = gauss_legendre(threshold, threshold + 40, 600)
        now = AT_REST.density(y)
        for target in (-0.9, -0.3, 0.0, 0.5, 2.0):
            moved = np.exp(-(((target - y - mu) / sigma) ** 2) / 2) / sigma / np.sqrt(2 * np.pi)
            sd = LECTURE.eta * LECTURE.s_e
            fresh = np.exp(-(((target - entry.mean) / sd) ** 2) / 2) / sd / np.sqrt(2 * np.pi)
            later = weights @ (now * moved) + AT_REST.exit_rate * fresh
            assert AT_REST.density(np.array(target)) == pytest.approx(later, abs=1e-10)

    def test_profits_of_a_lifetime_pay_for_entry(self):
        # the same equation with a discount, summed over firms instead of over years to come
        nearly_one = Industry(beta=1 - 1e-9, m_a=-0.03, s_a=0.1)
        found = census(nearly_one)
        y = found.entry.solved.exit_margin
        profits = quadrature(found, y - 4, y + 25, lambda y: nearly_one.c * np.expm1(y))
        assert found.firms / found.entrants * profits == pytest.approx(nearly_one.c_e, rel=1e-5)


class TestTail:
    def test_survival_falls_by_the_power_of_the_theory(self):
        y = AT_REST.entry.solved.exit_margin + np.array([3.0, 6.0])
        near, far = (AT_REST.above(start) for start in y)
        assert np.log(near / far) / 3 == pytest.approx(1.68, rel=1e-9)

    def test_all_output_is_made_by_somebody(self):
        assert AT_REST.above(-30, kappa=1) == pytest.approx(1, abs=1e-12)
        assert AT_REST.above(3, kappa=1) > AT_REST.above(3)

    def test_refuses_a_moment_that_is_infinite(self):
        later = standing(-0.02, 0.2, mean=0, sd=0.2)
        with pytest.raises(ValueError, match=r"kappa must be .* < 0\.9+, got 1\.5"):
            moment(later, 0, 0.2, start=-np.inf, kappa=1.5)

    @pytest.mark.parametrize("kappa", [-1.0, 0.0, 2.5])
    @pytest.mark.parametrize("beyond", [0.0, 0.3])
    def test_a_moment_above_the_last_node_against_quadrature(self, beyond, kappa):
        later = standing(-0.02, 0.1, mean=0, sd=0.2)
        start = later.top + beyond
        s, weights = gauss_legendre(start, start + 25, 400)
        first = np.exp(-((s / 0.2) ** 2) / 2) / 0.2 / np.sqrt(2 * np.pi)
        expected = float(weights @ ((later(s) + first) * np.exp(kappa * s)))
        assert moment(later, 0, 0.2, start=start, kappa=kappa) == pytest.approx(expected, rel=1e-9)

    def test_nobody_stands_above_everything(self):
        assert AT_REST.above(np.inf) == 0
        assert AT_REST.above(-np.inf) == 1
        assert AT_REST.above(1e9, kappa=0.5) == 0
        np.testing.assert_array_equal(AT_REST.density([-1e300, 1e300]), 0)

    @pytest.mark.parametrize(
        ("call", "error", "message"),
        [
            (lambda: AT_REST.above(np.nan), ValueError, "y must be a real number or infinite"),
            (lambda: AT_REST.above("x"), TypeError, "y must be a real number or infinite, got 'x'"),
            (lambda: AT_REST.above(0, kappa=np.nan), ValueError, "kappa must be a finite number"),
            (lambda: AT_REST.density(np.nan), ValueError, "y must be an array of finite numbers"),
            (lambda: moment(None, 0, 1, start=0, kappa=0), TypeError, "later must be a Solution"),
            (
                lambda: moment(AT_REST.returned, 0, 0.2, start=-np.inf, kappa=-1e3),
                ValueError,
                "mean and sd and start and kappa must keep the result within",
            ),
            (lambda: AT_REST.returned("x"), TypeError, "s must be an array of finite numbers"),
            (lambda: AT_REST.returned.integral(5), ValueError, "kappa must be a finite number <"),
        ],
    )
    def test_refuses(self, call, error, message):
        with pytest.raises(error, match=message):
            call()


class TestComparativeStatics:
    def test_dearer_entry_keeps_the_unfit(self):
        rates = [census(Industry(c_e=c_e)).exit_rate for c_e in (0.25, 1, 4, 8)]
        assert np.all(np.diff(rates) < 0)

    def test_refuses_what_grows_without_end(self):
        growing = Industry(m_a=-0.005)
        assert firm_value(growing).exit_margin < 0  # worth something finite all the same
        with pytest.raises(ValueError, match=r"output shrink on average, E\[A\^eta\] < 1"):
            census(growing)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((0, 0.1, 0, 0.2), "mu must be a finite number in .* got 0"),
            ((-0.1, 0, 0, 0.2), "sigma must be a finite number in .* got 0"),
            ((-0.1, 0.1, 0, 0), "sd must be a finite number in .* got 0"),
            ((-0.1, 1e-200, 0, 0.2), "sigma must be a finite number in"),
            ((-0.1, 0.1, 0, 1e200), "sd must be a finite number in"),
        ],
    )
    def test_standing_refuses(self, arguments, message):
        mu, sigma, mean, sd = arguments
        with pytest.raises(ValueError, match=message):
            standing(mu, sigma, mean=mean, sd=sd)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_firms_followed_one_by_one(seed):
    # each entrant lives and leaves by itself: independent lives; 4 SE, 6e-5 false alarms each
    random, lives = np.random.default_rng(seed), 3000
    spans, proceeds, discounted = np.zeros(lives), np.zeros(lives), np.zeros(lives)
    price, threshold = AT_REST.entry.price, AT_REST.entry.threshold
    unit = 0.7 * 0.3 ** (0.3 / 0.7)
    for i in range(lives):
        phi, weight = np.exp(1 + 0.2 * random.standard_normal()), 1.0
        while True:
            gross = unit * (price * phi) ** (1 / 0.7)
            spans[i] += 1
            proceeds[i] += gross / 0.7
            discounted[i] += weight * (gross - 4)
            if phi < threshold:
                break
            phi *= np.exp(-0.012 + 0.1 * random.standard_normal())
            weight *= 0.95
    for seen, expected in (
        (spans, 1 / AT_REST.exit_rate),
        (proceeds, 1 / AT_REST.entrants),
        (discounted, LECTURE.c_e),
    ):
        assert abs(seen.mean() - expected) < 4 * seen.std() / np.sqrt(lives)
