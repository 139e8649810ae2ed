r"""Mixtures of experts and backpropagation nets that tell vowels apart: Jacobs et al. (1991).

The paper does not say what the outputs are. Two readings:

``"pairs"``
    One output, which tells heed from hid and hod from hud. It alone makes the numbers of
    parameters meet, 24 and 48 for 4 and 8 experts, 25 and 49 for 6 and 12 hidden units ("roughly
    equal numbers"), and lets an expert have *a* decision line where "the output is 0.5".
``"words"``
    Four outputs, one a word, as "four-class" suggests and as later attempts have read it.

All units are logistic. With p_i the gate's softmax and o_i the output of expert i, a mixture
descends :math:`E = -\ln \sum_i p_i \exp(-\tfrac12 |d - o_i|^2)` (their equation 3), a net the
squared error; what is watched is :math:`\sum_i p_i |d - o_i|^2` or the net's squared error.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.softmax import logistic, softmax
from fitbreadth.validate import Float, array, choice, integer, vector

READINGS = ("pairs", "words")

Watched = tuple[Float, Float, Float]


def targets(vowel: ArrayLike, *, reading: str) -> Float:
    """Return what the outputs should be.

    Parameters
    ----------
    vowel : array_like of int, shape (n,)
        Positions in :data:`fitbreadth.learning.vowels.WORDS`.
    reading : {"pairs", "words"}
        One output that is 1 for hid and hud, or four.

    Returns
    -------
    ndarray, shape (n, 1) or (n, 4)

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    Examples
    --------
    >>> targets([0, 1, 2, 3], reading="pairs").ravel()
    array([0., 1., 0., 1.])
    """
    choice("reading", reading, READINGS)
    places = vector("vowel", vowel, low=0)
    if (places > 3).any() or (places != np.floor(places)).any():
        raise ValueError(f"vowel must be whole numbers in [0, 3], got {vowel!r}")
    which = places.astype(np.int64)
    return np.eye(4)[which] if reading == "words" else (which % 2)[:, None].astype(float)


def mixture(weights: ArrayLike, formants: ArrayLike, wanted: ArrayLike) -> Watched:
    """Return squared error, gradient of E and output of mixtures of linear logistic experts.

    Parameters
    ----------
    weights : array_like, shape (..., experts, outputs + 1, 3)
        From F1, F2 and 1 to each expert's outputs before the logistic, and last its gate's.
    formants : array_like, shape (n, 2)
        Kilohertz.
    wanted : array_like, shape (n, outputs)
        In [0, 1].

    Returns
    -------
    ndarray, shape (...)
        Average over cases of the experts' squared errors, weighted by the gate.
    ndarray, shape of ``weights``
        Gradient of the average of E, in general not of the squared error.
    ndarray, shape (..., n, outputs)
        Outputs, weighted by the gate.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite, or shapes do not fit.

    References
    ----------
    jacobs1991

    Examples
    --------
    >>> error, gradient, output = mixture(np.zeros((4, 2, 3)), [[0.3, 2.3]], [[1.0]])
    >>> float(error), float(output[0, 0]), gradient[0, :, 2]
    (0.25, 0.5, array([-0.03125,  0.     ]))
    """
    X, d = _cases(formants, wanted)
    W = array("weights", weights, largest=1e100)
    if W.ndim < 3 or W.shape[-1] != 3 or W.shape[-2] != d.shape[1] + 1 or W.shape[-3] == 0:
        raise ValueError(
            "weights must have shape (..., experts, outputs + 1, 3) with one expert at least, got "
            f"{W.shape}"
        )
    # cases along the last axis, where NumPy is fast
    z = W @ X.T
    o = logistic(z[..., :-1, :])
    p = softmax(z[..., -1, :], axis=-2)
    off = d.T - o
    squared = (off**2).sum(axis=-2)
    h = p * np.exp(-squared / 2)
    h /= h.sum(axis=-2, keepdims=True)
    back = np.empty_like(z)
    back[..., :-1, :] = -h[..., None, :] * off * o * (1 - o)
    back[..., -1, :] = p - h
    output = (p[..., None, :] * o).sum(axis=-3).swapaxes(-1, -2)
    return (p * squared).sum(axis=-2).mean(axis=-1), back @ X / len(X), output


def net(weights: ArrayLike, formants: ArrayLike, wanted: ArrayLike, *, hidden: int) -> Watched:
    """Return squared error, half its gradient and output of nets with one hidden layer.

    Parameters
    ----------
    weights : array_like, shape (..., 3 * hidden + (hidden + 1) * outputs)
        From F1, F2 and 1 to the hidden units, then from these and 1 to the outputs.
    formants, wanted : array_like
        As for :func:`mixture`.
    hidden : int
        Hidden units, at least 1.

    Returns
    -------
    ndarray, ndarray, ndarray
        As for :func:`mixture`; the gradient is that of half the squared error.

    Raises
    ------
    TypeError, ValueError
        As for :func:`mixture`.

    References
    ----------
    jacobs1991

    Examples
    --------
    >>> error, gradient, output = net(np.zeros(5), [[0.3, 2.3]], [[1.0]], hidden=1)
    >>> float(error), float(output[0, 0]), gradient[3:]
    (0.25, 0.5, array([-0.0625, -0.125 ]))
    """
    X, d = _cases(formants, wanted)
    H, outputs = integer("hidden", hidden, low=1), d.shape[1]
    W = array("weights", weights, largest=1e100)
    if W.ndim < 1 or W.shape[-1] != 3 * H + (H + 1) * outputs:
        raise ValueError(
            f"weights must have {3 * H + (H + 1) * outputs} entries a net, got {W.shape}"
        )
    inward = W[..., : 3 * H].reshape(*W.shape[:-1], 3, H)
    outward = W[..., 3 * H :].reshape(*W.shape[:-1], H + 1, outputs)
    h = logistic(X @ inward)
    ones = np.ones((*h.shape[:-1], 1))
    o = logistic(np.concatenate([h, ones], axis=-1) @ outward)
    off = o - d
    back = off * o * (1 - o)
    to_out = np.concatenate([h, ones], axis=-1).swapaxes(-1, -2) @ back
    to_in = X.T @ ((back @ outward[..., :-1, :].swapaxes(-1, -2)) * h * (1 - h))
    flat = [part.reshape(*W.shape[:-1], -1) for part in (to_in, to_out)]
    error = (off**2).sum(axis=-1).mean(axis=-1)
    return error, np.concatenate(flat, axis=-1) / len(X), o


def _cases(formants: ArrayLike, wanted: ArrayLike) -> tuple[Float, Float]:
    X = array("formants", formants, largest=1e100)
    d = array("wanted", wanted, low=0)
    if X.ndim != 2 or X.shape[1] != 2 or not len(X):
        raise ValueError(f"formants must have shape (n, 2), got {X.shape}")
    if d.ndim != 2 or len(d) != len(X) or not d.size:
        raise ValueError(f"wanted must have shape ({len(X)}, outputs), got {d.shape}")
    if (d > 1).any():
        raise ValueError(f"wanted must be in [0, 1], got {d.max()}")
    return np.column_stack([X, np.ones(len(X))]), d
