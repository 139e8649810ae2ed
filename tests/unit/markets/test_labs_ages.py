"""The lab on young firms shows what its models compute."""

import numpy as np
import pytest

from fitbreadth.markets.age_hazard import cohort
from fitbreadth.markets.exit_rule import exit_rule
from fitbreadth.markets.founding import entry_profit
from fitbreadth.markets.labs import ages


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in ages.LAB.controls if not control.view}
    for row in ages.rows(noise=2.0, cost=1.0):
        assert not names & set(row), "the row would lose the setting that it belongs to"


@pytest.mark.parametrize(("noise", "cost"), [(0.5, 0.0), (2.0, 1.0), (6.0, 4.0)])
def test_line_is_the_theory_and_marks_lie_on_it(noise, cost):
    rows = ages.rows(noise=noise, cost=cost)
    rule = exit_rule(s=noise, beta=ages.BETA, ages=ages.YEARS)
    expected = cohort(rule, mean=entry_profit(rule, cost=cost))
    (theory,), (marks,) = find(rows, "theory"), find(rows, "hazard")
    np.testing.assert_allclose(theory["expected"], expected.hazard, atol=5e-5)
    # 4 binomial standard errors at 20 ages: false alarm 20 * 6e-5
    there = np.maximum(expected.survival[:-1] * ages.FIRMS * 0.9, 1)
    error = np.sqrt(expected.hazard * (1 - expected.hazard) / there)
    assert np.all(np.abs(np.array(marks["share"]) - expected.hazard) < 4 * error + 2e-4)
    assert all(
        low <= share <= high
        for low, share, high in zip(marks["low"], marks["share"], marks["high"], strict=True)
    )


def test_a_line_ends_in_a_cross_below_the_boundary_or_not_at_all():
    for setting in ages.LAB.settings():
        rows = ages.rows(**setting)
        (edge,) = find(rows, "line", what="give up below")
        firms = find(rows, "firm")
        assert len(firms) == ages.SHOWN
        assert len(find(rows, "end")) == sum(
            firm["belief"][-1] <= edge["y"][firm["age"][-1]] for firm in firms
        )
        for firm in firms:
            assert all(
                m >= b - 0.011 for m, b in zip(firm["belief"][1:-1], edge["y"][1:], strict=False)
            )


def test_nothing_leaves_the_axes():
    for setting in ages.LAB.settings():
        rows = ages.rows(**setting)
        for row in find(rows, "firm"):
            assert -2.6 <= min(row["belief"]) <= max(row["belief"]) <= 2.2
        (marks,) = find(rows, "hazard")
        assert max(marks["high"]) <= 0.8


def test_dear_founding_keeps_founders_in_business_for_their_first_year():
    for noise in ages.NOISES:
        rules = [ages._theory(noise, cost) for cost in ages.COSTS]
        assert np.all(np.diff([rule.profit[0] for rule in rules]) > 0)
        assert rules[-1].hazard[0] < rules[0].hazard[0] / 2


def test_outcome_is_the_first_years_share():
    # 5 binomial standard errors: false alarm 6e-7
    law = ages._theory(2.0, 1.0).hazard[0]
    error = np.sqrt(law * (1 - law) / ages.FIRMS)
    for seed in (20, 21):
        found = ages.LAB.outcome.of(ages.rows(noise=2.0, cost=1.0, seed=seed)) / 100
        assert abs(found - law) < 5 * error + 5e-5


def test_works_off_its_grid():
    assert ages.LAB.at(noise=1.5, cost=3.0, born="good").to_dict()


def test_says_what_it_draws():
    words = ages.sentence(noise=2.0, cost=1.0, born="all")
    assert "In their first year 33% of the firms leave" in words
    assert "25% live to see it" in words
    assert "1.04 times the spread of founders more than the average founder" in words
    assert "most dangerous is year 7" in ages.sentence(noise=6.0, cost=4.0, born="all")
    assert "of them give up within 20 years" in ages.sentence(noise=2.0, cost=1.0, born="good")
    assert "still in business after 20 years" in ages.sentence(noise=2.0, cost=1.0, born="bad")
