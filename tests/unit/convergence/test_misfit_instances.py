"""The misfit law: losses measured by what models pay, and by a simulated market."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.allocation import misfit
from fitbreadth.bitter_lesson.premium_shares import shared_loss
from fitbreadth.convergence.instances import worked
from fitbreadth.convergence.instances_biology import years
from fitbreadth.convergence.instances_bitter_lesson import parameters
from fitbreadth.convergence.instances_markets import bettor
from fitbreadth.convergence.instances_optimization import effort
from fitbreadth.convergence.misfit_instances import losses, raced_loss
from fitbreadth.convergence.misfit_plans import PLANS, focus_border, wrong_plan
from fitbreadth.convergence.odds import ODDS as P
from fitbreadth.optimization.power import power_allocation, power_total

FOUND = worked(P)


def test_by_hand():
    # KL of (3/4, 1/4) from an even split: ln 2 less the entropy
    (lost,) = losses([years([0.75, 0.25])], p=[0.75, 0.25], plan="equal")
    by_hand = np.log(2) + 0.75 * np.log(0.75) + 0.25 * np.log(0.25)
    assert lost.measured == pytest.approx(by_hand, abs=1e-9)
    assert lost.wasted == pytest.approx(1 - np.exp(-by_hand), abs=1e-9)
    assert wrong_plan([0.7, 0.2, 0.1], plan="starved") == pytest.approx([0.95, 0.025, 0.025])


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("far", [0.05, 0.5, 1.0])
def test_law_holds_in_every_model(plan, far):
    found = losses(FOUND, p=P, plan=plan, far=far)
    assert len({each.domain for each in found}) == 5
    for each in found:
        assert each.measured == pytest.approx(each.law, rel=1e-8)


@given(st.floats(0, 1), st.sampled_from(PLANS))
@settings(max_examples=20, deadline=None)
def test_losses_grow_with_the_way(far, plan):
    one = losses(FOUND, p=P, plan=plan, far=far / 2)
    two = losses(FOUND, p=P, plan=plan, far=far)
    for near, away in zip(one, two, strict=True):
        assert -1e-9 < near.measured <= away.measured + 1e-9


def test_corners_are_passed_over():
    assert {each.kappa >= 1 for each in FOUND} == {True, False}
    assert all(each.kappa < 1 for each in losses(FOUND, p=P, plan="equal"))


@pytest.mark.parametrize("kappa", [-3.0, -0.5, 0.4, 0.7])
def test_against_the_shared_misfit(kappa):
    s = wrong_plan(bettor(P, kappa=kappa).shares, plan="upside down")
    slow = misfit(P, s, kappa, 1)
    assert bettor(P, kappa=kappa).loss(s) == pytest.approx(slow, rel=1e-9)


def test_the_best_plan_does_as_well_with_the_rest_of_the_budget():
    # asked of the models themselves: a smaller budget, well spent
    weights = np.array(P)
    model = parameters(P)
    (lost,) = losses([model], p=P, plan="equal")
    poor = shared_loss(np.full(5, 0.2), N=1e9, weights=P)
    rest = 1e9 * (1 - lost.wasted)
    assert shared_loss(model.shares, N=rest, weights=P) == pytest.approx(poor, rel=1e-9)

    (lost,) = losses([effort(P, kappa=0.5)], p=P, plan="equal")
    poor = weights.sum() * power_total(1, budget=20, kappa=0.5)
    best = power_allocation(P, budget=100 * (1 - lost.wasted), kappa=0.5)
    assert best.total == pytest.approx(poor, rel=1e-9)


@pytest.mark.parametrize("plan", PLANS)
def test_market_loses_at_the_rate(plan):
    # 4 standard errors: a false alarm in 6e-5 of seeds
    for seed, far in enumerate((0.2, 1.0)):
        lost = raced_loss(P, plan=plan, far=far, seed=seed)
        assert abs(lost.measured - lost.law) < 4 * lost.error


@pytest.mark.slow
def test_market_loses_at_the_rate_with_other_seeds():
    # 12 comparisons at 4 standard errors: 8e-4 for any alarm
    for seed in range(100, 112):
        lost = raced_loss(P, plan="equal", seed=seed)
        assert abs(lost.measured - lost.law) < 4 * lost.error


def test_standard_error_is_the_spread_of_runs():
    # of 60 runs the spread is known to 1/sqrt(118) of itself; 4 of those
    means = [raced_loss(P, plan="equal", rounds=1000, runs=1, seed=s).measured for s in range(60)]
    error = raced_loss(P, plan="equal", rounds=1000, runs=1, seed=0).error
    assert np.std(means, ddof=1) == pytest.approx(error, rel=4 / np.sqrt(118))
    four = raced_loss(P, plan="equal", rounds=1000, runs=4, seed=0).error
    assert four == pytest.approx(error / 2)


def test_border_between_breadth_and_focus():
    assert focus_border([0.25] * 4) == pytest.approx(1)
    assert focus_border([1, 0]) == 0
    border = focus_border(P)
    equal, all_in = np.full(5, 0.2), np.eye(5)[0]
    for kappa, broad_wins in ((border - 0.02, True), (border + 0.02, False)):
        model = bettor(P, kappa=kappa)
        assert (model.loss(equal) < model.loss(all_in)) == broad_wins


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: wrong_plan(P, plan="odd"), "plan must be one of"),
        (lambda: wrong_plan(P, plan="equal", far=2), "far must be"),
        (lambda: wrong_plan([1.0], plan="equal"), "number of tasks must be"),
        (lambda: wrong_plan([0.5, 0.6], plan="equal"), "ideal must sum"),
        (lambda: raced_loss(P, plan="equal", rounds=0), "rounds must be"),
        (lambda: focus_border([1.0]), "number of tasks must be"),
    ],
)
def test_nonsense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_what_is_no_instance_is_refused():
    with pytest.raises(TypeError, match="found must be an Instance"):
        losses([3], p=P, plan="equal")
