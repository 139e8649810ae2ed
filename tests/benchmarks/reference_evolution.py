"""A generation of ``fitbreadth.biology.evolution`` in plain Python, one individual at a time."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from random import Random


def levene_generation(
    places: Sequence[int],
    traits: Sequence[float],
    mu: Sequence[float],
    sigma: float,
    mutation: float,
    random: Random,
) -> list[int]:
    """Fill as many places as there are adults, from equal patches; individuals are class numbers.

    Each place lies in a random patch and goes to one of its survivors' young.
    """
    viability = [[exp(-(((x - m) / sigma) ** 2) / 2) for x in traits] for m in mu]
    survivors = [[f[i] for i in places] for f in viability]
    young = []
    for _ in places:
        (child,) = random.choices(places, survivors[random.randrange(len(mu))])
        if random.random() < mutation:
            child += random.choice((-1, 1))
        young.append(min(max(child, 0), len(traits) - 1))
    return young


def dieckmann_generation(
    individuals: Sequence[int],
    traits: Sequence[float],
    sigma_a: float,
    sigma_K: float,
    K0: float,
    r: float,
    mutation: float,
    random: Random,
) -> list[int]:
    """Let everybody meet everybody and leave a Poisson number of young."""
    young = []
    for i in individuals:
        x = traits[i]
        crowd = sum(exp(-(((x - traits[j]) / sigma_a) ** 2) / 2) for j in individuals)
        W = exp(r * (1 - crowd / (K0 * exp(-((x / sigma_K) ** 2) / 2))))
        # Knuth's Poisson draw: multiply uniforms until they fall below exp(-W).
        chance = random.random()
        while chance > exp(-W):
            child = i
            if random.random() < mutation:
                child += random.choice((-1, 1))
            young.append(min(max(child, 0), len(traits) - 1))
            chance *= random.random()
    return young
