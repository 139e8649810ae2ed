"""What a year of calls costs with one general system, with narrow ones, or with both."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.bitter_lesson.payback import payback_tokens
from fitbreadth.bitter_lesson.suite_cost import effective_tasks
from fitbreadth.convergence.task_cost import break_even_volume, task_costs
from fitbreadth.convergence.zipf import own_systems, zipf

volumes = st.lists(st.floats(0, 1e6), min_size=1, max_size=7)
prices = st.floats(0, 10)


def cheapest(calls, *, fixed, general, narrow, base):
    """Try every set of tasks that might have systems of their own."""
    tasks = range(len(calls))
    costs = []
    for size in range(len(calls) + 1):
        for own in combinations(tasks, size):
            rest = [j for j in tasks if j not in own]
            costs.append(
                fixed * size
                + narrow * sum(calls[j] for j in own)
                + general * sum(calls[j] for j in rest)
                + (base if rest else 0)
            )
    return min(costs)


def test_by_hand():
    # 1,000 calls at 1; 150 + 140 + 300; 300 + 180 + 100; 450 + 200
    got = task_costs([100, 700, 200], fixed=150, general=1, narrow=0.2)
    np.testing.assert_allclose(got.ladder, [1000, 590, 580, 650])
    assert list(got.order) == [1, 2, 0]
    assert (got.own, got.general, got.narrow, got.best) == (2, 1000, 650, 580)
    assert break_even_volume(150, general=1, narrow=0.2) == pytest.approx(187.5)


@given(volumes, st.floats(0, 1e6), prices, prices, st.floats(0, 1e6))
def test_no_other_plan_is_cheaper(calls, fixed, general, narrow, base):
    terms = {"fixed": fixed, "general": general, "narrow": narrow, "base": base}
    got = task_costs(calls, **terms)
    assert got.best == pytest.approx(cheapest(calls, **terms), rel=1e-9, abs=1e-6)
    assert got.best <= min(got.general, got.narrow)


@given(volumes, st.floats(0.1, 1e6), prices, prices)
def test_own_systems_are_those_above_the_break_even(calls, fixed, general, narrow):
    border = break_even_volume(fixed, general=general, narrow=narrow)
    got = task_costs(calls, fixed=fixed, general=general, narrow=narrow)
    sure = 1e-6 * (1 + fixed)
    assert sum((general - narrow) * v > fixed + sure for v in calls) <= got.own
    assert got.own <= sum(v >= border * (1 - 1e-6) - 1e-6 for v in calls)


def test_even_demand_is_all_or_nothing():
    # where all tasks are alike there is nothing for a hybrid to tell apart
    for fixed in (1, 100, 199, 201, 1000):
        own = task_costs([250.0] * 8, fixed=fixed, general=1, narrow=0.2).own
        assert own == (8 if fixed < 200 else 0)


@pytest.mark.parametrize("exponent", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("share", [1e-6, 0.01, 0.07, 0.9])
def test_zipf_in_closed_form(exponent, share):
    p = zipf(30, exponent=exponent)
    got = task_costs(1e6 * p, fixed=share * 1e6 * 0.75, general=1, narrow=0.25)
    assert got.own == own_systems(30, exponent=exponent, share=share) == np.sum(p > share)


@given(st.floats(1.1, 1e4), st.floats(0, 0.9), st.floats(1, 1e13))
def test_same_as_the_payback_of_a_narrow_model(k, overlap, D):
    # in operations: 6nD to train; 2n a token, and 2n k_eff for the wide model
    n = 1e9
    effective = float(effective_tasks(k, overlap=overlap))
    got = break_even_volume(6 * n * D, general=2 * n * effective, narrow=2 * n)
    assert got == pytest.approx(payback_tokens(D, k=k, overlap=overlap), rel=1e-6)


def test_general_system_that_costs_much_to_have_goes():
    calls = [700.0, 200.0, 100.0]
    assert task_costs(calls, fixed=150, general=1, narrow=0.2, base=60).own == 2
    # to serve the third task narrowly costs 170, generally 100 and the base
    assert task_costs(calls, fixed=150, general=1, narrow=0.2, base=80).own == 3


def test_without_a_cheaper_call_there_is_no_break_even():
    assert break_even_volume(10, general=1, narrow=1) == np.inf
    assert break_even_volume(0, general=1, narrow=1) == np.inf
    assert task_costs([1e9, 1], fixed=10, general=1, narrow=1).own == 0


def test_zipf():
    assert zipf(4, exponent=0).tolist() == [0.25] * 4
    p = zipf(100, exponent=1.3)
    assert p.sum() == pytest.approx(1)
    assert p[0] / p[9] == pytest.approx(10**1.3)


def test_refuses_nonsense():
    terms = {"fixed": 1.0, "general": 1.0, "narrow": 0.5}
    with pytest.raises(ValueError, match="volumes must be a 1-d array"):
        task_costs([-1.0], **terms)
    with pytest.raises(ValueError, match="volumes must be at most"):
        task_costs([1e101], **terms)
    for name in (*terms, "base"):
        with pytest.raises(ValueError, match=f"{name} must be a finite number"):
            task_costs([1.0], **(terms | {name: -1.0}))
    with pytest.raises(TypeError, match="general must be"):
        break_even_volume(1, general="dear", narrow=0)
    with pytest.raises(ValueError, match="k must be an integer"):
        zipf(0, exponent=1)
    with pytest.raises(ValueError, match="exponent must be"):
        zipf(3, exponent=-1)
    with pytest.raises(ValueError, match="exponent must be a finite number > 0"):
        own_systems(3, exponent=0, share=0.1)
    with pytest.raises(ValueError, match="share must be"):
        own_systems(3, exponent=1, share=0)
