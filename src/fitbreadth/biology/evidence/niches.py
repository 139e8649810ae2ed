"""How many specialists fit in: similarity, branching, and a budget of enzymes."""

from __future__ import annotations

from math import sqrt

import numpy as np

from fitbreadth.biology.branches import branching_time
from fitbreadth.biology.dieckmann import Dieckmann
from fitbreadth.biology.enzymes import simulate
from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.evolution import evolve
from fitbreadth.biology.knife_edge import compete, consumers
from fitbreadth.biology.lattice import monomorphic
from fitbreadth.biology.similarity import limiting_similarity, simulate_trio
from fitbreadth.biology.singular import classify, singular_points
from fitbreadth.claim import Evidence


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_similarity(), *_branching(), *_budget()]


def _similarity() -> list[Evidence]:
    limit = limiting_similarity()
    cubic = next(float(z.real) for z in np.roots([1, 1, 1, -1]) if abs(z.imag) < 1e-12)
    left = {d: float(simulate_trio(d, w=1, t=[0, 20_000]).n[-1, 1]) for d in (1.5, 1.65)}
    return [
        Evidence(
            "largest competition between neighbours that leaves room for one in the middle, "
            "against the root of a cubic",
            cubic,
            limit.alpha,
            "closed form",
            source="macarthur1967",
        ),
        Evidence(
            "distance between neighbours, in niche widths, from which on there is room for one in "
            "the middle",
            sqrt(-4 * np.log(cubic)),
            limit.d,
            "closed form",
            source="macarthur1967",
        ),
        Evidence(
            "neighbours 1.65 niche widths apart, simulated: the one in the middle stays",
            True,
            left[1.65] > 0.01,
            "qualitative",
        ),
        Evidence(
            "fails: neighbours 1.5 niche widths apart, simulated: the one in the middle is gone",
            True,
            left[1.5] < 1e-6,
            "qualitative",
        ),
    ]


def _branching() -> list[Evidence]:
    curvature = classify(even_patches(3, d=1.5).invasion_fitness, 0.0).mutant_curvature
    kernel = Dieckmann(sigma_a=0.4, sigma_K=0.5)
    (middle,) = singular_points(kernel.invasion_fitness, low=-1.03, high=1.01)
    split = {d: _splits(d) for d in (1.6, 2.6)}
    return [
        Evidence(
            "three patches 1.5 widths apart: curvature of invasion fitness at the middle, "
            "Var/sigma^4 - 1/sigma^2",
            2 * 1.5**2 / 3 - 1,
            curvature,
            "closed form",
            source="geritz1998",
        ),
        Evidence(
            "one resource, competition 0.4 and resource 0.5 wide: curvature of invasion fitness at "
            "the middle",
            2.25,
            classify(kernel.invasion_fitness, float(middle)).mutant_curvature,
            "closed form",
            source="dieckmann1999",
        ),
        Evidence(
            "two patches 2.6 widths apart: of three populations of 2,000, how many split",
            3,
            split[2.6],
            "exact",
        ),
        Evidence(
            "fails: two patches 1.6 widths apart: of three populations of 2,000, how many split",
            0,
            split[1.6],
            "exact",
        ),
    ]


def _splits(d: float) -> int:
    traits = np.arange(-30, 31) / 10
    runs = (
        evolve(
            even_patches(2, d=d),
            monomorphic(traits, -1, individuals=2000),
            traits=traits,
            generations=2000,
            mutation=0.01,
            every=50,
            seed=seed,
        )
        for seed in range(3)
    )
    return sum(branching_time(run, width=0.3) is not None for run in runs)


def _budget() -> list[Evidence]:
    rng = np.random.default_rng(4)
    ten = rng.dirichlet(np.ones(3), size=10)
    inside = ten.mean(axis=0)
    run = simulate(ten, supply=inside, n0=np.full(10, 0.1), times=[0, 1000])
    beyond = simulate(ten, supply=[0.97, 0.02, 0.01], n0=np.full(10, 0.1), times=[0, 1000])
    thirds = np.full(3, 1 / 3)
    uneven = simulate(consumers(1.05), supply=[0.6, 0.4], n0=thirds, times=[0, 5000]).n[-1]
    ends = {gamma: compete(gamma, times=[0, 1000]).n[-1] for gamma in (0.8, 1.0, 1.25)}
    return [
        Evidence(
            "ten species on three sugars, supply inside their hull: how many are left",
            10,
            int((run.n[-1] > 1e-3).sum()),
            "exact",
            source="posfai2017",
        ),
        Evidence(
            "ten species on three sugars, supply inside their hull: largest deviation of a sugar's "
            "availability from 1",
            0.0,
            float(np.abs(run.r[-1] - 1).max()),
            "closed form",
            source="posfai2017",
        ),
        Evidence(
            "fails: ten species on three sugars, supply outside their hull: fewer are left",
            True,
            int((beyond.n[-1] > 1e-3).sum()) < 10,
            "qualitative",
            source="posfai2017",
        ),
        Evidence(
            "fails: weak trade-off (γ = 1.25), share of the generalist in the end",
            1.0,
            float(ends[1.25][2] / ends[1.25].sum()),
            "closed form",
            source="caetano2021",
        ),
        Evidence(
            "a supply of 60 to 40 and a slightly weak trade-off (γ = 1.05): the generalist stays "
            "beside one specialist",
            True,
            bool(0.5 < uneven[2] < 0.9 and uneven[0] > 0.1 and uneven[1] < 1e-6),
            "qualitative",
        ),
        Evidence(
            "strong trade-off (γ = 0.8), share of the two specialists in the end",
            1.0,
            float(ends[0.8][:2].sum() / ends[0.8].sum()),
            "closed form",
            source="caetano2021",
        ),
        Evidence(
            "straight trade-off (γ = 1): share of the generalist, of three equal ones, in the end",
            1 / 3,
            float(ends[1.0][2] / ends[1.0].sum()),
            "closed form",
            source="caetano2021",
        ),
    ]
