"""Worlds, communities and games that several suites of biology look at."""

import numpy as np
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.biology.grain import Payoffs

HALVES = [0.5, 0.5]
TRIANGLE = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.2, 0.1, 0.7]]

EFFECT = np.array([[1.0, 0.6, 0.2], [0.5, 1.0, 0.7], [0.3, 0.4, 1.0]])
ROOM = np.array([2.0, 3.0, 1.5])
RATE = np.array([1.0, 0.5, 2.0])

competitors = st.lists(st.floats(0, 2), min_size=6, max_size=6)
densities = st.lists(st.floats(1e-3, 5), min_size=3, max_size=3)
payoffs = st.builds(
    lambda b, more, g, p: Payoffs(b + more, b, g, p),
    st.floats(0.05, 2),
    st.floats(0, 3),
    st.floats(0.05, 4),
    st.floats(0.01, 0.99),
)


def two(d):
    return [-d / 2, d / 2]


@st.composite
def worlds(draw):
    n = draw(st.integers(1, 5))
    optima = draw(st.lists(st.floats(-6, 6), min_size=n, max_size=n))
    weights = np.array(draw(st.lists(st.floats(0.05, 1), min_size=n, max_size=n)))
    return np.array(optima), weights / weights.sum(), draw(st.floats(0.3, 3))


@st.composite
def communities(draw, least=2):
    alpha = np.array([draw(distributions(size=3)) for _ in range(draw(st.integers(least, 5)))])
    return alpha, draw(distributions(size=3, low=0.05))


def matrix_of(entries):
    alpha = np.eye(3)
    alpha[~np.eye(3, dtype=bool)] = entries
    return alpha


def quadratic(g, h):
    """Gradient g x, and s_yy = h, so s_xx = h - 2 g; mutants between x and x - 2 g x/h differ."""
    return lambda x, y: g * x * (y - x) + h / 2 * (y - x) ** 2
