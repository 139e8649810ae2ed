"""The labs on hedging, cues and evolved lines show what their models compute."""

from collections import Counter

import numpy as np
import pytest

from fitbreadth.biology.bet_hedging import (
    growth,
    growth_of_the_mean,
    multiplication,
    optimal_fraction,
)
from fitbreadth.biology.cue import mutual_information, symmetric_cue, value_of_cue
from fitbreadth.biology.evolved_lines import OUTCOMES
from fitbreadth.biology.figures.bet_hedging import LEAST
from fitbreadth.biology.labs import bet_hedging, cue, evolved_lines
from fitbreadth.biology.seed_banks import growth_sd

PLANT = {"Y": bet_hedging.HARVEST, "V": bet_hedging.SURVIVAL}


def find(rows, part, **wanted):
    return [
        row for row in rows if row["part"] == part and all(row[k] == v for k, v in wanted.items())
    ]


@pytest.mark.parametrize("lab", [bet_hedging.LAB, cue.LAB], ids=lambda x: x.name)
def test_no_row_hides_a_control(lab):
    names = {control.name for control in lab.controls}
    for row in lab.rows(**lab.default()):
        assert not names & set(row), "the row would lose the setting that it belongs to"


@pytest.mark.parametrize("lab", [bet_hedging.LAB, cue.LAB], ids=lambda x: x.name)
def test_a_nat_is_a_factor(lab):
    assert f"multiply by {np.e:.2f}" in lab.caption or f"multiplies by {np.e:.2f}" in lab.caption


class TestSeeds:
    def test_trends_are_the_growth_rates(self):
        rows = bet_hedging.rows(g=0.9, p=0.6)
        best = optimal_fraction(0.6, **PLANT)
        for who, g in zip(bet_hedging.PLANTS, (0.9, best), strict=True):
            (law,) = find(rows, "law", who=who)
            rate = law["end"] * np.log(10) / bet_hedging.YEARS
            assert rate == pytest.approx(growth([g], p=0.6, **PLANT)[0], abs=1e-4)

    @pytest.mark.parametrize("p", bet_hedging.CHANCES)
    def test_marks_lie_on_the_hill(self, p):
        # 4 analytic standard errors at ten shares, and the rounding: false alarm 10 * 6e-5
        (runs,) = find(bet_hedging.rows(g=0.5, p=p), "runs")
        n = bet_hedging.RUNS * bet_hedging.YEARS
        error = growth_sd(runs["share"], p=p, **PLANT) / np.sqrt(n)
        missed = np.abs(runs["rate"] - growth(runs["share"], p=p, **PLANT))
        assert np.all(missed < 4 * error + 5e-4)

    def test_bands_hold_their_trend_and_do_not_leave_the_axis(self):
        for setting in bet_hedging.LAB.settings():
            rows = bet_hedging.rows(**setting)
            for band in find(rows, "band"):
                assert min(band["low"]) >= -24
                assert max(band["high"]) <= 28
                (law,) = find(rows, "law", who=band["who"])
                assert band["low"][-1] - 0.05 <= law["end"] <= band["high"][-1] + 0.05

    def test_all_seeds_out_soars_and_dies(self):
        rows = bet_hedging.rows(g=1.0, p=0.6)
        bold, hedger = (find(rows, "one", who=who)[0]["seeds"] for who in bet_hedging.PLANTS)
        assert len(bold) < len(hedger) == bet_hedging.YEARS + 1
        # until then every year was good, and all five seeds of every sprout were there
        assert bold[-1] == pytest.approx((len(bold) - 1) * np.log10(5), abs=0.05)
        assert find(rows, "dead")[0]["note"] == f"died out in year {len(bold)}"
        assert find(rows, "cliff")
        assert len(find(rows, "plant")) == 1

    @pytest.mark.parametrize("p", bet_hedging.CHANCES)
    def test_on_average_all_seeds_out_have_most(self, p):
        shares = list(bet_hedging.SHARES)
        assert np.all(np.diff(growth_of_the_mean(shares, p=p, **PLANT)) > 0)
        assert growth([shares[-1]], p=p, **PLANT)[0] == -np.inf

    def test_the_best_hedger_is_at_the_top(self):
        for p in bet_hedging.CHANCES:
            rows = bet_hedging.rows(g=0.3, p=p)
            rates = {row["who"]: row["rate"] for row in find(rows, "plant")}
            assert rates["the best hedger"] >= max(find(rows, "hill")[0]["rate"]) - 1e-3
            assert rates["the best hedger"] >= rates["the plant you set"]

    def test_works_off_its_grid(self):
        assert bet_hedging.LAB.at(g=0.33, p=0.62).to_dict()

    def test_below_the_axis_a_note_stands_for_the_mark(self):
        rows = bet_hedging.rows(g=0.995, p=0.5)
        (rate,) = growth([0.995], p=0.5, **PLANT)
        assert rate < LEAST
        assert find(rows, "cliff")[0]["note"] == f"99.5%: −{-rate:.2f} ↓"
        assert [row["who"] for row in find(rows, "plant")] == ["the best hedger"]

    def test_the_lead_is_the_difference_of_two_growth_rates(self):
        # 4 analytic standard errors of 50 histories and the rounding: false alarm 6e-5
        g, best = 0.9, optimal_fraction(0.6, **PLANT)
        (good_g, good), (bad_g, bad) = np.log10(multiplication([g, best], **PLANT))
        each = 0.6 * (good - good_g) + 0.4 * (bad - bad_g)
        error = np.sqrt(0.24 * bet_hedging.YEARS / 50) * abs((good - good_g) - (bad - bad_g))
        leads = [bet_hedging.lead(bet_hedging.LAB.run(seed=seed).rows) for seed in range(50)]
        assert abs(np.mean(leads) - bet_hedging.YEARS * each) < 4 * error + 0.05

    def test_a_dead_plant_counts_as_the_seed_it_began_with(self):
        rows = bet_hedging.rows(g=1.0, p=0.6)
        assert bet_hedging.lead(rows) == find(rows, "one", who="the best hedger")[0]["seeds"][-1]

    def test_says_what_it_draws(self):
        words = bet_hedging.sentence(g=0.9, p=0.6)
        assert "multiply by 2.78 a year" in words
        assert "multiply by 0.91" in words
        assert "52.4%" in words
        assert "the first bad year ends it" in bet_hedging.sentence(g=1.0, p=0.6)


class TestCue:
    def test_marks_lie_on_the_information(self):
        for p in cue.CHANCES:
            (runs,) = find(cue.rows(accuracy=0.8, p=p), "runs")
            for right, gain in zip(runs["right"], runs["worth"], strict=True):
                signal = symmetric_cue(right)
                worth = value_of_cue([p, 1 - p], signal, fitness=cue.FITNESS)
                # 4 analytic standard errors, and the rounding: false alarm 55 * 6e-5 in all
                error = worth.sd / np.sqrt(cue.RUNS * cue.GENERATIONS)
                assert abs(gain - mutual_information([p, 1 - p], signal)) < 4 * error + 1e-4

    def test_lead_adds_up_to_a_hundred_times_the_worth(self):
        rows = cue.rows(accuracy=0.8, p=0.7)
        listens, hedges = (find(rows, "trend", who=who)[0]["end"] for who in cue.LINEAGES)
        (now,) = find(rows, "now")
        assert (listens - hedges) * np.log(10) == pytest.approx(100 * now["worth"], abs=5e-3)

    def test_a_coin_is_worth_nothing(self):
        rows = cue.rows(accuracy=0.5, p=0.6)
        bands = find(rows, "band")
        assert bands[0]["high"] == bands[1]["high"]
        assert find(rows, "now")[0]["worth"] == 0
        assert "worth nothing" in cue.sentence(accuracy=0.5, p=0.6)

    def test_nothing_leaves_the_axes(self):
        for setting in cue.LAB.settings():
            for row in find(rows := cue.rows(**setting), "band") + find(rows, "one"):
                numbers = row.get("low", []) + row.get("high", []) + row.get("number", [])
                assert -4 <= min(numbers) <= max(numbers) <= 32

    def test_says_what_it_draws(self):
        words = cue.sentence(accuracy=0.8, p=0.5)
        assert "0.193 nats (0.278 bits)" in words
        assert "every 3.6 generations" in words
        # near a coin the information is 2 x^2 nats at a chance of 1/2 + x
        words = cue.sentence(accuracy=0.51, p=0.5)
        assert "2·10⁻⁴ nats" in words
        assert "every 3,466 generations" in words

    def test_the_lead_is_a_hundred_times_the_worth(self):
        # 4 analytic standard errors of 50 races: false alarm 6e-5
        worth = value_of_cue([0.5, 0.5], symmetric_cue(0.8), fitness=cue.FITNESS)
        leads = [cue.lead(cue.LAB.run(seed=seed).rows) for seed in range(50)]
        error = worth.sd * np.sqrt(cue.GENERATIONS / 50)
        assert abs(np.mean(leads) * np.log(10) - cue.GENERATIONS * worth.information) < 4 * error


class TestLines:
    def test_has_a_mark_a_line_and_none_overlap(self):
        marks = find(evolved_lines.rows(), "line")
        assert Counter(mark["outcome"] for mark in marks) == OUTCOMES
        assert len({(mark["across"], mark["up"]) for mark in marks}) == 24

    def test_names_only_lines_that_were_seen(self):
        named = [m["name"] for m in find(evolved_lines.rows(), "line")]
        assert named.count(evolved_lines.UNSEEN) == 12
        improved = find(evolved_lines.rows(), "line", outcome="improved")
        assert [mark["name"] for mark in improved] == ["42/20 +3"]

    def test_interval_stops_short_of_always(self):
        (share,) = find(evolved_lines.rows(), "share")
        assert share["low"] < share["share"] < share["high"] < 1
        assert share["share"] == 0.625

    def test_says_what_it_draws(self):
        words = evolved_lines.sentence()
        assert "15 of 24 lines traded off (62.5%; 95% interval 41% to 81%)" in words
        assert "fell by 0.094" in words
