"""The labs on grain, Levins' fitness set and the trade-off show what their models compute."""

from collections import Counter

import numpy as np
import pytest

from fitbreadth.biology.grain import Payoffs, growth, volatility
from fitbreadth.biology.labs import grain, levins, trade_off
from fitbreadth.biology.levins import log_fitness, viability
from fitbreadth.biology.mixture import best_mixture
from fitbreadth.biology.peaks import fine_optimum
from fitbreadth.biology.trade_off import fitness_set
from fitbreadth.biology.weather import compete


def panel(rows, name):
    return [row for row in rows if row["panel"] == name]


class TestGrain:
    def test_the_switch_alone_turns_the_winner(self):
        ahead = {
            switch: Counter(row["who"] for row in panel(grain.rows(grain=switch, g=1.1), "end"))
            for switch in grain.PATCHES
        }
        assert ahead["space"] == {"specialists": grain.RUNS}
        assert ahead["time"]["generalists"] > ahead["time"]["specialists"]
        said = [grain.sentence(grain=switch, g=1.1, runs="many") for switch in ("space", "time")]
        assert "specialists win. 16 of 16 runs" in said[0]
        assert f"generalists win. {ahead['time']['specialists']} of 16 runs" in said[1]

    @pytest.mark.parametrize(("g", "winner"), [(0.9, "specialists"), (1.35, "generalists")])
    def test_outside_the_window_it_does_not(self, g, winner):
        for switch in grain.PATCHES:
            assert f": {winner} win" in grain.sentence(grain=switch, g=g, runs="one")

    @pytest.mark.parametrize(("switch", "g"), [("time", 1.0), ("space", 1.25)])
    def test_at_its_bounds_neither_wins(self, switch, g):
        assert "neither gains" in grain.sentence(grain=switch, g=g, runs="one")

    @pytest.mark.parametrize("switch", grain.PATCHES)
    def test_measured_growth_is_within_its_error(self, switch):
        # 1600 runs of 25 generations; 4 SE, 6e-5 false alarms a mark with a fixed seed, and 1e-4
        # for the rounding of the rows
        patches = grain.PATCHES[switch]
        error = volatility(Payoffs(), patches=patches) / np.sqrt(1600 * 25)
        for row in panel(grain.rows(grain=switch, g=1.1), "growth"):
            off = np.abs(np.log(np.divide(row["factor"], row["theory"])))
            assert off.max() < 4 * error + 2e-4

    def test_the_line_is_the_theory_and_the_band_holds_the_runs(self):
        # each of 16 ends is outside its band with probability 1/20: more than 4 in 3e-3 of seeds
        rows = grain.rows(grain="time", g=1.1)
        rate = growth(Payoffs(g=1.1), patches=1) @ [1, -1] / np.log(10)
        (line,) = panel(rows, "line")
        assert line["y"][1] == pytest.approx(100 * rate, abs=0.01)
        (band,) = panel(rows, "theory")
        ends = [row["ratio"] for row in panel(rows, "end")]
        outside = [not band["low"][-1] <= end <= band["high"][-1] for end in ends]
        assert sum(outside) <= 4

    def test_lines_stop_at_the_last_generation_with_both(self):
        rows = grain.rows(grain="space", g=0.9)
        ends = [row["end"] for row in panel(rows, "end")]
        assert max(ends) < grain.GENERATIONS
        for run, end in zip(panel(rows, "run"), ends, strict=True):
            assert run["t"][-1] == end
            assert np.all(np.abs(run["y"]) <= 12)

    def test_neighbouring_seeds_share_no_stream(self, monkeypatch):
        drawn = []

        def spy(*args, seed, **settings):
            drawn.append(seed)
            return compete(*args, seed=seed, **settings)

        monkeypatch.setattr(grain, "compete", spy)
        for seed in (71, 72, 73):
            grain.LAB.run(grain="time", seed=seed)
        assert len(drawn) == len(set(drawn)) == 3 * (1 + len(grain.G))

    def test_one_run_is_the_first_of_the_many(self):
        (first, *_) = panel(grain.rows(grain="time", g=1.1), "end")
        said = grain.sentence(grain="time", g=1.1, runs="one")
        assert f"This run ends with more {first['who']}" in said


class TestLevins:
    @pytest.mark.parametrize("grain", ["fine", "mixed"])
    @pytest.mark.parametrize("d", levins.DISTANCES)
    def test_one_generalist_up_to_two_sigma_in_space_or_among_siblings(self, d, grain):
        best = panel(levins.rows(d=d, grain=grain), "best")
        theory = fine_optimum(d)
        expected = [0] if d <= 2 else [-theory, theory]
        np.testing.assert_allclose([row["z"] for row in best], expected, atol=1e-4)
        assert {row["who"] for row in best} == {"generalist" if d <= 2 else "specialist"}
        starts = {
            "fine": ("The generalist", "Two specialists tie"),
            "mixed": ("Mixing does not pay yet: the generalist", "Best is a lineage with half"),
        }
        assert levins.sentence(d=d, grain=grain).startswith(starts[grain][d > 2])

    @pytest.mark.parametrize("d", levins.DISTANCES)
    def test_one_generalist_at_every_distance_in_a_coarse_grain(self, d):
        (best,) = panel(levins.rows(d=d, grain="coarse"), "best")
        assert best["z"] == pytest.approx(0)
        assert best["w1"] == best["w2"]
        assert levins.sentence(d=d, grain="coarse").startswith("Of single traits, the")

    @pytest.mark.parametrize("grain", levins.GRAINS)
    @pytest.mark.parametrize("d", [0.5, 2.5, 4])
    def test_the_fitness_set_stays_below_the_line_through_the_best(self, grain, d):
        rows = levins.rows(d=d, grain=grain)
        (line,) = panel(rows, "contour")
        assert max(line["x"] + line["y"]) <= levins.EDGE + 1e-9
        # along the line every mean is that of the best
        arithmetic = grain == "fine"

        def mean(row):
            x, y = np.array(row["x"]), np.array(row["y"])
            return (x + y) / 2 if arithmetic else np.sqrt(x * y)

        means = mean(line)
        np.testing.assert_allclose(means, means[0], atol=2e-3)
        for curve in ("nature", "between"):
            (row,) = panel(rows, curve)
            assert mean(row).max() <= means.max() + 1e-4

    @pytest.mark.parametrize("d", [2.25, 2.5, 4])
    def test_the_bent_line_touches_the_chord_in_its_middle(self, d):
        rows = levins.rows(d=d, grain="mixed")
        (chord,), (middle,), (line,) = (panel(rows, n) for n in ("chord", "mixture", "contour"))
        level = np.exp(best_mixture(d).log_fitness)
        assert (middle["w1"], middle["w2"]) == pytest.approx((level, level), abs=1e-4)
        assert np.mean([chord["x"], chord["y"]], axis=1) == pytest.approx([level] * 2, abs=1e-4)
        on = np.array(chord["x"]) + chord["y"]
        np.testing.assert_allclose(on, on[0], atol=2e-4)
        # the line's points are rounded to three digits
        assert min(np.add(line["x"], line["y"])) >= on[0] - 1.1e-3

    @pytest.mark.parametrize(
        ("d", "grain"), [(2.0, "mixed"), (0.5, "mixed"), (2.5, "coarse"), (4, "fine")]
    )
    def test_there_is_no_chord_where_nothing_is_mixed(self, d, grain):
        rows = levins.rows(d=d, grain=grain)
        assert panel(rows, "chord") == panel(rows, "mixture") == []

    @pytest.mark.parametrize("d", [2.5, 4])
    def test_how_much_better_a_mixture_is(self, d):
        alone = log_fitness([0], optima=[-d / 2, d / 2], p=[0.5, 0.5], grain="coarse")[0]
        ratio = np.exp(best_mixture(d).log_fitness - alone)
        told = f"{ratio:.1f} times as many descendants" if d == 4 else f"{ratio - 1:.0%} more"
        assert told in levins.sentence(d=d, grain="mixed")

    def test_a_small_gain_is_not_told_as_none(self):
        assert "leaves 0.066% more" in levins.sentence(d=2.03, grain="mixed")

    def test_the_threshold_is_drawn_where_there_is_one(self):
        for forked in ("fine", "mixed"):
            assert [row["at"] for row in panel(levins.rows(d=1, grain=forked), "threshold")] == [2]
        assert panel(levins.rows(d=1, grain="coarse"), "threshold") == []


class TestTradeOff:
    @pytest.mark.parametrize("gamma", trade_off.SHAPES)
    def test_equal_habitats_in_a_fine_grain(self, gamma):
        best = panel(trade_off.rows(gamma=gamma, p=0.5, grain="fine"), "best")
        expected = [0, 1] if gamma < 1 else [0, 0.5, 1] if gamma == 1 else [0.5]
        assert [row["share"] for row in best] == expected
        said = trade_off.sentence(gamma=gamma, p=0.5, grain="fine")
        word = "either habitat" if gamma < 1 else "every split" if gamma == 1 else "generalist"
        assert word in said

    @pytest.mark.parametrize("p", trade_off.COMMONER)
    @pytest.mark.parametrize("gamma", [0.5, 1, 2])
    def test_the_shape_is_beside_the_point_in_a_coarse_grain(self, gamma, p):
        (best,) = panel(trade_off.rows(gamma=gamma, p=p, grain="coarse"), "best")
        assert best["share"] == p
        assert best["who"] == "generalist"
        share = "half" if p == 0.5 else f"{p:.0%}"
        assert f"generalist with {share}" in trade_off.sentence(gamma=gamma, p=p, grain="coarse")

    @pytest.mark.parametrize("setting", trade_off.LAB.settings(), ids=str)
    def test_marks_lie_on_the_lines(self, setting):
        rows = trade_off.rows(**setting)
        lines = panel(rows, "line")
        for best in panel(rows, "best"):
            if setting["gamma"] == 1 and setting["p"] == 0.5:
                continue  # where everything ties the line jumps
            there = [
                np.interp(setting["gamma"], line["x"], line["y"])
                for line in lines
                if line["x"][0] <= setting["gamma"] <= line["x"][-1]
            ]
            # the line is straight between its points
            assert np.abs(np.array(there) - best["share"]).min() < 0.005
            assert best["x1"] ** setting["gamma"] == pytest.approx(best["share"], abs=1e-3)

    def test_what_an_even_split_loses(self):
        # strong, gamma = 1/2: an even split has a quarter in each habitat, a specialist 0.6
        said = trade_off.sentence(gamma=0.5, p=0.6, grain="fine")
        assert said == (
            "Best is a specialist on the commoner habitat. An even split has 58% less fitness."
        )
        near = trade_off.sentence(gamma=1.1, p=0.8, grain="fine")
        assert "to within 0.5% of the budget" in near

    def test_a_loss_too_small_to_tell_is_told_so(self):
        said = trade_off.sentence(gamma=1.5, p=0.501, grain="coarse")
        assert said.endswith("An even split has less than 0.1% less fitness.")

    @pytest.mark.parametrize("setting", trade_off.LAB.settings(), ids=str)
    def test_no_loss_is_told_as_none(self, setting):
        assert " 0% " not in trade_off.sentence(**setting)
        assert " 0.0% " not in trade_off.sentence(**setting)


def test_captions_keep_their_numbers():
    at_best, off = viability([0, 1], optima=[0.0, 9.0])[:, 0]
    assert f"still does {off / at_best:.0%} as well" in levins.LAB.caption
    for gamma, less in ((0.5, True), (2.0, False)):
        whole, half = fitness_set([1, 0.5], gamma=gamma)[:, 0]
        assert (half < whole / 2) == less
