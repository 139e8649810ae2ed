"""The labs on queues and niche width show what their models compute."""

import numpy as np
import pytest

from fitbreadth.biology.labs import levins
from fitbreadth.biology.levins import viability
from fitbreadth.markets.figures.queues import LONGEST
from fitbreadth.markets.labs import niche, queues
from fitbreadth.markets.queues import break_even_speed, idle_while_waiting, mean_sojourn
from fitbreadth.markets.seasons import seasonal_break_even, specialists_sojourn


def panel(rows, name, **wanted):
    return [
        row for row in rows if row["panel"] == name and all(row[k] == v for k, v in wanted.items())
    ]


@pytest.mark.parametrize("lab", [queues.LAB, niche.LAB], ids=lambda x: x.name)
class TestEvery:
    def test_no_row_hides_a_control(self, lab):
        names = {control.name for control in lab.controls}
        asked = {c.name: c.default for c in lab.controls if not c.view}
        for row in lab.rows(**asked):
            assert not names & set(row), "the row would lose the setting that it belongs to"

    def test_works_off_its_grid(self, lab):
        numbers = {"s": 1.25, "v": 0.3, "d": 2.1}
        setting = lab.default()
        assert lab.at(**{k: numbers.get(k, v) for k, v in setting.items()}).to_dict()


class TestQueues:
    @pytest.mark.parametrize("v", queues.SWINGS)
    def test_marks_lie_on_their_side_of_the_border(self, v):
        # those within 3% of it may fall on either side
        rows = queues.rows(s=1.2, v=v)
        seen = 0
        for who in queues.SHOPS:
            (marks,) = panel(rows, "faster", who=who)
            for load, s in zip(marks["busy"], marks["speed"], strict=True):
                seen += 1
                even = seasonal_break_even(load, swing=v, season=queues.SEASON)
                if abs(s / even - 1) > 0.03:
                    assert (who == "two specialists") == (s > even)
        assert seen == len(queues.LOADS) * len(queues.SPEEDS)

    @pytest.mark.parametrize(("s", "v"), [(1.2, 0.0), (1.5, 0.4)])
    def test_intervals_hold_the_theory(self, s, v):
        # 18 intervals of 95%, which share their customers: all within twice their width
        for row in panel(queues.rows(s=s, v=v), "measured"):
            own = row["who"] == "two specialists"
            for load, time, high in zip(row["busy"], row["time"], row["high"], strict=True):
                theory = (
                    specialists_sojourn(load, speed=s, swing=v, season=queues.SEASON)
                    if own
                    else mean_sojourn(2, load=load)
                )
                assert abs(time - theory) < 2 * (high - time) + 1e-3

    def test_steady_border_is_the_arch(self):
        (steady,) = panel(queues.backdrop(), "steady")
        (border,) = panel(queues.rows(s=1.0, v=0.0), "border")
        assert steady["speed"] == border["speed"]
        assert max(steady["speed"]) == pytest.approx(1.25, abs=1e-3)

    def test_nothing_leaves_the_axes(self):
        for setting in queues.LAB.settings():
            for row in queues.rows(**setting):
                for time in row.get("time", []) + row.get("low", []) + row.get("high", []):
                    assert 0.5 <= time <= 100

    def test_opens_with_all_times_in_the_panel(self):
        own = {name: queues.LAB.default()[name] for name in ("s", "v")}
        for row in [*queues.rows(**own), *queues.backdrop()]:
            assert max(row.get("time", []) + row.get("high", []) + [0]) < LONGEST

    def test_outcome_is_the_difference_of_the_theory(self):
        law = specialists_sojourn(0.5, speed=1.1, swing=0, season=queues.SEASON)
        law -= mean_sojourn(2, load=0.5)
        found = [queues.LAB.outcome.of(queues.rows(s=1.1, v=0.0, seed=s)) for s in (40, 41, 42)]
        # 12 standard errors of three runs, as far as three can tell
        assert abs(np.mean(found) - law) < 12 * np.std(found, ddof=1) / np.sqrt(3) + 0.01
        assert len(set(found)) == 3

    def test_nothing_is_flooded_where_seasons_differ_little(self):
        assert not panel(queues.rows(s=1.2, v=0.05), "flooded")

    def test_says_what_it_draws(self):
        words = queues.sentence(rho=0.5, s=1.2, v=0.0)
        idle = idle_while_waiting(0.5, speed=1.2)
        assert "1.43 minutes on average, later than the generalists' 1.33" in words
        assert f"from {break_even_speed(0.5):.2f} times" in words
        assert f"{idle:.0%} of customers" in words
        assert "sooner than" in queues.sentence(rho=0.5, s=1.3, v=0.0)
        assert "later than" in queues.sentence(rho=0.5, s=1.3, v=0.6)


class TestNiche:
    @pytest.mark.parametrize("grain", niche.GRAINS)
    @pytest.mark.parametrize("d", niche.DISTANCES)
    def test_best_is_that_of_the_biology_lab(self, d, grain):
        ours = sorted(row["trait"] for row in panel(niche.rows(d=d, grain=grain), "best"))
        theirs = sorted(row["z"] for row in panel(levins.rows(d=d, grain=grain), "best"))
        assert ours == theirs

    def test_words_change_no_number(self):
        ecology, sociology = (
            niche.LAB.at(d=3.0, grain="fine", words=w).to_dict() for w in ("ecology", "sociology")
        )
        # but for the parameter the two figures are one, data and all
        assert ecology.pop("params") != sociology.pop("params")
        assert ecology == sociology
        said = [niche.sentence(d=3.0, grain="fine", words=w) for w in ("ecology", "sociology")]
        assert said[0] != said[1]
        assert {word for word in said[0].split() if word[0].isdigit()} == {
            word for word in said[1].split() if word[0].isdigit()
        }

    @pytest.mark.parametrize(
        ("d", "grain", "who"),
        [(1.5, "fine", "generalist"), (4.0, "coarse", "generalist"), (2.5, "fine", "specialist")],
    )
    def test_breaks_in_two_beyond_two_widths_in_a_fine_grain_alone(self, d, grain, who):
        best = panel(niche.rows(d=d, grain=grain), "best")
        assert {row["who"] for row in best} == {who}
        assert len(best) == (2 if who == "specialist" else 1)
        (overall,) = panel(niche.rows(d=d, grain=grain), "overall")
        assert max(overall["fit"]) <= best[0]["level"] + 1e-4

    def test_a_width_off_its_place_a_trait_does_61_per_cent(self):
        at_best, off = viability([0, 1], optima=[0.0, 9.0])[:, 0]
        assert f"a trait does {off / at_best:.0%} as well" in niche.LAB.caption
