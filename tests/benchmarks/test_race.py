"""Trader-rounds a second of the race of beliefs and of loops over rounds: told, not judged."""

from random import Random

import numpy as np
import pytest

from fitbreadth.markets.race import race

from . import reference_race as reference

P = np.array([0.5, 0.3, 0.2])
BELIEFS = np.random.default_rng(1).dirichlet(np.ones(3), size=1000)
LOOPS = ("plain Python", "NumPy by rounds")


@pytest.fixture(scope="module")
def report(request):
    """Collect rates by who and tell them at the end."""
    rates = {}
    yield rates
    lines = [""]
    for who, rate in rates.items():
        others = [loop for loop in LOOPS if loop in rates and who not in LOOPS]
        told = "".join(f", {rate / rates[loop]:.3g} times {loop}" for loop in others)
        lines.append(f"1000 traders, {who}: {rate:.3g} trader-rounds/s{told}")
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(*lines, sep="\n")


def note(report, benchmark, who, trader_rounds):
    if benchmark.stats is None:  # --benchmark-disable
        return
    rate = trader_rounds / benchmark.stats.stats.min
    benchmark.extra_info["trader_rounds_per_second"] = rate
    report[who] = rate


def test_plain(benchmark, report):
    setting = (BELIEFS.tolist(), P.tolist(), 100, Random(1))
    shares = benchmark.pedantic(reference.race_plain, setting, rounds=3)
    assert sum(shares) == pytest.approx(1)
    note(report, benchmark, "plain Python", 1000 * 100)


def test_arrays(benchmark, report):
    setting = (BELIEFS, P, 100, 100, np.random.default_rng(1))
    shares = benchmark.pedantic(reference.race_arrays, setting, rounds=3)
    assert shares.shape == (100, 1000)
    note(report, benchmark, "NumPy by rounds", 1000 * 100 * 100)


def test_race(benchmark, report):
    setting = {"p": P, "rounds": 10_000, "runs": 100, "seed": 1}
    found = benchmark.pedantic(race, (BELIEFS,), setting, rounds=3)
    assert found.log_shares.shape == (100, 101, 1000)
    note(report, benchmark, "race", 1000 * 10_000 * 100)


def test_they_end_alike():
    # the final shares of the best of five: means over runs within 4 standard errors of each
    # other, as measured (false alarm rate 6e-5 for each of two comparisons)
    runs, rounds, random = 2000, 40, Random(2)
    beliefs = BELIEFS[:5]
    ours = race(beliefs, p=P, rounds=rounds, runs=runs, seed=2).shares[:, -1]
    arrays = reference.race_arrays(beliefs, P, rounds, runs, np.random.default_rng(3))
    plain = np.array(
        [reference.race_plain(beliefs.tolist(), P, rounds, random) for _ in range(runs)]
    )
    best = ours.mean(axis=0).argmax()
    for other in (arrays, plain):
        error = np.hypot(ours[:, best].std(), other[:, best].std()) / np.sqrt(runs)
        assert abs(ours[:, best].mean() - other[:, best].mean()) < 4 * error
