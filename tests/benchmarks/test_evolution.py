"""Individuals a second of the lattice and of plain Python: told, not judged."""

from collections import Counter
from random import Random

import numpy as np
import pytest

from fitbreadth.biology.dieckmann import Dieckmann
from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.evolution import evolve
from fitbreadth.biology.lattice import monomorphic

from . import reference_evolution as reference

TRAITS = np.linspace(-2.5, 2.5, 101)
KERNEL = Dieckmann(0.4, 0.5, K0=400)


@pytest.fixture(scope="module")
def report(request):
    """Collect rates by (model, who) and tell them at the end."""
    rates = {}
    yield rates
    lines = [""]
    for (model, who), rate in rates.items():
        plain = rates.get((model, "plain Python"))
        told = plain is not None and who != "plain Python"
        ratio = f", {rate / plain:.0f} times plain Python" if told else ""
        lines.append(f"{model}, {who}: {rate:.3g} individuals/s{ratio}")
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(*lines, sep="\n")


def note(report, benchmark, key, individuals):
    if benchmark.stats is None:  # --benchmark-disable
        return
    rate = individuals / benchmark.stats.stats.min
    benchmark.extra_info["individuals_per_second"] = rate
    report[key] = rate


def test_plain_levene(benchmark, report):
    places = [30] * 1000 + [60] * 1000
    setting = (TRAITS.tolist(), [-1.5, 1.5], 1, 0.02, Random(1))
    young = benchmark.pedantic(reference.levene_generation, (places, *setting), rounds=5)
    assert len(young) == 2000
    note(report, benchmark, ("Levene, N=2000", "plain Python"), 2000)


def test_lattice_levene(benchmark, report):
    start = monomorphic(TRAITS, -1, individuals=2000)
    setting = {"traits": TRAITS, "generations": 5000, "mutation": 0.02, "every": 100, "seed": 1}
    run = benchmark.pedantic(evolve, (even_patches(2, d=3), start), setting, rounds=3)
    assert (run.size == 2000).all()
    note(report, benchmark, ("Levene, N=2000", "lattice"), 2000 * 5000)


def test_plain_dieckmann(benchmark, report):
    individuals = [50] * 200 + [54] * 200
    setting = (TRAITS.tolist(), 0.4, 0.5, 400, 1, 0.01, Random(1))
    benchmark.pedantic(reference.dieckmann_generation, (individuals, *setting), rounds=3)
    note(report, benchmark, ("Dieckmann, K0=400", "plain Python"), 400)


def test_lattice_dieckmann(benchmark, report):
    start = monomorphic(TRAITS, -0.7, individuals=150)
    setting = {"traits": TRAITS, "generations": 5000, "mutation": 0.01, "seed": 1}
    run = benchmark.pedantic(evolve, (KERNEL, start), setting, rounds=3)
    assert run.extinct is None
    note(report, benchmark, ("Dieckmann, K0=400", "lattice"), int(run.size[:-1].sum()))


def test_they_breed_alike():
    # mean counts over runs of one generation, each within 4.5 standard errors (22 comparisons:
    # false alarm rate 2e-4)
    runs, random = 300, Random(2)
    counts = np.zeros(101, dtype=int)
    counts[[45, 50, 56]] = 20, 30, 10
    crowd = np.repeat(np.arange(101), counts).tolist()
    for model, plain in (
        (
            even_patches(2, d=3),
            lambda: reference.levene_generation(
                crowd, TRAITS.tolist(), [-1.5, 1.5], 1, 0.3, random
            ),
        ),
        (
            Dieckmann(0.4, 0.5, K0=60),
            lambda: reference.dieckmann_generation(
                crowd, TRAITS.tolist(), 0.4, 0.5, 60, 1, 0.3, random
            ),
        ),
    ):
        setting = {"traits": TRAITS, "generations": 1, "mutation": 0.3}
        rng = np.random.default_rng(2)
        ours = sum(evolve(model, counts, seed=rng, **setting).counts[1] for _ in range(runs))
        theirs = sum((Counter(plain()) for _ in range(runs)), Counter())
        for i in np.flatnonzero(ours):
            error = np.sqrt(ours[i] + theirs[i])
            assert abs(ours[i] - theirs[i]) < 4.5 * error
        assert set(theirs) == set(np.flatnonzero(ours).tolist())
