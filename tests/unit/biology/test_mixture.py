"""A lineage whose siblings differ: what a mixture is worth, and the best one."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fitbreadth.biology.coalition import residents
from fitbreadth.biology.levene import Levene
from fitbreadth.biology.levins import log_fitness
from fitbreadth.biology.mixture import best_mixture, log_mixture_fitness
from fitbreadth.biology.peaks import peaks

from .samples import HALVES, two, worlds


@st.composite
def families(draw, optima):
    """Phenotypes about the optima, and their shares."""
    m = draw(st.integers(1, 4))
    z = draw(st.lists(st.floats(-8, 8), min_size=m, max_size=m))
    weights = np.array(draw(st.lists(st.floats(0.05, 1), min_size=m, max_size=m)))
    return np.mean(optima) + np.array(z), weights / weights.sum()


class TestMixture:
    def test_by_hand(self):
        # habitat 1 sees 3/4 + e^-2/4, habitat 2 sees 3 e^-2/4 + 1/4
        found = log_mixture_fitness([0, 2], [0.75, 0.25], optima=[0, 2], p=[0.6, 0.4])
        one, other = 0.75 + 0.25 * np.exp(-2), 0.75 * np.exp(-2) + 0.25
        assert found == pytest.approx(0.6 * np.log(one) + 0.4 * np.log(other), abs=1e-15)

    @given(worlds(), st.data())
    def test_lies_between_its_members_and_the_fine_grain(self, world, data):
        # Jensen twice: the mean of the logs <= the log of the mean, over types and over habitats
        optima, p, sigma = world
        z, q = data.draw(families(optima))
        at = {"optima": optima, "p": p, "sigma": sigma}
        found = log_mixture_fitness(z, q, **at)
        assert found >= q @ log_fitness(z, **at, grain="coarse") - 1e-9
        fine = log_fitness(z, **at, grain="fine")
        assert found <= fine.max() + np.log(q @ np.exp(fine - fine.max())) + 1e-9

    @given(worlds(), st.floats(-9, 9), st.integers(1, 4))
    def test_siblings_all_alike_are_a_single_phenotype(self, world, z, m):
        optima, p, sigma = world
        at = {"optima": optima, "p": p, "sigma": sigma}
        found = log_mixture_fitness([z] * m, np.full(m, 1 / m), **at)
        assert found == pytest.approx(log_fitness([z], **at, grain="coarse")[0], abs=1e-9)

    def test_a_lineage_counted_out_year_by_year(self):
        # 4 SE of the mean over 4000 independent years; 6e-5 false alarms with a fixed seed
        optima, p, z, q = [-1.5, 0, 2], [0.5, 0.2, 0.3], [-1.2, 1.5], [0.55, 0.45]
        years = np.random.default_rng(20).choice(3, size=4000, p=p)
        log_size, factors = 0.0, []
        for year in years:
            alive = 0.0
            for trait, share in zip(z, q, strict=True):
                alive += share * np.exp(-((trait - optima[year]) ** 2) / 2)
            factors.append(np.log(alive))
            log_size += np.log(alive)
        theory = log_mixture_fitness(z, q, optima=optima, p=p)
        per_year = [log_mixture_fitness(z, q, optima=[theta], p=[1]) for theta in optima]
        error = np.sqrt(p @ (np.array(per_year) - theory) ** 2 / years.size)
        assert abs(log_size / years.size - theory) < 4 * error
        assert set(np.round(factors, 9)) == set(np.round(per_year, 9))

    def test_far_from_every_optimum_it_does_not_underflow(self):
        found = log_mixture_fitness([100, 200], HALVES, optima=two(2), p=HALVES)
        assert found == pytest.approx(np.log(0.5) - (99**2 + 101**2) / 4, rel=1e-12)


class TestBestMixture:
    @pytest.mark.parametrize(("d", "ratio"), [(2.5, 1.15), (4, 3.70)])
    def test_advantage_over_the_middle(self, d, ratio):
        alone = log_fitness([0], optima=two(d), p=HALVES, grain="coarse")[0]
        assert np.exp(best_mixture(d).log_fitness - alone) == pytest.approx(ratio, abs=0.005)

    @pytest.mark.parametrize("d", [0.5, 1.9, 2.1, 2.5, 4, 7])
    @pytest.mark.parametrize("sigma", [0.4, 1])
    def test_is_the_coalition_of_levenes_patches(self, d, sigma):
        # the very same maximum, found by Newton's method over 1201 traits
        best = best_mixture(d * sigma, sigma=sigma)
        lattice = np.linspace(-4, 4, 1201) * sigma
        found = residents(Levene(two(d * sigma), HALVES, sigma), lattice)
        np.testing.assert_allclose(found.positions, best.z, atol=0.01 * sigma)
        np.testing.assert_allclose(found.shares, best.q, atol=1e-6)
        at = {"optima": two(d * sigma), "p": HALVES, "sigma": sigma}
        value = log_mixture_fitness(lattice, found.q, **at)
        # a lattice of 1/150 sigma costs at most the square of half a step
        assert best.log_fitness - 2e-5 < value <= best.log_fitness + 1e-9

    @given(st.floats(0, 12), st.floats(0.2, 5))
    def test_pays_if_and_only_if_the_set_caves_in(self, d, sigma):
        assume(d <= 2 or d > 2.001)  # just beyond, the gain is below rounding
        best = best_mixture(d * sigma, sigma=sigma)
        at = {"optima": two(d * sigma), "p": HALVES, "sigma": sigma}
        assert log_mixture_fitness(best.z, best.q, **at) == pytest.approx(
            best.log_fitness, abs=1e-12
        )
        alone = peaks(**at, grain="coarse").log_fitness.max()
        if d <= 2:
            assert best.z.size == 1
            assert best.log_fitness == pytest.approx(alone, abs=1e-12)
        else:
            assert best.z.size == 2
            assert best.log_fitness > alone + 1e-10

    @given(st.floats(0, 6), st.data())
    def test_no_other_mixture_is_better(self, d, data):
        z, q = data.draw(families([0]))
        found = log_mixture_fitness(z, q, optima=two(d), p=HALVES)
        assert found <= best_mixture(d).log_fitness + 1e-12

    def test_unequal_habitats_mix_too(self):
        # no closed form: the coalition beats the best single phenotype, and no trait invades it
        optima, p = two(4), [0.7, 0.3]
        lattice = np.linspace(-3, 3, 601)
        found = residents(Levene(optima, p, 1), lattice)
        mixed = log_mixture_fitness(lattice, found.q, optima=optima, p=p)
        alone = peaks(optima, p=p, grain="coarse").log_fitness.max()
        assert found.positions.size == 2
        assert mixed > alone + 0.5
        assert mixed == pytest.approx(p @ np.log(p), abs=0.01)  # nearly Kelly's bet, s = p


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"q": [1]}, "q must have 2 entries, got 1"),
        ({"q": [0.5, 0.6]}, "q must sum to 1, got a sum of 1.1"),
        ({"q": [-0.5, 1.5]}, "q must be .* >= 0, got -0.5 at position 0"),
        ({"z": [0, np.inf]}, "z must be .* finite"),
        ({"z": [0, 1e200]}, "z must lie within 1e150 sigma of the optima, with sigma=1.0"),
        ({"sigma": 1e-320}, "z must lie within 1e150 sigma of the optima, with sigma=1e-320"),
        ({"optima": []}, "optima must be a 1-d array"),
        ({"p": [1]}, "p must have 2 entries, got 1"),
        ({"p": [0.5, 0.6]}, "p must sum to 1, got a sum of 1.1"),
        ({"sigma": 0}, "sigma must be a finite number > 0, got 0"),
    ],
)
def test_mixtures_refuse(arguments, message):
    call = {"z": [0, 1], "q": HALVES, "optima": [0, 1], "p": HALVES, **arguments}
    with pytest.raises(ValueError, match=message):
        log_mixture_fitness(call.pop("z"), call.pop("q"), **call)


def test_the_best_mixture_refuses():
    with pytest.raises(ValueError, match=r"d must be a finite number .*, got -1"):
        best_mixture(-1)
    with pytest.raises(ValueError, match="sigma must be a finite number > 0, got 0"):
        best_mixture(1, sigma=0)
