"""The engine of the exhaustive experiments: all functions take a step of an algorithm at once.

Functions are packed into one machine word each, a few bits a value, so that "look up f(x)" is a
shift and a mask. The number of the next trace is K times the last plus the value seen, which is
also the tree node's place in its level: so a step is a table lookup, a shift, a mask and a
multiply-add.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fitbreadth.optimization.algorithms import Algorithm

Words = NDArray[Any]  # unsigned, one function each
CHUNK = 2**15  # functions at a time: their words, traces and lookups stay in the L2 cache


def run(steps: Sequence[Words], K: int, words: Words) -> Iterator[tuple[Words, Words]]:
    """Yield the value seen and the trace so far, both of all functions, after each evaluation.

    The arrays are overwritten by the next evaluation.
    """
    trace, value = np.zeros_like(words), np.empty_like(words)
    index = np.empty(words.shape, np.intp)
    mask = 2 ** _bits(K) - 1
    for level in steps:
        if len(level) == 1:  # the root: no function is told from another yet
            value.fill(level[0])
        else:
            np.copyto(index, trace, casting="same_kind")
            # a trace is always inside its level; "wrap" is the mode that costs least
            np.take(level, index, out=value, mode="wrap")
        np.right_shift(words, value, out=value)
        np.bitwise_and(value, mask, out=value)
        np.multiply(trace, K, out=trace)
        np.add(trace, value, out=trace)
        yield value, trace


def shifts(algorithm: Algorithm, m: int) -> list[Words]:
    """Return, by level of the tree, how far to shift a word to look at the next point."""
    n, bits = algorithm.n, _bits(algorithm.K)
    word = _word(n, algorithm.K)
    return [((n - 1 - level) * bits).astype(word) for level in algorithm.levels[:m]]


def all_words(n: int, K: int) -> Iterator[Words]:
    """Pack every function, in order of number: the last points vary within a chunk."""
    low = max(h for h in range(1, n + 1) if K**h <= CHUNK or h == 1)
    digits: Words = np.arange(K, dtype=_word(n, K))

    def every(points: int) -> Words:
        words: Words = np.zeros(1, digits.dtype)
        for _ in range(points):
            words = (words[:, None] << _bits(K) | digits).ravel()
        return words

    inner, outer = every(low), every(n - low) << low * _bits(K)
    blocks = max(1, CHUNK // len(inner))
    return ((outer[at : at + blocks, None] | inner).ravel() for at in range(0, len(outer), blocks))


def pack(columns: NDArray[Any], K: int) -> Words:
    """Pack functions given by column: all values f(0), then all f(1), ..."""
    word = _word(len(columns), K)
    words: Words = np.zeros(columns.shape[1], word)
    for column in columns:
        words <<= _bits(K)
        words |= column.astype(word, copy=False)
    return words


def _bits(K: int) -> int:
    return (K - 1).bit_length()


def _word(n: int, K: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest word that holds a packed function, and so a trace."""
    return np.uint32 if n * _bits(K) <= 32 else np.uint64
