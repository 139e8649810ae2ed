"""The labs of the enzyme budget show what their models compute, at every setting."""

import numpy as np
import pytest

from fitbreadth.allocation import misfit_law
from fitbreadth.biology.hull import coexist
from fitbreadth.biology.knife_edge import edge, invasion
from fitbreadth.biology.labs import enzymes, knife_edge
from fitbreadth.biology.stationary import stationary


def at(rows, panel):
    return [row for row in rows if row["panel"] == panel]


class TestEnzymes:
    def test_budgets_are_equal_and_three_consumers_hold_the_hull(self):
        np.testing.assert_allclose(enzymes.ALPHA.sum(axis=1), 1)
        corners = enzymes.ALPHA[list(enzymes.HULL)]
        weights = np.linalg.solve(corners.T, enzymes.ALPHA.T)
        assert weights.min() > -1e-12

    def test_who_stays_is_who_the_theory_says(self):
        told = {True: 0, False: 0}
        for setting in enzymes.LAB.settings():
            supply, n, r = enzymes.outcome(**setting)
            taken = n @ enzymes.ALPHA
            misfit = misfit_law(supply, taken / taken.sum(), rho=0, gamma=1)
            inside = coexist(enzymes.ALPHA, supply=supply)
            told[inside] += 1
            end = stationary(enzymes.ALPHA, supply=supply)
            stay = {row["consumer"] for row in at(enzymes.rows(**setting), "here")}
            theory = end.growth > -1e-5
            assert stay == {
                who for (who, _, _), stays in zip(enzymes.CONSUMERS, theory, strict=True) if stays
            }
            np.testing.assert_allclose(r, end.r, atol=1e-4)
            assert n.sum() == pytest.approx(1)
            assert (len(stay) == 7) == inside == (misfit < 1e-6)
            assert inside or len(stay) <= 2
            words = enzymes.sentence(**setting)
            assert ("all 7 consumers stay" in words) == inside == ("lies inside" in words)
        assert min(told.values()) > 20, "the reader can reach both sides of the rim"

    def test_opens_outside_the_hull(self):
        assert "lies outside" in enzymes.sentence(**enzymes.LAB.default())

    def test_inside_all_stay_with_equal_availabilities(self):
        rows = enzymes.rows(first=35, split=55)
        assert len(at(rows, "here")) == 7
        assert {row["availability"] for row in at(rows, "level")} == {1.0}
        supply, population = at(rows, "supply")[0], at(rows, "population")[0]
        assert (supply["x"], supply["y"]) == (population["x"], population["y"])

    def test_outside_the_population_stays_in_the_hull_and_the_marks_part(self):
        supply, population = at(enzymes.rows(first=5, split=95), "gap")
        assert np.hypot(supply["x"] - population["x"], supply["y"] - population["y"]) > 0.1
        assert "outside: only consumer 2 stays" in enzymes.sentence(first=5, split=95)

    @pytest.mark.parametrize(
        ("first", "split", "inside"), [(56, 81, False), (70, 79, True), (72, 76, False)]
    )
    def test_near_the_rim_it_leaves_open_who_stays(self, first, split, inside):
        supply, n, _ = enzymes.outcome(first, split)
        assert coexist(enzymes.ALPHA, supply=supply) == inside
        there = int((n > enzymes.GONE).sum())
        assert 2 < there < 7
        words = enzymes.sentence(first=first, split=split)
        assert "lies almost on the rim" in words
        told = words.split("consumers ")[1].split(" are there")[0].replace(" and", ",").split(", ")
        assert len(told) == there

    def test_every_supply_can_be_pointed_at_where_it_is_drawn(self):
        points = {
            (row["set_first"], row["set_split"]): (row["x"], row["y"])
            for row in at(enzymes.backdrop(), "grid")
        }
        settings = [tuple(setting.values()) for setting in enzymes.LAB.settings()]
        assert sorted(points) == sorted(settings)
        for first, split in settings[::7]:
            drawn = at(enzymes.rows(first=first, split=split), "supply")[0]
            assert points[first, split] == (drawn["x"], drawn["y"])


class TestKnifeEdge:
    @pytest.mark.parametrize("budget", knife_edge.BUDGETS)
    def test_ends_are_what_the_invasions_say(self, budget):
        neutral = 0
        for row in at(knife_edge.rows(gamma=1.0, budget=budget), "end"):
            for shape, share in zip(row["shape"], row["share"], strict=True):
                rate = invasion(shape, budget=budget).generalist
                neutral += rate == 0
                expected = {-1: "specialists win", 0: "the start decides", 1: "generalist wins"}
                assert row["end"] == expected[int(np.sign(rate))]
                assert rate == 0 or abs(share - (rate > 0)) < 0.01
        assert neutral == (len(knife_edge.STARTS) if budget == 1 else 0)

    def test_on_the_edge_every_start_stays(self):
        for start, row in zip(
            knife_edge.STARTS, at(knife_edge.rows(gamma=1.0, budget=1.0), "run"), strict=True
        ):
            np.testing.assert_allclose(row["share"], start, atol=1e-4)

    @pytest.mark.parametrize(
        ("gamma", "budget", "end"),
        [
            (0.95, 1.0, "specialists"),
            (1.05, 1.0, "generalist"),
            (0.95, 1.05, "generalist"),
            (1.05, 0.95, "specialists"),
            (1.0, 1.05, "generalist"),
            (1.0, 0.95, "specialists"),
        ],
    )
    def test_a_step_off_the_edge_decides(self, gamma, budget, end):
        rows = at(knife_edge.rows(gamma=gamma, budget=budget), "run")
        assert {row["end"].split()[0] for row in rows} == {end}
        assert f"The {end} take" in knife_edge.sentence(gamma=gamma, budget=budget)

    @pytest.mark.parametrize(("gamma", "end"), [(1.003, "generalist"), (0.997, "specialists")])
    def test_near_the_edge_it_says_that_it_takes_longer(self, gamma, end):
        rows = at(knife_edge.rows(gamma=gamma, budget=1.0), "run")
        assert {row["end"].split()[0] for row in rows} == {end}
        assert any(0.01 < row["share"][-1] < 0.99 for row in rows)
        assert "1,000 lifetimes do not decide" in knife_edge.sentence(gamma=gamma, budget=1.0)

    @pytest.mark.parametrize(
        ("budget", "words"), [(1, "equal"), (0.972, "2.8% smaller"), (1.0125, "1.25% larger")]
    )
    def test_any_budget_has_its_words(self, budget, words):
        assert knife_edge.LAB.controls[1].text(budget) == words

    @pytest.mark.parametrize("budget", knife_edge.BUDGETS)
    def test_theory_steps_at_the_edge(self, budget):
        (step,) = at(knife_edge.rows(gamma=1.0, budget=budget), "theory")
        assert step["shape"][1] == step["shape"][2] == pytest.approx(edge(budget), abs=1e-4)
        assert step["share"] == [0, 0, 1, 1]

    @pytest.mark.parametrize(("gamma", "change"), [(0.95, -1), (1.0, 0), (1.05, 1)])
    def test_half_a_budget_does_half_as_much_on_the_edge_alone(self, gamma, change):
        # a rare generalist beside specialists, each resource just enough to live on
        assert np.sign(invasion(gamma, budget=1.0).generalist) == change
        assert np.sign(round(2 * 0.5 ** (1 / gamma) - 1, 12)) == change
