"""The labs of the optimization chapter show what their models compute, at every setting."""

import numpy as np
import pytest

from fitbreadth.optimization import labs
from fitbreadth.optimization.figures.overheads import NEVER
from fitbreadth.optimization.labs import (
    best_so_far,
    budget,
    champions,
    curvature,
    duel,
    exhaustion,
    inner_product,
    overheads,
    rarity,
    structure,
    winners,
)
from fitbreadth.optimization.landscape import lipschitz_functions


def test_structure_meets_at_any_function_and_parts_below():
    costs = {
        step: {row["who"]: row["cost"] for row in structure.costs() if row["largest"] == step}
        for step in range(1, 6)
    }
    assert len({round(cost, 12) for cost in costs[5].values()}) == 1
    for step in range(1, 5):
        best, blind, worst = costs[step].values()
        assert best < blind < worst


@pytest.mark.parametrize("name", labs.__all__)
def test_captions_are_short_and_name_no_side(name):
    words = getattr(labs, name).caption.split()
    assert len(words) <= 110
    assert not {"left", "right"} & set(words)


def test_structure_gains_and_losses_grow_with_the_order():
    gains, losses = [], []
    for step in range(1, 6):
        best, blind, worst = (r["cost"] for r in structure.costs() if r["largest"] == step)
        gains.append(blind - best)
        losses.append(worst - blind)
    assert np.all(np.diff(gains) < 0)
    assert np.all(np.diff(losses) < 0)


def test_structure_says_what_it_draws():
    assert "46,656" in structure.sentence(step=5)
    best = next(r["cost"] for r in structure.costs() if r["largest"] == 2)
    assert f"{best:.3f}" in structure.sentence(step=2)


def test_structure_counts_what_random_order_pays():
    # one highest point of six: 7/2 looks on average; all six highest: one look
    rows = [
        {"panel": "problem", "peak": at == 0 or piece > 2} for piece in range(9) for at in range(6)
    ]
    assert structure.nine([*rows, {"panel": "cost"}]) == pytest.approx(
        (3 * 3.5 + 6 * 1) / 9, abs=1e-4
    )


@pytest.mark.parametrize("step", [1, 2, 5])
def test_structure_draws_its_nine_at_random(step):
    # nine drawn without replacement vary a little less than the error below; 4 SE, false alarm 6e-5
    F = lipschitz_functions(6, 6, step)
    costs = 7 / (1 + (F.max(axis=1, keepdims=True) == F).sum(axis=1))
    found = [structure.nine(structure.LAB.run(step=step, seed=seed).rows) for seed in range(100)]
    assert abs(np.mean(found) - costs.mean()) < 4 * costs.std() / np.sqrt(9 * 100)
    blind = next(
        r["cost"] for r in structure.costs() if r["largest"] == step and r["who"] == "random order"
    )
    assert costs.mean() == pytest.approx(blind, abs=1e-9)


@pytest.mark.parametrize(("world", "same"), [("all", True), ("one", True), ("rising", False)])
def test_rows_are_identical_exactly_on_closed_classes(world, same):
    rows = exhaustion.rows(world=world)
    patterns = {tuple(r["functions"] for r in rows[i : i + 4]) for i in range(0, len(rows), 4)}
    assert len(rows) == 12 * 4
    assert (len(patterns) == 1) == same
    assert ("rows are the same" in exhaustion.sentence(world=world)) == same


@pytest.mark.parametrize("rival", ["sweep", "flee"])
def test_duel_sums_to_zero_over_everything_only(rival):
    over_all = sum(row["difference"] for row in duel.rows(rival=rival, land="all"))
    over_one = sum(row["difference"] for row in duel.rows(rival=rival, land="one"))
    assert over_all == 0
    assert over_one < 0
    assert "sum to 0" in duel.sentence(rival=rival, land="all")
    assert f"sum to {over_one}" in duel.sentence(rival=rival, land="one")


def test_duel_has_a_mark_for_each_problem_and_none_overlap():
    rows = duel.rows(rival="flee", land="all")
    assert len(rows) == 3**5
    assert len({(row["across"], row["up"]) for row in rows}) == 3**5


def test_best_so_far_is_theory_over_everything():
    rows = best_so_far.rows(land="all")
    theory = {row["evaluations"]: row["best"] for row in rows if row["who"] == "theory"}
    for row in rows:
        assert row["best"] == pytest.approx(theory[row["evaluations"]], abs=1e-12)
    parted = [r["best"] for r in best_so_far.rows(land="one") if r["evaluations"] == 3]
    assert np.ptp(parted) > 0.05
    started = [r["best"] for r in best_so_far.rows(land="one") if r["evaluations"] == 1]
    assert len(set(started)) == 1, "all start at the same point: what parts them comes after"


def test_hill_climb_is_never_behind_over_one_peak():
    for m in range(1, 6):
        seen = {r["who"]: r["best"] for r in best_so_far.rows(land="one") if r["evaluations"] == m}
        assert seen["hill climb"] == max(seen.values())


def test_ties_become_rarer_with_points_and_with_values():
    found = {(r["points"], r["values"]): r["rarity"] for r in rarity.rows()}
    for (n, values), size in found.items():
        assert size < found.get((n + 1, values), np.inf)
        assert size < found.get((n, f"{int(values[0]) + 1} values"), np.inf)
    assert round(found[8, "2 values"]) == 74
    assert "with 8 points and 2 values one class of problems in about 10⁷⁴" in rarity.LAB.caption


def test_inner_product_is_the_product_of_its_panels():
    rows = inner_product.rows(beta=1.5)
    share = {r["peaks"]: r["share"] for r in rows if r["panel"] == "world"}
    assert sum(share.values()) == pytest.approx(1)
    for product in (r for r in rows if r["panel"] == "product"):
        profile = {
            r["peaks"]: r["cost"]
            for r in rows
            if r["panel"] == "profile" and r["who"] == product["who"]
        }
        # within a number of peaks the tilt leaves all functions equally likely
        total = sum(share[k] * profile[k] for k in share)
        assert product["cost"] == pytest.approx(total, abs=1e-9)


def test_the_ranking_turns_over():
    assert inner_product.sentence(beta=3.0).startswith("Fastest here: hill climb")
    assert inner_product.sentence(beta=-3.0).startswith("Fastest here: flee")
    assert inner_product.sentence(beta=-3.0).endswith("hill climb (2.704).")
    assert "all three pay" in inner_product.sentence(beta=0.0)


def test_winners_have_one_tile_a_function():
    for dimension in (5, 20):
        rows = winners.rows(dimension=dimension)
        assert sorted(row["function"] for row in rows) == list(range(1, 25))
        assert len({(row["algorithm"], row["place"]) for row in rows}) == 24


def test_no_winner_takes_more_than_a_quarter():
    counts = []
    for dimension in (5, 20):
        won = [row["algorithm"] for row in winners.rows(dimension=dimension)]
        counts.append(len(set(won)))
        assert max(won.count(who) for who in won) <= 24 / 4
    told = "In 5 dimensions the 24 functions have {} winners, in 20 dimensions {}"
    assert told.format(*counts) in winners.LAB.caption


def test_who_beats_the_best_of_2009_and_who_never_arrives():
    rows = overheads.rows()
    beats, arrives = {}, {}
    for row in rows:
        number = int(row["name"].split()[0])
        beats.setdefault(row["who"], set()).update([number] * ((row["overhead"] or 2) < 1))
        arrives.setdefault(row["who"], set()).update([number] * (row["solved"] > 0))
    everything = set(overheads.RAN)
    line, ipop = "coordinate line search", "IPOP-CMA-ES"
    assert beats[line] == {3}
    assert everything - arrives[line] == {8, 10, 15}
    assert beats[ipop] == {15}
    assert [who for who, there in arrives.items() if there == everything] == [ipop]
    for who in arrives:
        assert max(row["height"] for row in rows if row["who"] == who) > 10


def test_overheads_mark_exactly_those_that_never_got_there():
    rows = overheads.rows()
    assert len(rows) == 5 * 7
    for row in rows:
        assert (row["overhead"] is None) == (row["solved"] == 0)
        assert row["overhead"] is None or row["overhead"] < NEVER


def test_budget_breadth_stays_within_one_of_its_law():
    for spent in budget.BUDGETS:
        for row in budget.rows(budget=spent, q=0.8):
            if row["panel"] == "breadth":
                assert abs(row["served"] - row["law"]) <= 1


@pytest.mark.parametrize(
    ("kappa", "trend"), [(0.4, "earn 7.7 times"), (1, "earn as much as"), (2, "earn only 0.0333")]
)
def test_curvature_turns_at_one(kappa, trend):
    assert trend in curvature.sentence(kappa=kappa)


def test_a_budget_between_those_of_the_slider_has_its_mark():
    breadth = [row for row in budget.rows(budget=20, q=0.8) if row["panel"] == "breadth"]
    assert [row["spent"] for row in breadth if row["now"]] == [20]
    assert len(breadth) == len(budget.BUDGETS) + 1
    assert len(budget.rows(budget=16, q=0.8)) - len(budget.BUDGETS) == 12


@pytest.mark.parametrize("kappa", [0.9999, 1, 1.0001])
def test_nobody_earns_1_times_as_much(kappa):
    assert curvature.sentence(kappa=kappa).endswith("Together they earn as much as the one.")


def test_champions_agree_when_everything_is_known_or_nothing():
    rows = champions.rows()
    nothing = {row["exact"] for row in rows if row["games"] == 0}
    assert nothing == {"1/8"}


def test_when_the_other_tournaments_catch_up():
    names = dict(zip(("pursue", "exhaust", "everyone"), champions.RULES, strict=True))
    level = {
        name: [row["probability"] for row in champions.rows() if row["rule"] == rule]
        for name, rule in names.items()
    }

    def behind(name):
        pairs = zip(level[name], level["pursue"], strict=True)
        return [games for games, (own, best) in enumerate(pairs) if own < best]

    assert behind("exhaust") == list(range(2, 9))
    assert behind("everyone") == list(range(2, 11))
    assert "from two games on" in champions.LAB.caption
    assert "catches up at 9 games" in champions.LAB.caption
    assert "at 11" in champions.LAB.caption
