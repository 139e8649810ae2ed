"""The lab on restaurants shows what its models compute, at every quality of the broad menu."""

from math import exp

import numpy as np
import pytest

from fitbreadth.markets.hazards import death_rate, even_swing
from fitbreadth.markets.labs import restaurants
from fitbreadth.markets.mortality import BUSINESS, Business, survival
from fitbreadth.markets.restaurants import performance

LAB = restaurants.LAB
MENUS = restaurants.MENUS


def panel(rows, name, **wanted):
    return [
        row for row in rows if row["panel"] == name and all(row[k] == v for k, v in wanted.items())
    ]


@pytest.fixture(scope="module")
def backdrop():
    return restaurants.backdrop()


def places(rows, g):
    return {(r["set_spells"], r["set_swing"]): r["who"] for r in panel(rows, "place", menu=g)}


class TestLab:
    def test_no_row_hides_a_control(self, backdrop):
        names = {control.name for control in LAB.controls}
        for row in [*restaurants.rows(spells=1, swing=2.5), *backdrop]:
            assert not names & set(row), "the row would lose the setting that it belongs to"

    def test_works_off_its_grid(self):
        assert LAB.at(spells=6, swing=1.1, g=0.5).to_dict()

    def test_kinds_do_not_depend_on_what_the_rows_leave_out(self):
        # so that the menu can choose among generalists beside the same specialists
        seed = restaurants.SEED
        one, other = (restaurants._lives(1, 2.5, g, seed) for g in (0.45, 0.6))
        assert np.array_equal(one.alive[0], other.alive[0])
        assert not np.array_equal(one.alive[1], other.alive[1])
        for spells, swing in ((1, 1.0), (52, 0.5)):
            elsewhere = restaurants._lives(spells, swing, 0.45, seed)
            assert np.array_equal(one.alive[1], elsewhere.alive[1])


@pytest.mark.parametrize("g", MENUS)
class TestEveryMenu:
    def test_generalists_have_their_side_of_the_border(self, g, backdrop):
        who = places(backdrop, g)
        assert len(who) == len(restaurants.SPELLS) * len(restaurants.SWINGS)
        for (spells, swing), kind in who.items():
            even = even_swing(spells, years=restaurants.YEARS, g=g)
            # the theory, but for settings too near to the border to tell
            if abs(swing - even) > 0.1:
                assert (kind == "generalists") == (swing > even)

    def test_both_borders_fall_back_with_the_grain(self, g, backdrop):
        (even,), (growth,) = panel(backdrop, "even", menu=g), panel(backdrop, "growth", menu=g)
        for border in (even, growth):
            assert np.all(np.diff(border["swing_at"]) > 0)
        few = min(len(even["swing_at"]), len(growth["swing_at"]))
        assert np.all(np.array(even["swing_at"][:few]) < growth["swing_at"][:few])

    def test_upper_corner_belongs_to_who_beats_the_average(self, g, backdrop):
        # beating the average of a good and a bad spell is enough for generalists in any grain
        for (_, swing), kind in places(backdrop, g).items():
            if g > (1 + exp(-(swing**2) / 2)) / 2:
                assert kind == "generalists"
        # below half none does, and the finest grain is the specialists' all along
        if g < 0.5:
            assert {places(backdrop, g)[52, v] for v in restaurants.SWINGS} == {"specialists"}

    def test_marks_lie_on_the_theory(self, g, backdrop):
        # 4 standard errors of 100 cities: false alarm 6e-5 for each of four
        alive = restaurants._lives(1, 2.5, g, restaurants.SEED).alive / restaurants.RESTAURANTS
        for i, rows in enumerate(
            (
                restaurants.rows(spells=1, swing=2.5),
                [row for row in backdrop if row["menu"] == g],
            )
        ):
            who = list(restaurants.KINDS)[i]
            (marks,), (line,) = panel(rows, "cities", who=who), panel(rows, "theory", who=who)
            for year in (2, 10):
                error = alive[i, :, year].std(ddof=1) / 10
                assert abs(marks["open"][year] - line["open"][year]) < 4 * error + 2e-3
            assert np.all(np.array(marks["low"]) <= marks["high"])

    @pytest.mark.parametrize("swing", [1.25, 2.0, 2.5])
    def test_often_enough_is_the_first_of_all_grains(self, g, swing):
        favoured = [
            spells
            for spells in range(1, 53)
            if np.subtract(*death_rate(restaurants._survival(spells, swing, g))) < 0
        ]
        fewest = restaurants._often_enough(swing, g)
        assert favoured == ([] if fewest is None else list(range(fewest, 53)))


class TestOutcome:
    def test_is_the_closing_rate_of_the_theory(self):
        # the cities of a run share nothing: 5 standard errors of 100, from 40 runs
        runs = [LAB.outcome.of(restaurants.rows(spells=3, swing=1.7, seed=s)) for s in range(40)]
        law = 100 * death_rate(restaurants._survival(3, 1.7, 0.45))[0]
        assert abs(np.mean(runs) - law) < 5 * np.std(runs, ddof=1) / np.sqrt(40) + 0.05
        assert min(runs) < law < max(runs)


class TestWords:
    def test_says_how_often_for_any_number_of_spells(self):
        (spells,) = (control for control in LAB.controls if control.name == "spells")
        assert spells.text(12) == "every month"
        assert spells.text(7) == "7 times a year"

    def test_four_times_a_year_is_rare_for_wide_moves(self, backdrop):
        assert places(backdrop, 0.45)[4, 2.5] == "generalists"
        assert places(backdrop, 0.45)[4, 1.5] == places(backdrop, 0.45)[12, 2.5] == "specialists"

    @pytest.mark.parametrize("g", MENUS)
    def test_accidents_close_as_many_as_it_says(self, g):
        # without want of money: reserves that nothing can use up
        rich = Business(break_even=1e-9, accident=BUSINESS.accident)
        alive = survival(performance(1, g=g), spells=1, years=20, business=rich)[1]
        assert 100 * death_rate(alive) == pytest.approx(3, abs=0.05)
        assert ", 3 of either by accident." in restaurants.sentence(spells=1, swing=2.5, g=g)

    def test_average_of_a_narrow_menus_spells_is_above_half(self):
        for swing in restaurants.SWINGS:
            assert (1 + performance(swing).b) / 2 > 0.5
        assert "Both kinds break even at 44%" in LAB.caption

    def test_says_what_it_draws(self):
        words = restaurants.sentence(spells=1, swing=2.5, g=0.45)
        assert (
            "Of 100 specialists 39.6 close in a year, more than of 100 generalists (6.6)" in words
        )
        assert (
            "on average at 52%, a generalist always at 45%: moves this wide must come at " in words
        )
        assert f"at least {restaurants._often_enough(2.5, 0.45)} times a year" in words
        assert ", fewer than" in restaurants.sentence(spells=52, swing=2.5, g=0.45)

    def test_says_when_no_grain_is_fine_enough_and_when_any_is(self):
        assert "even if they come every week" in restaurants.sentence(spells=52, swing=2.5, g=0.6)
        assert "even if they come once a year" in restaurants.sentence(spells=1, swing=0.5, g=0.6)
