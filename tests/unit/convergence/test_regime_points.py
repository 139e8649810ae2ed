"""The contests of all chapters fall on the side of the border where theory has them."""

import dataclasses

import numpy as np
import pytest

from fitbreadth.biology.grain import Payoffs, growth, volatility
from fitbreadth.biology.weather import compete
from fitbreadth.convergence import regime_contests as contests
from fitbreadth.convergence import regime_plans as plans
from fitbreadth.convergence.regime_outcome import BEST
from fitbreadth.convergence.regime_points import BREADTH, FOCUS, expected, points, right
from fitbreadth.palette import DOMAIN_SHAPE


def test_all_on_their_side():
    assert [outcome for outcome in points() if not right(outcome)] == []


def test_every_chapter_is_there_twice_and_both_sides_are():
    found = points()
    for domain in DOMAIN_SHAPE:
        assert sum(outcome.domain == domain for outcome in found) >= 2
    for domain in ("optimization", "biology", "markets", "learning"):
        assert {o.winner for o in found if o.domain == domain} == {FOCUS, BREADTH}
    # near enough for the count to mean something
    assert sum(abs(np.log(max(o.rho, 1e-9) / o.gamma)) < 0.15 for o in found) >= 6


def test_what_contains_the_law_and_what_tests_it():
    best = {outcome.name for outcome in points() if outcome.compared == BEST}
    assert len(best) == 7
    for outcome in points():
        if outcome.compared == BEST:
            assert outcome.how.startswith("likelier task gets")
    # decided near the border, from both sides
    assert {"a bettor of appetite 0.9", "a bettor of appetite 1.1"} < best


def test_no_two_in_one_place():
    places = {(round(o.gamma, 2), round(o.rho, 2)) for o in points()}
    assert len(places) == len(points())


def test_a_wrong_winner_is_seen():
    outcome = points()[0]
    other = FOCUS if outcome.winner == BREADTH else BREADTH
    assert not right(dataclasses.replace(outcome, winner=other))
    assert expected(outcome) == outcome.winner


@pytest.mark.parametrize(("gamma", "patches"), [(0.4, 2), (0.65, 2), (0.85, 4), (0.8, 10)])
def test_weather_grows_as_theory_says(gamma, patches):
    a, b, g = (part ** (1 / gamma) for part in (contests.LEAN, 1 - contests.LEAN, 0.5))
    payoffs = Payoffs(a=a, b=b, g=g)
    # 25 generations: nobody has died out, and each is a fresh draw; 4 SE, false alarm 6e-5
    found = compete(
        payoffs, patches=patches, generations=25, runs=400, population=10**15, seed=3
    ).growth
    error = volatility(payoffs, patches=patches) / np.sqrt(25 * 400)
    assert abs(found[0] - growth(payoffs, patches=patches)[0]) < 4 * error
    assert found[1] == pytest.approx(np.log(g))


@pytest.mark.slow
def test_another_seed_makes_the_same_winners(monkeypatch):
    monkeypatch.setattr(contests, "SEED", 99)
    for gamma, patches in ((0.35, 1), (0.4, 2), (0.65, 2), (0.7, 4), (0.85, 4), (0.8, 10)):
        assert right(contests.weather(gamma=gamma, patches=patches))
    for swing, spells in ((2.0, 1), (1.9, 2), (2.2, 2), (2.0, 52)):
        assert right(contests.restaurants(swing=swing, spells=spells))
    assert right(contests.races())


@pytest.mark.parametrize("kappa", [0.5, 0.96, 1.04, 2.5])
def test_spreading_by_hand(kappa):
    # 4^kappa against 2 * 2^kappa
    focus = 4**kappa > 2 * 2**kappa
    assert plans.spread_or_not(kappa).winner == (FOCUS if focus else BREADTH)


def test_best_splits_are_near_the_escort():
    # closed form: shares proportional to p^(1/(1 - kappa))
    for outcome in (plans.records(), plans.parameters(0.34), plans.bettor(0.9)):
        power = np.array([0.6, 0.4]) ** (1 / (1 - outcome.rho / outcome.gamma))
        said = float(outcome.how.split()[-1].rstrip("%")) / 100
        assert said == pytest.approx(power[0] / power.sum(), abs=0.0051)


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="kappa must be"):
        plans.spread_or_not(0)
    with pytest.raises(ValueError, match="gamma must be"):
        contests.weather(gamma=0, patches=2)
    with pytest.raises(ValueError, match="patches must be"):
        contests.weather(gamma=1, patches=0)
    with pytest.raises(ValueError, match="g must lie above"):
        contests.restaurants(swing=0.5, spells=2)
    with pytest.raises(TypeError, match="outcome must be"):
        right("focus")
