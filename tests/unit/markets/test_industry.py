"""An industry's profit, the worth of a firm and the price of free entry."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.markets.earnings import margin, output, profit, scale
from fitbreadth.markets.firm_value import exit_threshold, firm_value, value
from fitbreadth.markets.free_entry import free_entry, worth_of_entry
from fitbreadth.markets.industry import Industry

LECTURE = Industry()
Z = np.linspace(-10, 10, 20_001)
ODDS = np.exp(-(Z**2) / 2) / np.exp(-(Z**2) / 2).sum()
"""A plain sum over a fine grid, in place of the solver's quadrature."""

industries = st.builds(
    Industry,
    beta=st.floats(0.8, 0.97),
    theta=st.floats(0.1, 0.6),
    c=st.floats(0.5, 8),
    c_e=st.floats(0, 20),
    w=st.floats(0.5, 2),
    m_a=st.floats(-0.06, -0.03),
    s_a=st.floats(0.05, 0.15),
    m_e=st.floats(-1, 2),
    s_e=st.floats(0.1, 0.5),
)


class TestIndustry:
    def test_by_hand(self):
        # theta = 1/2, w = 1, p phi = 4: n = 4, sells 8, pays 4 in wages and 1 to exist
        half = Industry(theta=0.5, c=1, s_a=0.05)
        assert profit(half, [2], p=2) == pytest.approx([3])
        assert output(half, [2], p=2) == pytest.approx([4])
        assert margin(half, [2], p=2) == pytest.approx([np.log(4)])

    @given(industries, st.floats(0.5, 5), st.floats(0.5, 5))
    def test_no_other_number_of_workers_pays_better(self, industry, phi, p):
        n = np.exp(np.linspace(-15, 15, 30_001))
        earned = p * phi * n**industry.theta - industry.w * n - industry.c
        best = profit(industry, phi, p=p)
        assert earned.max() == pytest.approx(float(best), rel=1e-5, abs=1e-5)
        made = phi * n[np.argmax(earned)] ** industry.theta
        assert made == pytest.approx(float(output(industry, phi, p=p)), rel=2e-3)

    def test_published_tail(self):
        assert LECTURE.tail == pytest.approx(2.4)
        assert LECTURE.tail / LECTURE.eta == pytest.approx(1.68)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"beta": 1}, "beta must be a finite number > 0 and < 1, got 1"),
            ({"theta": 0}, r"theta must be a finite number in \[1e-06, 0.999\], got 0"),
            ({"c": 0}, "c must be a finite number in"),
            ({"c_e": -4}, "c_e must be a number > -c = -4, got -4.* would never stop"),
            ({"c": 1e-300}, "c must be a finite number in"),
            ({"s_a": 1e-200}, "s_a must be a finite number in"),
            ({"s_e": 1e9}, "s_e must be a finite number in"),
            ({"c_e": np.nan}, "c_e must be a finite number"),
            ({"m_a": 0.05}, "m_a and s_a must keep a firm's worth finite: .*1.085 a year"),
        ],
    )
    def test_refuses(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            Industry(**arguments)

    def test_functions_refuse(self):
        with pytest.raises(ValueError, match="phi must be an array of finite numbers > 0, got 0"):
            profit(LECTURE, [0.0], p=1)
        with pytest.raises(ValueError, match=r"phi must be .*, got rows of different lengths"):
            profit(LECTURE, [[1.0], [1.0, 2.0]], p=1)
        with pytest.raises(ValueError, match="p must be a finite number > 0"):
            output(LECTURE, [1.0], p=0)

    @pytest.mark.parametrize("earnings", [profit, output, margin])
    def test_functions_refuse_other_things(self, earnings):
        with pytest.raises(TypeError, match="industry must be an Industry, got 3"):
            earnings(3, [1.0], p=1)
        with pytest.raises(TypeError, match="phi must be an array of finite numbers > 0, got 'x'"):
            earnings(LECTURE, "x", p=1)
        with pytest.raises(TypeError, match="industry must be an Industry, got 3"):
            scale(3)

    @pytest.mark.parametrize("earnings", [profit, output])
    def test_functions_refuse_what_fits_no_float(self, earnings):
        with pytest.raises(ValueError, match=r"phi and p must keep .*, got phi=1e\+300"):
            earnings(LECTURE, 1e300, p=1e300)


class TestFirmValue:
    def test_published_threshold(self):
        # at the price 1.3785, which an entrants' average over 41 nodes gives
        assert exit_threshold(firm_value(LECTURE), p=1.3785) == pytest.approx(2.894, abs=6e-4)

    @pytest.mark.parametrize("s_a", [0.05, 0.1, 0.125])
    def test_solves_the_bellman_equation(self, s_a):
        solved = firm_value(Industry(s_a=s_a))
        mu, sigma = solved.industry.step
        at, weight = np.polynomial.legendre.leggauss(120)
        for y in (solved.exit_margin + np.linspace(-5, 5, 9) * sigma).tolist():
            # each side of the kink at the threshold by itself, as far as steps lead
            kink = (solved.exit_margin - y - mu) / sigma
            ahead = 0.0
            for low, high in ((-9, kink), (kink, 9)):
                z = (low + high) / 2 + (high - low) / 2 * at
                odds = (high - low) / 2 * weight * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
                ahead += odds @ solved.in_costs(y + mu + sigma * z)
            assert ahead == pytest.approx(float(solved.staying(np.array(y))), abs=1e-8, rel=1e-8)

    @given(industries)
    @settings(max_examples=20, deadline=None)
    def test_worth_rises_and_is_at_least_that_of_staying_for_ever(self, industry):
        solved = firm_value(industry)
        y = np.linspace(solved.exit_margin, solved.exit_margin + 4, 60)
        stay, leave = solved.staying(y), solved.staying(2 * solved.exit_margin - y)
        assert stay[0] == pytest.approx(0, abs=1e-9)
        assert np.all(np.diff(stay) > 0)
        assert np.all(leave <= 1e-9)
        option = solved.option(y - solved.exit_margin)
        assert np.all(option > 0)
        assert np.all(np.diff(option) < 0)
        assert option[0] < 1 / (1 - industry.beta)

    def test_large_firms_are_worth_what_they_earn_for_ever(self):
        G = np.exp(LECTURE.step[0] + LECTURE.step[1] ** 2 / 2)
        found = value(firm_value(LECTURE), [1e6], p=1)[0]
        gross = profit(LECTURE, [1e6], p=1)[0] + LECTURE.c
        expected = gross / (1 - LECTURE.beta * G) - LECTURE.c / (1 - LECTURE.beta)
        assert found == pytest.approx(expected, rel=1e-12)

    def test_without_a_future_a_firm_stays_if_the_next_year_pays(self):
        # beta near 0: C = G e^y - 1, so y* = -ln G
        impatient = Industry(beta=1e-9)
        mu, sigma = impatient.step
        assert firm_value(impatient).exit_margin == pytest.approx(-mu - sigma**2 / 2, abs=1e-8)

    def test_only_price_times_productivity_counts(self):
        solved = firm_value(LECTURE)
        np.testing.assert_allclose(value(solved, [4], p=1.5), value(solved, [3], p=2), rtol=1e-12)

    def test_refuses(self):
        with pytest.raises(ValueError, match=r"s_a \(or sigma\) must be large enough for 6000"):
            free_entry(Industry(s_a=1e-4))
        with pytest.raises(ValueError, match=r"s_a \(or sigma\) must .* against the mean growth"):
            firm_value(Industry(m_a=-100, s_a=1e-6, theta=0.9, beta=1 - 2e-16))
        with pytest.raises(ValueError, match="phi and p must keep the result within"):
            value(firm_value(LECTURE), [1, 1e300], p=1)
        with pytest.raises(ValueError, match="p must keep the result within"):
            exit_threshold(firm_value(LECTURE), p=5e-324)
        with pytest.raises(TypeError, match="solved must be a FirmValue, got None"):
            value(None, [1], p=1)
        with pytest.raises(TypeError, match="industry must be an Industry"):
            firm_value(None)

    @pytest.mark.parametrize("worth", ["staying", "in_costs"])
    def test_worth_refuses(self, worth):
        ask = getattr(firm_value(LECTURE), worth)
        with pytest.raises(ValueError, match="y must be an array of finite numbers, got nan"):
            ask([0.0, np.nan])
        with pytest.raises(ValueError, match=r"y must keep the result within .* got y=1000"):
            ask(1000)


class TestFreeEntry:
    def test_published_price(self):
        assert free_entry(LECTURE).price == pytest.approx(1.3785, abs=1e-3)

    def test_published_price_is_short_by_its_quadrature(self):
        # 41 nodes of Gauss and Hermite miss the kink that exit puts in an entrant's prospects
        solved, nodes = firm_value(LECTURE), np.polynomial.hermite_e.hermegauss(41)
        drawn = np.exp(LECTURE.m_e + LECTURE.s_e * nodes[0])
        odds = nodes[1] / nodes[1].sum()
        assert odds @ value(solved, drawn, p=1.3785) == pytest.approx(LECTURE.c_e, abs=2e-3)

    @pytest.mark.parametrize("c_e", [-3, 0.25, 1, 8, 1000])
    def test_entry_breaks_even(self, c_e):
        industry = Industry(c_e=c_e)
        found = free_entry(industry)
        drawn = np.exp(industry.m_e + industry.s_e * Z)
        worth = ODDS @ value(found.solved, drawn, p=found.price)
        assert worth == pytest.approx(c_e, rel=1e-5, abs=1e-5)
        assert found.at_once == pytest.approx(ODDS @ (drawn < found.threshold), abs=3e-4)

    @given(industries)
    @settings(max_examples=20, deadline=None)
    def test_dearer_entry_lifts_the_price_and_lowers_the_threshold(self, industry):
        dear = Industry(**{**industry.__dict__, "c_e": industry.c_e + 1})
        low, high = free_entry(industry), free_entry(dear)
        assert low.price < high.price
        assert low.threshold > high.threshold
        assert low.threshold * low.price == pytest.approx(high.threshold * high.price, rel=1e-9)

    def test_both_costs_doubled_leave_the_same_firms(self):
        one, two = free_entry(LECTURE), free_entry(Industry(c=8, c_e=2))
        assert two.threshold == pytest.approx(one.threshold, rel=1e-10)
        assert two.price == pytest.approx(one.price * 2 ** (1 / LECTURE.eta), rel=1e-10)

    def test_worth_of_entry_lies_above_the_loss_of_a_year(self):
        solved = firm_value(LECTURE)
        worth = [worth_of_entry(solved, mean) for mean in np.linspace(-20, 3, 30)]
        assert worth[0] == pytest.approx(-1, abs=1e-6)
        assert np.all(np.diff(worth) > 0)

    @pytest.mark.parametrize(
        ("solved", "mean", "error", "message"),
        [
            (None, 0, TypeError, "solved must be a FirmValue, got None"),
            ("solution", np.nan, ValueError, "mean must be a finite number, got nan"),
            ("solution", "x", TypeError, "mean must be a finite number, got 'x'"),
            ("solution", 1e4, ValueError, "mean must keep the result within what a float holds"),
        ],
    )
    def test_worth_of_entry_refuses(self, solved, mean, error, message):
        with pytest.raises(error, match=message):
            worth_of_entry(firm_value(LECTURE) if solved else solved, mean)

    def test_ends_of_the_range_have_a_price_or_a_reason(self):
        dear = Industry(c=1e-6, c_e=1e15)
        found = free_entry(dear)
        assert worth_of_entry(found.solved, found.mean) == pytest.approx(1e21)
        with pytest.raises(ValueError, match="m_e, s_e and theta must leave a price that fits"):
            free_entry(Industry(beta=1e-9, theta=0.999, s_a=1e-3, m_a=-1e-3, s_e=10, m_e=100))
