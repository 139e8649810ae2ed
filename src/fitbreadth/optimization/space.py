"""The size of the space of functions, and what listing it would cost."""

from __future__ import annotations

from math import log2, log10

from fitbreadth.validate import integer


def space_size(n: int, K: int, *, limit: int = 2**24) -> int:
    """Return K^n, the number of functions, or say what listing them would cost.

    Parameters
    ----------
    n, K : int
        Points (>= 1) and values (>= 2).
    limit : int
        The most functions the caller is ready to enumerate.

    Returns
    -------
    int
        K^n.

    Raises
    ------
    ValueError
        If K^n exceeds ``limit``.

    Examples
    --------
    >>> space_size(8, 4)
    65536
    >>> space_size(20, 10)
    Traceback (most recent call last):
    ValueError: n=20, K=10 means 10^20 functions (about 1.0e20; 2.0e21 bytes as rows), above
    limit=16777216: choose a smaller n or K, or raise limit
    """
    n, K = integer("n", n, low=1), integer("K", K, low=2)
    limit = integer("limit", limit, low=1)
    # the logarithm first: K**n itself may be too long a number to compute
    if n * log2(K) > 64 or K**n > limit:
        digits = n * log10(K)
        raise ValueError(
            f"n={n}, K={K} means {K}^{n} functions (about {power_of_ten(digits)}; "
            f"{power_of_ten(digits + log10(n))} bytes as rows), above limit={limit}: "
            "choose a smaller n or K, or raise limit"
        )
    return int(K**n)


def power_of_ten(digits: float) -> str:
    """Write 10**digits shortly, also where it is too large for a float.

    Parameters
    ----------
    digits : float
        The decimal logarithm, at least 0.

    Returns
    -------
    str

    Examples
    --------
    >>> power_of_ten(400.3)
    '2.0e400'
    """
    return f"{10 ** (digits % 1):.1f}e{int(digits)}"
