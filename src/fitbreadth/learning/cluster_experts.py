r"""What an expert or a routed mixture answers to inputs in clusters, and the gradients of its loss.

Expert m reads every patch alike and adds up, :math:`f_m(x) = \sum_p \sum_j a_j \sigma(\langle
w_{mj}, x_p \rangle)` with fixed signs a_j, half of them 1 and half -1, and :math:`\sigma(z) = z^3`
(nonlinear) or z (linear). The router scores experts by :math:`h_m = \langle \theta_m, \sum_p x_p
\rangle` and sends an input to the single best one; the answer is the sign of :math:`F = \pi_m f_m`,
where :math:`\pi` is the softmax of h. The loss is logistic, :math:`\ln(1 + e^{-yF})`: all as in
Chen et al. (2022).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.softmax import logistic, softmax
from fitbreadth.validate import Float, array, integer

Chosen = NDArray[np.int64]


def answer(
    weights: ArrayLike, router: ArrayLike, patches: ArrayLike, chosen: ArrayLike, *, power: int
) -> Float:
    """Return F(x), whose sign is the answer.

    Parameters
    ----------
    weights : array_like, shape (d, M, J)
        w_mj, column by column; J even. Of these and of all else none beyond 1e6 in size.
    router : array_like, shape (d, M)
        theta_m.
    patches : array_like, shape (n, P, d)
        Inputs.
    chosen : array_like of int, shape (n,)
        To which expert each goes.
    power : int
        3 for nonlinear experts, 1 for linear ones; any odd number up to 9.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    References
    ----------
    chen2022

    Examples
    --------
    >>> weights = np.array([[[1.0, 0.0]], [[0.0, 1.0]]])
    >>> answer(weights, np.zeros((2, 1)), [[[2.0, 0.0], [0.0, 1.0]]], [0], power=3)
    array([7.])
    """
    W, theta, x, who = _arguments(weights, router, patches, chosen, power)
    return forward(W, theta, x, who, power)[0]


def objective(
    weights: ArrayLike,
    router: ArrayLike,
    patches: ArrayLike,
    chosen: ArrayLike,
    *,
    label: ArrayLike,
    power: int,
) -> tuple[float, Float, Float]:
    """Return the logistic loss and its gradients, for given choices of the router.

    Parameters
    ----------
    weights, router, patches, chosen, power
        As for :func:`answer`.
    label : array_like, shape (n,)
        -1 or 1.

    Returns
    -------
    float
        Average loss, nats.
    ndarray, shape (d, M, J)
        Its gradient by the weights.
    ndarray, shape (d, M)
        Its gradient by the router, through the softmax; choices themselves do not move.

    Raises
    ------
    TypeError, ValueError
        As for :func:`answer`, or if labels are not -1 or 1, one an input.

    References
    ----------
    chen2022

    Examples
    --------
    >>> weights = np.zeros((2, 1, 2))
    >>> loss, *_ = objective(weights, np.zeros((2, 1)), [[[2.0, 0.0]]], [0], label=[1], power=3)
    >>> round(loss, 4)
    0.6931
    """
    W, theta, x, who = _arguments(weights, router, patches, chosen, power)
    y = array("label", label)
    if y.shape != (len(x),) or (np.abs(y) != 1).any():
        raise ValueError(f"label must be -1 or 1 for each of {len(x)} inputs, got {label!r}")
    return backward(W, theta, x, who, y, power)


def route(router: ArrayLike, patches: ArrayLike, *, jitter: ArrayLike = 0.0) -> Chosen:
    """Return the expert with the best score for each input.

    Parameters
    ----------
    router, patches : array_like
        As for :func:`answer`.
    jitter : array_like, shape (n, M), or 0
        Noise to add to the scores; one number changes nothing.

    Returns
    -------
    ndarray of int, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As for :func:`answer`.

    Examples
    --------
    >>> route(np.eye(2), [[[1.0, 0.0]], [[0.0, 1.0]]])
    array([0, 1])
    """
    theta, x = _routing(router, patches)
    noise, shape = array("jitter", jitter, largest=1e6), (len(x), theta.shape[1])
    if noise.shape not in ((), shape):
        raise ValueError(f"jitter must be one number or have shape {shape}, got {noise.shape}")
    return np.asarray((x.sum(axis=1) @ theta + noise).argmax(axis=1))


def forward(
    W: Float, theta: Float, x: Float, who: Chosen, power: int
) -> tuple[Float, Float, Float, Float]:
    """Return F, the softmax of the scores, the chosen expert's answer, and its filters' inputs.

    As for :func:`answer`, of arguments that have been checked: for training.

    Examples
    --------
    >>> weights = np.array([[[1.0, 0.0]], [[0.0, 1.0]]])
    >>> x, chosen = np.array([[[2.0, 0.0], [0.0, 1.0]]]), np.array([0])
    >>> forward(weights, np.zeros((2, 1)), x, chosen, 3)[0]
    array([7.])
    """
    z = np.empty((*x.shape[:2], W.shape[2]))
    for m in np.unique(who):
        z[who == m] = x[who == m] @ W[:, m]
    f = _power(z, power).sum(axis=1) @ _signs(W.shape[2])
    pi = softmax(x.sum(axis=1) @ theta)
    return pi[np.arange(len(x)), who] * f, pi, f, z


def backward(
    W: Float, theta: Float, x: Float, who: Chosen, y: Float, power: int
) -> tuple[float, Float, Float]:
    """Return what :func:`objective` does, of arguments that have been checked: for training.

    Examples
    --------
    >>> x, chosen = np.array([[[2.0, 0.0]]]), np.array([0])
    >>> loss, *_ = backward(np.zeros((2, 1, 2)), np.zeros((2, 1)), x, chosen, np.ones(1), 3)
    >>> round(loss, 4)
    0.6931
    """
    F, pi, f, z = forward(W, theta, x, who, power)
    own = pi[np.arange(len(x)), who]
    slope = -y * logistic(-y * F) / len(x)
    inner = power * _power(z, power - 1) * _signs(W.shape[2]) * (slope * own)[:, None, None]
    dW = np.zeros_like(W)
    for m in np.unique(who):
        dW[:, m] = np.einsum("npd,npj->dj", x[who == m], inner[who == m])
    dh = -(slope * f * own)[:, None] * pi
    dh[np.arange(len(x)), who] += slope * f * own
    return float(np.logaddexp(0, -y * F).mean()), dW, x.sum(axis=1).T @ dh


def _routing(router: ArrayLike, patches: ArrayLike) -> tuple[Float, Float]:
    theta, x = array("router", router, largest=1e6), array("patches", patches, largest=1e6)
    if x.ndim != 3 or theta.ndim != 2 or theta.shape[0] != x.shape[-1] or 0 in (x.size, theta.size):
        raise ValueError(
            "patches must have shape (n, P, d) and router (d, M), none of them 0, got "
            f"{x.shape} and {theta.shape}"
        )
    return theta, x


def _power(z: Float, power: int) -> Float:
    # repeated products: NumPy's ** takes the slow way from the third power on
    found = np.ones_like(z)
    for _ in range(power):
        found = found * z
    return found


def _signs(filters: int) -> Float:
    return np.where(np.arange(filters) < filters // 2, 1.0, -1.0)


def _arguments(
    weights: ArrayLike, router: ArrayLike, patches: ArrayLike, chosen: ArrayLike, power: int
) -> tuple[Float, Float, Float, Chosen]:
    W = array("weights", weights, largest=1e6)
    theta, x = _routing(router, patches)
    if W.ndim != 3 or theta.shape != W.shape[:2]:
        raise ValueError(
            "weights, router and patches must have shapes (d, M, J), (d, M) and (n, P, d), got "
            f"{W.shape}, {theta.shape} and {x.shape}"
        )
    if W.shape[2] % 2 or W.shape[2] == 0:
        raise ValueError(f"weights must have an even number of filters, got {W.shape[2]}")
    if integer("power", power, low=1, high=9) % 2 == 0:
        raise ValueError(f"power must be odd, got {power}")
    who = array("chosen", chosen, low=0)
    if who.shape != (len(x),) or (who >= W.shape[1]).any() or (who != np.floor(who)).any():
        raise ValueError(f"chosen must be one of {W.shape[1]} experts for each of {len(x)} inputs")
    return W, theta, x, who.astype(np.int64)
