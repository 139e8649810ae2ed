"""Jobs of many steps: general systems, and specialists behind a router."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.convergence.tail import JOB, STEP, break_even_misrouting, chain, suite_chain
from fitbreadth.convergence.tail_runs import jobs_right

chances = st.floats(0, 1)
lengths = st.floats(1, 1e4)
routes = st.sampled_from([STEP, JOB])


def test_by_hand():
    # of two steps right with 0.9 each, .81
    assert float(chain(0.1, steps=2)) == pytest.approx(0.81)
    # step: e = .75 * .2 + .25 = .4, .36; job: .75 * .64
    assert float(suite_chain(0.2, misrouted=0.25, steps=2)) == pytest.approx(0.36)
    assert float(suite_chain(0.2, misrouted=0.25, steps=2, routed=JOB)) == pytest.approx(0.48)
    # (.4 - .2) / (1 - .2); and (.64 - .36) / .64
    assert break_even_misrouting(0.4, narrow=0.2) == pytest.approx(0.25)
    got = break_even_misrouting(0.4, narrow=0.2, steps=2, routed=JOB)
    assert got == pytest.approx(0.4375)


@given(chances, chances, st.floats(0, 0.9), chances, lengths, routes)
def test_border_divides_the_reliable(general, q, narrow, harm, steps, routed):
    lost = narrow + 0.01 + (0.99 - narrow) * harm
    if float(chain(narrow, steps=steps)) < 1e-200:
        return
    border = break_even_misrouting(general, narrow=narrow, lost=lost, steps=steps, routed=routed)
    suite = float(suite_chain(narrow, misrouted=q, steps=steps, lost=lost, routed=routed))
    broad = float(chain(general, steps=steps))
    if q < border:
        assert suite >= broad * (1 - 1e-9)
    elif border < 1:  # at 1 any router does
        assert suite <= broad * (1 + 1e-6) + 1e-12


@given(st.floats(0, 0.5), chances, chances, lengths)
def test_choosing_once_is_never_worse(narrow, q, lost, steps):
    # the same chance of error at every step, but errors that cluster in the same jobs (Jensen)
    once, each = (
        float(suite_chain(narrow, misrouted=q, steps=steps, lost=lost, routed=routed))
        for routed in (JOB, STEP)
    )
    assert once >= each * (1 - 1e-9) - 1e-15


def test_border_for_steps_ignores_length_and_for_jobs_grows():
    steps = [1, 3, 10, 100, 1000]
    each = [break_even_misrouting(0.02, narrow=0.005, steps=m) for m in steps]
    once = [break_even_misrouting(0.02, narrow=0.005, steps=m, routed=JOB) for m in steps]
    assert len(set(each)) == 1
    assert once[0] == pytest.approx(each[0])
    assert np.all(np.diff(once) > 0)
    assert once[-1] == pytest.approx(1, abs=1e-6)


def test_ratio_grows_like_an_exponential():
    e_g, e_s, q = 2e-5, 5e-6, 1e-6
    steps = np.array([1e3, 1e4, 1e5])
    ratio = suite_chain(e_s, misrouted=q, steps=steps) / chain(e_g, steps=steps)
    e = (1 - q) * e_s + q
    np.testing.assert_allclose(ratio, np.exp(steps * (e_g - e)), rtol=1e-4)


def test_ends():
    assert break_even_misrouting(0.1, narrow=0.1) == 0
    assert break_even_misrouting(0.1, narrow=0.2) == 0
    assert break_even_misrouting(0.9, narrow=0.1, lost=0.5) == 1
    assert chain(1.0, steps=[1, 5]).tolist() == [0, 0]
    assert chain(0.0, steps=1e9) == 1
    # digits of a small error survive
    assert float(chain(1e-18, steps=1e9)) == pytest.approx(1 - 1e-9, rel=1e-15)


def test_what_is_lost_has_a_say():
    assert break_even_misrouting(0.02, narrow=0.005, lost=0.05) == pytest.approx(1 / 3)


def runs(seed):
    jobs = 20_000
    for general, q, routed, steps in (
        (False, 0.01, STEP, 30),
        (False, 0.3, JOB, 30),
        (True, 0.0, STEP, 60),
    ):
        error = 0.02 if general else 0.005
        law = float(suite_chain(error, misrouted=q, steps=steps, lost=0.9, routed=routed))
        got = jobs_right(
            error, steps=steps, jobs=jobs, seed=seed, misrouted=q, lost=0.9, routed=routed
        )
        # 4 standard errors: a false alarm in 6e-5 of runs
        assert abs(got - law) < 4 * np.sqrt(law * (1 - law) / jobs)


def test_simulated_jobs():
    runs(5)


@pytest.mark.slow
def test_simulated_jobs_again():
    runs(6)


def test_seed_decides():
    first, again = (jobs_right(0.1, steps=5, jobs=500, seed=3) for _ in range(2))
    assert first == again


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="error must be a finite number in"):
        chain(1.1, steps=2)
    with pytest.raises(ValueError, match="steps must be an array"):
        chain(0.1, steps=0.5)
    with pytest.raises(ValueError, match="misrouted must be"):
        suite_chain(0.1, misrouted=-0.1, steps=2)
    with pytest.raises(ValueError, match="routed must be"):
        suite_chain(0.1, misrouted=0.1, steps=2, routed="never")
    with pytest.raises(ValueError, match="lost must be greater than narrow"):
        break_even_misrouting(0.1, narrow=0.2, lost=0.2)
    with pytest.raises(ValueError, match="steps must leave the right specialist some chance"):
        break_even_misrouting(0.9, narrow=0.5, steps=1e6, routed=JOB)
    with pytest.raises(ValueError, match="jobs must be an integer"):
        jobs_right(0.1, steps=5, jobs=0, seed=1)
    with pytest.raises(TypeError, match="steps must be an integer"):
        jobs_right(0.1, steps=5.5, jobs=10, seed=1)
