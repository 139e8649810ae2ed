"""Worked instances of the theorem: found without it, and held against it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.convergence.instances import agreement, worked
from fitbreadth.convergence.instances_biology import habitats, years
from fitbreadth.convergence.instances_bitter_lesson import parameters
from fitbreadth.convergence.instances_learning import forecast, one_dimension, records
from fitbreadth.convergence.instances_markets import bettor
from fitbreadth.convergence.instances_optimization import effort
from fitbreadth.convergence.instances_plan import search
from fitbreadth.convergence.odds import ODDS as P
from fitbreadth.learning.bottleneck import random_networks, train_bottleneck

ANY = st.lists(st.integers(1, 9), min_size=2, max_size=4).map(lambda n: np.array(n) / sum(n))


def test_by_hand():
    # 0.8 and 0.2: ratio 4 to the power 1/(1-kappa)
    assert years([0.8, 0.2]).shares[0] == pytest.approx(0.8, abs=1e-9)
    assert records([0.8, 0.2]).shares[0] == pytest.approx(2 / 3, abs=1e-8)
    assert bettor([0.8, 0.2], kappa=-1).shares[0] == pytest.approx(2 / 3, abs=1e-8)
    assert habitats([0.8, 0.2], gamma=2).shares[0] == pytest.approx(16 / 17, abs=1e-8)
    assert effort([0.8, 0.2], kappa=0.5).shares[0] == pytest.approx(16 / 17, abs=1e-8)
    assert parameters([0.8, 0.2], alpha=1).shares[0] == pytest.approx(2 / 3, abs=1e-8)
    # from 1 on all, and a search can come no nearer than its bounds let it
    assert habitats([0.8, 0.2], gamma=0.8).shares[0] == pytest.approx(1, abs=1e-8)


def test_all_lie_on_the_theorem():
    found = worked(P)
    assert {each.domain for each in found} == {
        *("optimization", "biology", "markets", "learning", "bitter_lesson")
    }
    assert [each.kappa for each in found] == sorted(each.kappa for each in found)
    for each in found:
        assert agreement(each, p=P).gap < 1e-7, each.what
        assert each.shares.sum() == pytest.approx(1)


@given(ANY, st.sampled_from((-5.0, -0.5, 0.0, 0.3, 0.6)))
@settings(max_examples=8, deadline=None)
def test_search_finds_the_escort_of_any_odds(p, kappa):
    assert agreement(bettor(p, kappa=kappa), p=p).gap < 1e-6


@given(ANY, st.sampled_from((0.5, 0.9, 1.5, 3.0)))
@settings(max_examples=6, deadline=None)
def test_no_plan_is_better_than_what_was_found(p, gamma):
    rng = np.random.default_rng(0)
    found = habitats(p, gamma=gamma)
    for shares in rng.dirichlet(np.ones(p.size), size=20):
        assert found.loss(shares) > -1e-9


@given(st.permutations(range(5)))
@settings(max_examples=4, deadline=None)
def test_order_of_tasks_does_not_matter(order):
    order = list(order)
    moved = effort(np.array(P)[order], kappa=0.5).shares
    assert moved == pytest.approx(effort(P, kappa=0.5).shares[order], abs=1e-7)


def test_instances_are_found_once():
    assert worked(P) is worked(list(P))


def test_search_against_a_grid():
    # independent of softmax and of climbing: every split of two to a thousandth
    share = np.linspace(0.001, 0.999, 999)
    for gamma in (1.3, 2.0):
        mean = 0.7 * share ** (1 / gamma) + 0.3 * (1 - share) ** (1 / gamma)
        best = share[mean.argmax()]
        assert habitats([0.7, 0.3], gamma=gamma).shares[0] == pytest.approx(best, abs=1e-3)


def test_search_takes_the_highest_of_several_peaks():
    # the equal split is a peak of its own here, 0.5 high; the second task's is 1
    def worth(s):
        even = np.exp(-200 * ((s - 1 / 3) ** 2).sum())
        return float(0.5 * even + s[1] ** 8)

    assert search(worth, tasks=3).argmax() == 1


def test_limits():
    assert bettor(P, kappa=-20).shares == pytest.approx(np.full(5, 0.2), abs=0.01)
    nearly = effort(P, kappa=0.95)
    assert nearly.shares[0] > 0.99
    # a scale free of every currency: doubling a plan's budget is worth ln 2
    assert years(P).worth(np.full(5, 0.4)) - years(P).worth(np.full(5, 0.2)) == pytest.approx(
        np.log(2)
    )


def test_what_the_years_leave_changes_no_plan():
    assert years(P, fitness=[9, 1, 3, 2, 5]).shares == pytest.approx(P, abs=1e-8)


def test_one_dimension_is_neutral_if_tasks_weigh_the_same():
    splits = [one_dimension([0.5, 0.5], seed=seed) for seed in range(4)]
    assert np.ptp([each.shares[0] for each in splits]) > 0.1
    for each in splits:
        assert each.loss([0.3, 0.7]) == pytest.approx(0, abs=1e-12)


def test_shares_of_one_dimension_are_squared_cosines():
    # of tasks that weigh the same, whose split is no corner
    for seed in range(3):
        shares = one_dimension([0.5, 0.5], seed=seed).shares
        start = random_networks(2, d=2, r=1, runs=1, seed=seed, scale=0.1)
        trained = train_bottleneck(np.eye(2), start=start, steps=4000, rate=0.2, weights=[0.5, 0.5])
        angle = np.arctan2(*trained.network[0, [1, 0], 0])
        assert shares == pytest.approx([np.cos(angle) ** 2, np.sin(angle) ** 2])


def test_forecast_agrees_with_counting():
    assert forecast([5, 3, 2]).shares == pytest.approx([0.5, 0.3, 0.2], abs=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bettor(P, kappa=-21), "kappa must be"),
        (lambda: bettor([0.5, 0.6], kappa=0), "p must sum to 1"),
        (lambda: effort(P, kappa=0), "kappa must be"),
        (lambda: habitats(P, gamma=0), "gamma must be"),
        (lambda: years(P, fitness=[1, 1, 1, 1, 0]), "fitness must be"),
        (lambda: parameters(P, alpha=0), "alpha must be"),
        (lambda: forecast([1.5, 2]), "counts must be"),
        (lambda: forecast([100_000, 2]), "counts must be"),
        (lambda: one_dimension([1, 0]), "p must be"),
        (lambda: worked([1 / 3, 2 / 3]), "p must be whole thousandths"),
        (lambda: worked([0.5, 0.5]), "p must have one likeliest"),
        (lambda: search(lambda s: 0.0, tasks=1), "tasks must be"),
        (lambda: years(P).loss([0.5, 0.5]), "shares must have 5"),
        (lambda: agreement(years(P), p=[0.5, 0.5]), "p must have 5"),
    ],
)
def test_nonsense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_no_answer_is_said():
    with pytest.raises(RuntimeError, match="worth must be finite"):
        search(lambda s: float("nan"), tasks=2)
    with pytest.raises(TypeError, match="found must be an Instance"):
        agreement("years", p=P)
