"""The labs on industries, tails and the truncation trap show what their models compute."""

from statistics import NormalDist

import numpy as np
import pytest

from fitbreadth.markets.ceiling import capped_price
from fitbreadth.markets.firm_value import value
from fitbreadth.markets.free_entry import free_entry
from fitbreadth.markets.gibrat import Growth
from fitbreadth.markets.hill import largest_share
from fitbreadth.markets.industry import Industry
from fitbreadth.markets.labs import industry, tail, truncation


def panel(rows, name, **wanted):
    return [
        row for row in rows if row["panel"] == name and all(row[k] == v for k, v in wanted.items())
    ]


@pytest.mark.parametrize("lab", [industry.LAB, tail.LAB, truncation.LAB], ids=lambda lab: lab.name)
def test_no_row_hides_a_control(lab):
    names = {control.name for control in lab.controls}
    asked = {name: lab.default()[name] for name in lab.settings()[0]}
    for row in lab.rows(**asked):
        assert not names & set(row), "the row would lose the setting that it belongs to"


class TestIndustry:
    def test_dearer_entry_lowers_the_threshold_at_any_luck(self):
        for s_a in industry.LUCK:
            marks = [
                panel(industry.rows(c_e=c_e, s_a=s_a), "mark")[0]["threshold"]
                for c_e in industry.COSTS
            ]
            assert np.all(np.diff(marks) < 0)

    def test_worth_is_next_years_value_and_changes_sign_at_the_threshold(self):
        rows = industry.rows(c_e=1.0, s_a=0.1)
        entry = free_entry(Industry())
        for who, sign in zip(industry.FIRMS, (1, -1), strict=True):
            (worth,) = panel(rows, "worth", who=who)
            assert np.all(sign * np.array(worth["worth"]) >= -1e-3)
            z = np.linspace(-7, 7, 2001)
            odds = np.exp(-(z**2) / 2) / np.exp(-(z**2) / 2).sum()
            phi, shown = worth["phi"][7], worth["worth"][7]
            ahead = odds @ value(entry.solved, phi * np.exp(-0.012 + 0.1 * z), p=entry.price)
            assert shown == pytest.approx(ahead, rel=2e-3)

    @pytest.mark.parametrize("c_e", [0.25, 8.0])
    def test_the_grey_part_is_as_large_as_the_dashed(self, c_e):
        rows = industry.rows(c_e=c_e, s_a=0.1)
        gone, fresh = panel(rows, "firms", who="firms that leave") + panel(rows, "entrants")
        areas = [np.trapezoid(row["share"], np.log(row["phi"])) for row in (gone, fresh)]
        assert areas[0] == pytest.approx(areas[1], rel=0.05)

    def test_nothing_leaves_the_axes(self):
        for setting in industry.LAB.settings():
            for row in industry.rows(**setting):
                assert max(row.get("share", [0])) < 2.4
                assert min(row.get("worth", [0])) > -6
                assert max(row.get("worth", [0])) <= industry.TOP

    @pytest.mark.parametrize("s_a", industry.LUCK)
    def test_places_to_click_lie_round_their_ticks_and_do_not_overlap(self, s_a):
        places = panel(industry.rows(c_e=1.0, s_a=s_a), "costs")
        assert all(place["from"] < place["threshold"] < place["to"] for place in places)
        assert [place["from"] for place in places[:-1]] == [place["to"] for place in places[1:]]

    def test_says_what_it_draws(self):
        words = industry.sentence(c_e=1.0, s_a=0.1)
        assert "sells for 1.379" in words
        assert "below 2.89" in words
        assert "13.6% of the firms leave each year" in words
        assert "62% of those that enter" in words


class TestTail:
    def test_marks_come_to_rest_on_the_line(self):
        # counts of independent firms, read off the line between its points; 4 SE and 4 % for the
        # reading and what 300 years leave of the start (few of the largest are old enough)
        rows = tail.rows(rule="leave", sigma=0.14)
        (law,) = panel(rows, "law")
        (firms,) = panel(rows, "firms", at_year=300)
        u, line = np.log(law["size"]), np.log(law["larger"])
        for size, larger in zip(firms["size"][1:-1], firms["larger"][1:-1], strict=True):
            expected = np.exp(np.interp(np.log(size), u, line))
            assert abs(larger - expected) < 4 * np.sqrt(expected / tail.FIRMS) + 0.04 * expected

    def test_the_line_is_straight_with_the_slope_of_the_theory(self):
        (law,) = panel(tail.rows(rule="leave", sigma=0.2), "law")
        far = slice(-6, None)
        slope = np.polyfit(np.log(law["size"][far]), np.log(law["larger"][far]), 1)[0]
        assert -slope == pytest.approx(Growth(mu=tail.MU, sigma=0.2).index, rel=2e-3)

    def test_theory_of_the_largest_nears_that_of_pareto(self):
        # the population is Pareto's only in its tail, so the share is of the same order
        (rest,) = panel(tail.rows(rule="leave", sigma=0.2), "rest")
        assert np.all(np.diff(rest["share"]) > 0)
        found = rest["share"][tail.LUCK.index(0.2)]
        assert found == pytest.approx(largest_share(1.5, q=0.01), rel=0.1)

    @pytest.mark.parametrize("rule", ["stay", "slow"])
    def test_line_of_rest_is_drawn_with_exit_only(self, rule):
        assert not panel(tail.rows(rule=rule, sigma=0.2), "law")
        assert not panel(tail.rows(rule=rule, sigma=0.2), "rest")

    @pytest.mark.parametrize("rule", ["stay", "slow"])
    def test_without_what_it_needs_sizes_are_log_normal(self, rule):
        # 4 SE, 6e-5 false alarms a mark, and 1 % for the median
        for year in tail.YEARS:
            rows = tail.rows(rule=rule, sigma=0.2)
            (firms,) = panel(rows, "firms", at_year=year)
            (curve,) = panel(rows, "curve", at_year=year)
            u, line = np.log(curve["size"]), np.log(curve["larger"])
            for size, larger in zip(firms["size"][:-4], firms["larger"][:-4], strict=True):
                expected = np.exp(np.interp(np.log(size), u, line))
                error = 4 * np.sqrt(expected / tail.FIRMS) + 0.06 * expected
                assert abs(larger - expected) < error

    def test_nothing_leaves_the_axes(self):
        for setting in tail.LAB.settings():
            for row in tail.rows(**setting):
                assert max(row.get("size", [1])) <= 1000.5
                assert min(row.get("size", [1])) >= 1
                assert min(row.get("larger", [1])) >= 9.9e-5
                if row["panel"] in ("rest", "shares"):
                    assert max(row["share"]) <= 0.95

    def test_outcome_is_the_share_of_the_largest(self):
        # shares without exit: 20,000 log-normal sizes, whose largest hundredth make Phi(s - 2.326)
        rows = tail.rows(rule="slow", sigma=0.17, seed=9)
        s = tail._spread("slow", 0.17, 300)
        law = 100 * NormalDist().cdf(s - NormalDist().inv_cdf(0.99))
        assert tail.LAB.outcome.of(rows) == pytest.approx(law, rel=0.05)
        assert tail.LAB.outcome.of(rows) != tail.LAB.outcome.of(
            tail.rows(rule="slow", sigma=0.17, seed=10)
        )

    def test_says_what_it_draws(self):
        words = tail.sentence(rule="leave", sigma=0.2, year=300)
        assert "32 times as rare: Pareto's index is 2 × 3% / (20%)² = 1.50" in words
        assert "never come to rest" in tail.sentence(rule="stay", sigma=0.2, year=25)
        assert "14,678 times as rare" in tail.sentence(rule="leave", sigma=0.12, year=0)
        assert "stops growing at 1.9: no giants" in tail.sentence(rule="slow", sigma=0.2, year=10)
        assert "grows no more: no giants" in tail.sentence(rule="slow", sigma=0.2, year=300)
        assert "no giants" in tail.sentence(rule="slow", sigma=0.2, year=25)


class TestTruncation:
    def test_price_falls_with_the_ceiling_and_hardly_with_points(self):
        few, many = (
            panel(truncation.rows(ceiling=5, points=n), "prices")[0]["price"]
            for n in truncation.POINTS
        )
        assert np.all(np.diff(few) < 0)
        assert np.all(np.diff(many) < 0)
        assert np.max(np.abs(np.subtract(few, many))) < 0.004
        assert min(few) > free_entry(Industry()).price

    @pytest.mark.parametrize("ceiling", [4.37, 5])
    def test_line_goes_through_the_mark(self, ceiling):
        rows = truncation.rows(ceiling=ceiling, points=222)
        (line,), (now,) = panel(rows, "prices"), panel(rows, "now")
        assert line["at"] == sorted(line["at"])
        assert line["price"][line["at"].index(ceiling)] == pytest.approx(now["price"], abs=1e-4)

    def test_worth_is_level_above_the_ceiling(self):
        rows = truncation.rows(ceiling=5, points=100)
        capped, free = (panel(rows, "worth", who=who)[0] for who in truncation.SOLVERS)
        above = [w for phi, w in zip(capped["phi"], capped["worth"], strict=True) if phi > 5]
        assert len(set(above)) == 1
        assert free["worth"][-1] > 5 * above[0]
        (now,) = panel(rows, "now")
        assert now["price"] == pytest.approx(capped_price(Industry(), ceiling=5).price, abs=1e-4)

    def test_both_numbers_of_points_are_told(self):
        few, many = (truncation.rows(ceiling=10, points=n) for n in truncation.POINTS)
        for rows, other in ((few, many), (many, few)):
            assert panel(rows, "others")[0]["price"] == panel(other, "prices")[0]["price"]
            now = panel(rows, "now")[0]["price"]
            assert float(panel(rows, "told", rank=0)[0]["label"].split(": ")[1]) == now
        labels = [[row["label"] for row in panel(rows, "told")] for rows in (few, many)]
        assert labels[0] == labels[1][::-1]

    def test_says_what_it_draws(self):
        words = truncation.sentence(ceiling=5, points=100)
        assert "1.4772, 7.1% above the true 1.3791; with 400 points it is 1.4773" in words
