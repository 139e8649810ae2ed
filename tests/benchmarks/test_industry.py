"""Seconds to a price of free entry, without a grid and by iteration in plain Python: told."""

from statistics import NormalDist

import pytest

from fitbreadth.markets.ceiling import capped_price
from fitbreadth.markets.census import census
from fitbreadth.markets.free_entry import free_entry
from fitbreadth.markets.industry import Industry

from . import reference_industry as reference

DRAWS = [NormalDist().inv_cdf((i + 0.5) / 41) for i in range(41)]
"""A coarse normal: the lecture draws 200 numbers, more than plain Python can afford."""

PLAIN = "plain Python, ceiling 5, 100 points, 41 draws"


@pytest.fixture(scope="module")
def report(request):
    """Collect seconds by who and tell them at the end."""
    seconds = {}
    yield seconds
    plain = seconds.get(PLAIN)
    lines = [""]
    for who, time in seconds.items():
        ratio = f", {plain / time:.0f} times plain Python" if plain and time != plain else ""
        lines.append(f"Price of free entry, {who}: {time:.3g} s{ratio}")
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(*lines, sep="\n")


def note(report, benchmark, who):
    if benchmark.stats is not None:  # --benchmark-disable
        report[who] = benchmark.stats.stats.min


def test_plain(benchmark, report):
    setting = {"tolerance": 1e-5, "precision": 1e-4}
    found = benchmark.pedantic(reference.price, (5, 100, DRAWS), setting, rounds=1)
    # coarse draws lack spread, so the price comes out a little higher
    assert found == pytest.approx(capped_price(Industry(), ceiling=5, points=100).price, abs=0.01)
    note(report, benchmark, PLAIN)


def test_ceiling(benchmark, report):
    found = benchmark.pedantic(
        capped_price, (Industry(),), {"ceiling": 5, "points": 100}, rounds=5, warmup_rounds=1
    )
    assert found.price == pytest.approx(1.4772, abs=1e-4)
    note(report, benchmark, "policy iteration, ceiling 5, 100 points")


def test_free_entry(benchmark, report):
    found = benchmark.pedantic(free_entry, (Industry(),), rounds=5, warmup_rounds=1)
    assert found.price == pytest.approx(1.3791, abs=1e-4)
    note(report, benchmark, "half line, no ceiling")


def test_census(benchmark, report):
    found = benchmark.pedantic(census, (Industry(),), rounds=5, warmup_rounds=1)
    assert found.output == pytest.approx(1 / found.entry.price)
    note(report, benchmark, "half line, with the standing firms")
