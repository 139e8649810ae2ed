"""Function evaluations a second of the exhaustive engine and of plain Python: told, not judged."""

import numpy as np
import pytest

from fitbreadth.optimization.exhaustive import trace_counts
from fitbreadth.optimization.hitting import first_hit
from fitbreadth.optimization.problems import all_functions
from fitbreadth.optimization.searches import hill_climb

from . import reference


@pytest.fixture(scope="module")
def report(request):
    """Collect rates by (measure, space, who) and tell them at the end."""
    rates = {}
    yield rates
    lines = [""]
    for (measure, space, who), rate in rates.items():
        plain = rates.get((measure, "n=8, K=4", "plain Python"))
        told = plain is not None and who != "plain Python"
        ratio = f", {rate / plain:.0f} times plain Python at n=8, K=4" if told else ""
        lines.append(f"{measure}, {space}, {who}: {rate:.3g} evaluations/s{ratio}")
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(*lines, sep="\n")


def note(report, benchmark, key, evaluations):
    if benchmark.stats is None:  # --benchmark-disable
        return
    rate = evaluations / benchmark.stats.stats.min
    benchmark.extra_info["evaluations_per_second"] = rate
    report[key] = rate


def test_plain_traces(benchmark, report):
    climb = hill_climb(8, 4)
    table = climb.next_x.tolist()
    counts = benchmark.pedantic(reference.trace_counts, (table, 8, 4, 8), rounds=5)
    assert set(counts.values()) == {1}
    note(report, benchmark, ("traces", "n=8, K=4", "plain Python"), 8 * 4**8)


@pytest.mark.parametrize(("n", "K"), [(8, 4), (10, 3), (10, 4)])
def test_engine_traces(benchmark, report, n, K):
    climb = hill_climb(n, K)
    seen = benchmark.pedantic(trace_counts, (climb,), rounds=20, warmup_rounds=2)
    assert (seen.counts == seen.theory).all()
    note(report, benchmark, ("traces", f"n={n}, K={K}", "engine"), n * K**n)


def test_plain_first_hits(benchmark, report):
    climb = hill_climb(8, 4)
    F = np.concatenate(list(all_functions(8, 4)))
    hits = benchmark.pedantic(reference.first_hits, (climb.next_x.tolist(), 8, 4), rounds=5)
    assert hits == first_hit(climb, F).tolist()
    # it stops at the maximum, so it needs only as many evaluations as it scores
    note(report, benchmark, ("first hits", "n=8, K=4", "plain Python"), sum(hits))


def test_engine_first_hits(benchmark, report):
    climb = hill_climb(8, 4)
    F = np.concatenate(list(all_functions(8, 4)))
    hits = benchmark.pedantic(first_hit, (climb, F), rounds=20, warmup_rounds=2)
    note(report, benchmark, ("first hits", "n=8, K=4", "engine"), int(hits.sum()))
