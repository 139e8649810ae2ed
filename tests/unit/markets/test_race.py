"""The race of beliefs: wealth by Bayes' rule, and what the market keeps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.markets.race import Race, race
from fitbreadth.selection import trajectory

P = [0.5, 0.3, 0.2]
UNIFORM = [1 / 3] * 3


@st.composite
def markets(draw):
    p = draw(distributions(low=0.05))
    beliefs = [draw(distributions(size=p.size, low=0.05)) for _ in range(draw(st.integers(1, 4)))]
    return p, np.array(beliefs)


def one_at_a_time(beliefs, saving, states):
    """Blume and Easley's economy as told: bets, prices, pay-outs; returns wealth shares."""
    wealth = [1 / len(beliefs)] * len(beliefs)
    for s in states:
        bets = [
            [w * d * part for part in b] for w, d, b in zip(wealth, saving, beliefs, strict=True)
        ]
        price = sum(bet[s] for bet in bets)  # one unit of each security, shared out in proportion
        wealth = [bet[s] / price for bet in bets]
    return wealth


def test_by_hand():
    # two rains: (0.7^2, 0.5^2) in proportion
    found = race([[0.7, 0.3], [0.5, 0.5]], p=[1, 0], rounds=2, runs=1, seed=1, record=[0, 1, 2])
    expected = [[0.5, 0.5], [7 / 12, 5 / 12], [49 / 74, 25 / 74]]
    np.testing.assert_allclose(found.shares[0], expected, rtol=1e-13)
    assert found.counts[0].tolist() == [[0, 0], [1, 0], [2, 0]]


def test_agrees_with_trading_one_round_at_a_time():
    beliefs, saving = [[0.6, 0.3, 0.1], UNIFORM, [0.1, 0.2, 0.7]], [0.9, 0.95, 0.99]
    found = race(beliefs, p=P, rounds=30, runs=1, seed=2, saving=saving, record=np.arange(31))
    states = np.diff(found.counts[0], axis=0).argmax(axis=1)
    traded = one_at_a_time(beliefs, saving, states)
    np.testing.assert_allclose(found.shares[0, -1], traded, rtol=1e-10)
    path = trajectory([1 / 3] * 3, (np.array(saving)[:, None] * beliefs).T[states])
    np.testing.assert_allclose(found.log_shares[0], path, atol=1e-10)


@given(markets(), st.integers(1, 300))
@settings(deadline=None)
def test_shares_are_shares_and_counts_add_up(market, rounds):
    p, beliefs = market
    found = race(beliefs, p=p, rounds=rounds, runs=3, seed=1)
    np.testing.assert_allclose(found.shares.sum(axis=2), 1, rtol=1e-12)
    np.testing.assert_array_equal(
        found.counts.sum(axis=2), np.broadcast_to(found.times, found.counts.shape[:2])
    )
    assert (found.times[0], found.times[-1]) == (0, rounds)


@given(markets())
@settings(deadline=None)
def test_ratios_do_not_depend_on_who_else_trades(market):
    p, beliefs = market
    alone, crowd = (
        race(set_of, p=p, rounds=50, runs=2, seed=3).log_shares
        for set_of in (np.vstack([beliefs[0], p]), np.vstack([beliefs[0], p, beliefs]))
    )
    np.testing.assert_allclose(
        alone[..., 0] - alone[..., 1], crowd[..., 0] - crowd[..., 1], atol=1e-9
    )


@given(markets(), st.floats(0.1, 1))
@settings(deadline=None)
def test_equal_saving_does_not_matter(market, delta):
    p, beliefs = market
    setting = {"p": p, "rounds": 40, "runs": 2, "seed": 4}
    saved = race(beliefs, saving=[delta] * len(beliefs), **setting)
    np.testing.assert_allclose(saved.log_shares, race(beliefs, **setting).log_shares, atol=1e-10)


def test_the_truth_takes_the_market():
    rng = np.random.default_rng(6)
    beliefs = np.vstack([rng.dirichlet(np.ones(3), 50), P])
    found = race(beliefs, p=P, rounds=1_000_000, runs=20, seed=6)
    assert (found.owner == 50).all()


def test_zero_on_what_happens_ruins_and_on_what_does_not_is_free():
    beliefs = [[0.5, 0.5, 0], [1, 0, 0], [0.25, 0.25, 0.5]]
    found = race(beliefs, p=[0.5, 0.5, 0], rounds=1000, runs=9, seed=7)
    np.testing.assert_array_equal(found.ruined, [[False, True, False]] * 9)
    assert (found.owner == 0).all()
    # the third keeps half of every stake on what never comes: it halves, and is never ruined
    steps = found.log_shares[:, -1, 2] - found.log_shares[:, -1, 0]
    np.testing.assert_allclose(steps, -1000 * np.log(2), rtol=1e-12)
    assert not np.isnan(found.log_shares).any()


def test_a_state_of_no_chance_never_occurs():
    p = [1 / 3, 0, 1 / 3, 1 / 3, 0]
    found = race(np.full((1, 5), 0.2), p=p, rounds=10**6, runs=50, seed=8)
    assert not found.counts[..., [1, 4]].any()


def test_wealth_at_the_start_moves_no_slope():
    setting = {"p": P, "rounds": 100, "runs": 2, "seed": 9}
    poor = race([P, UNIFORM], w0=[1e-9, 1 - 1e-9], **setting).log_shares
    equal = race([P, UNIFORM], **setting).log_shares
    lead = (poor - equal)[..., 0] - (poor - equal)[..., 1]
    np.testing.assert_allclose(lead, np.log(1e-9), rtol=1e-8)


def test_same_seed_same_race():
    setting = {"p": P, "rounds": 50, "runs": 2}
    first, again, other = (race([P, UNIFORM], seed=s, **setting).counts for s in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_slope_is_the_mean_step():
    found = Race(np.array([10, 30]), np.log([[[0.5, 0.5], [0.2, 0.8]]]), np.zeros((1, 2, 2), int))
    np.testing.assert_allclose(found.slope, np.log([[0.4, 1.6]]) / 20)


def test_slope_of_the_ruined_is_minus_infinity():
    # the second trader has nothing left by round 50 but for a chance of 2^-50
    found = race([[0.5, 0.5], [1, 0]], p=[0.5, 0.5], rounds=100, runs=2, seed=1, record=[50, 100])
    assert np.isneginf(found.log_shares[:, 0, 1]).all()
    np.testing.assert_array_equal(found.slope, [[0, -np.inf]] * 2)


@pytest.mark.parametrize("record", [[3, 7], [50, 60, 100]])
def test_a_record_that_begins_late_has_counted_from_the_start(record):
    found = race([P, UNIFORM], p=P, rounds=100, runs=3, seed=5, record=record)
    np.testing.assert_array_equal(found.counts.sum(axis=2), [record] * 3)
    lead = found.log_shares[..., 0] - found.log_shares[..., 1]
    np.testing.assert_allclose(lead, found.counts @ np.log(np.divide(P, UNIFORM)), atol=1e-12)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"beliefs": [[0.5, 0.6]]}, ValueError, "rows that sum to 1, got a sum of 1.1 in row 0"),
        ({"beliefs": [[1.0]]}, ValueError, r"beliefs must be .* 2 columns, got shape \(1, 1\)"),
        ({"beliefs": [[1.5, -0.5]]}, ValueError, "got -0.5 in row 0, column 1"),
        ({"p": [0.5, 0.6]}, ValueError, "p must sum to 1"),
        ({"rounds": 0}, ValueError, "rounds must be an integer in"),
        ({"rounds": 1.5}, TypeError, "rounds must be an integer"),
        ({"runs": 0}, ValueError, "runs must be an integer >= 1"),
        ({"seed": -1}, ValueError, "seed must be an integer >= 0"),
        ({"saving": [0.5]}, ValueError, "saving must have 2 entries, got 1"),
        ({"saving": [0.5, 0]}, ValueError, "saving must be .* > 0, got 0.0 at position 1"),
        ({"saving": [0.5, 1.1]}, ValueError, r"saving must be fractions in \(0, 1\], got 1.1"),
        ({"w0": [1, 0]}, ValueError, "w0 must be .* > 0, got 0.0 at position 1"),
        ({"record": [0]}, ValueError, r"record must be at least two rising .* got shape \(1,\)"),
        ({"record": [0, 5, 5]}, ValueError, r"record must be .* got \[0.0, 5.0, 5.0\]"),
        ({"record": [0, 11]}, ValueError, r"in \[0, 10\], got \[0.0, 11.0\]"),
        ({"record": [-1, 5]}, ValueError, r"record must be .* got \[-1.0, 5.0\]"),
        ({"record": [0, 1.5]}, ValueError, r"record must be .* integers .* got \[0.0, 1.5\]"),
        ({"record": [[0, 1], [2]]}, ValueError, "record must be .* rows of different lengths"),
        ({"record": "all"}, TypeError, "record must be .* got 'all'"),
        ({"record": 5}, ValueError, r"record must be .* got shape \(\)"),
        ({"runs": 10**9}, ValueError, "record must leave at most 134217728 log shares"),
        (
            {"p": np.full(10**5, 1e-5), "beliefs": np.full((1, 10**5), 1e-5), "runs": 1000},
            ValueError,
            "record must leave at most .* 1 traders and 100000 states",
        ),
        ({"beliefs": [[1, 0], [0, 1]]}, ValueError, "trader 0 puts nothing on state 1"),
    ],
)
def test_refuses(changed, error, message):
    setting = {"beliefs": [[0.5, 0.5], [0.4, 0.6]], "p": [0.5, 0.5], "rounds": 10, "runs": 1}
    setting |= {"seed": 1} | changed
    with pytest.raises(error, match=message):
        race(setting.pop("beliefs"), **setting)
