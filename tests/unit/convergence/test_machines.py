"""Memory for a narrow model, a wide one as good, and a whole suite."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.bitter_lesson.premium import ALPHA, A, reducible_loss
from fitbreadth.bitter_lesson.premium_overlap import effective_tasks, overlap_premium
from fitbreadth.convergence.machines import (
    MACHINES,
    memory_needed,
    parameters_needed,
    tasks_that_fit,
)

losses = st.floats(0.02, 5)
overlaps = st.floats(0, 1)


def test_by_hand():
    # 12 / 3 = 4, squared: 16 parameters; 4 tasks without overlap take 64; 16 bits are two bytes
    assert parameters_needed(3, A=12, alpha=0.5) == pytest.approx(16)
    got = memory_needed(3, k=4, overlap=0.0, bits=16, A=12, alpha=0.5)
    assert (got.narrow, got.wide, got.suite) == pytest.approx((32e-9, 128e-9, 128e-9))


@given(losses)
def test_is_the_law_read_backwards(loss):
    assert float(reducible_loss(parameters_needed(loss))) == pytest.approx(loss)


@given(losses, st.integers(1, 1000), overlaps)
def test_wide_model_is_as_good(loss, k, overlap):
    got = memory_needed(loss, k=k, overlap=overlap, bits=8)
    assert got.narrow <= got.wide * (1 + 1e-12) <= got.suite * (1 + 1e-9)
    assert overlap_premium(got.wide * 1e9, k=k, overlap=overlap).wide == pytest.approx(loss)


@given(st.sampled_from(sorted(MACHINES.values())), losses, st.floats(0, 0.9))
def test_one_task_more_would_not_fit(memory, loss, overlap):
    most = tasks_that_fit(memory, loss=loss, overlap=overlap)
    if np.isfinite(most):
        k = int(most)
        assert memory_needed(loss, k=k + 1, overlap=overlap).wide > memory
        if k > 0:
            assert memory_needed(loss, k=k, overlap=overlap).wide <= memory
    else:
        assert memory_needed(loss, k=10**9, overlap=overlap).wide <= memory


def test_without_overlap_tasks_divide_the_memory():
    one = memory_needed(0.2, k=1, overlap=0).narrow
    for memory in MACHINES.values():
        assert tasks_that_fit(memory, loss=0.2, overlap=0) == memory // one


def test_much_overlap_leaves_the_narrow_little():
    # ten tasks of language with nine tenths in common count as 1.35
    got = memory_needed(0.2, k=10, overlap=0.9)
    assert got.wide / got.narrow == pytest.approx(effective_tasks(10, overlap=0.9))
    assert got.wide / got.narrow < 1.4
    assert tasks_that_fit(16, loss=0.2, overlap=1) == np.inf
    assert tasks_that_fit(8, loss=0.2, overlap=1) == 0


def test_halving_the_loss():
    assert parameters_needed(0.1) / parameters_needed(0.2) == pytest.approx(2 ** (1 / 0.34))
    assert (A, ALPHA) == (406.4, 0.34)


def test_bits_are_proportional():
    wide = [memory_needed(0.2, k=30, overlap=0.5, bits=bits).wide for bits in (4, 8, 16)]
    assert wide[2] / wide[0] == pytest.approx(4)
    assert wide[1] / wide[0] == pytest.approx(2)


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="loss must be a finite number"):
        parameters_needed(0)
    with pytest.raises(ValueError, match="loss must be within reach"):
        parameters_needed(1e-9)
    with pytest.raises(ValueError, match="k must be an integer"):
        memory_needed(0.2, k=0, overlap=0.5)
    with pytest.raises(ValueError, match="overlap must be"):
        memory_needed(0.2, k=3, overlap=1.5)
    with pytest.raises(ValueError, match="bits must be"):
        memory_needed(0.2, k=3, overlap=0.5, bits=0)
    with pytest.raises(ValueError, match="memory must be"):
        tasks_that_fit(0, loss=0.2, overlap=0.5)
