"""What Hypothesis draws in several suites."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st


@st.composite
def distributions(draw, *, size=None, low=0.01):
    n = size or draw(st.integers(2, 6))
    entries = st.floats(low, 1)
    raw = np.array(draw(st.lists(entries, min_size=n, max_size=n)))
    assume(raw.sum() > 0)
    return raw / raw.sum()


@st.composite
def pairs(draw):
    r = draw(distributions())
    return r, draw(distributions(size=r.size))
