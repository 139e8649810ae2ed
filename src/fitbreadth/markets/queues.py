r"""Standing idle: two specialists with a queue each, or two generalists who share one.

Two kinds of customer arrive at random, each at rate :math:`\rho`. A *specialist* serves its own
kind alone, at rate s; a *generalist* serves either, at rate 1. Two specialists are two M/M/1
queues, in which a customer spends :math:`1/(s - \rho)` on average, waiting and being served. Two
generalists with one queue are an M/M/2, in which a customer spends :math:`1/(1 - \rho^2)`. So
specialists are faster if and only if

.. math:: s > 1 + \rho (1 - \rho),

at most 1.25, at :math:`\rho = 1/2`: faster hands must make up for the moments in which one
specialist stands idle while the other's customers wait. All holds in the long run, for Poisson
arrivals, exponential service and first come, first served.
"""

from __future__ import annotations

from fitbreadth.validate import integer, number

MOST_SERVERS = 1_000_000
"""Beyond so many servers hardly anybody waits."""


def waiting_probability(servers: int, *, load: float, speed: float = 1.0) -> float:
    r"""Return the probability that a customer of an M/M/N queue has to wait: Erlang's C.

    Parameters
    ----------
    servers : int
        N, in [1, 1,000,000].
    load : float
        Customers that arrive per server, :math:`\rho`, per unit of time; in [0, speed).
    speed : float
        Customers that a busy server finishes per unit of time, s in [1e-100, 1e100].

    Returns
    -------
    float
        In [0, 1).

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range: with ``load >= speed`` the queue grows for ever.

    References
    ----------
    kleinrock1975

    Examples
    --------
    >>> round(waiting_probability(2, load=0.5), 6)
    0.333333
    """
    N, a = integer("servers", servers, low=1, high=MOST_SERVERS), _utilisation(load, speed)
    # Erlang's B, of a queue that turns away whoever would wait, by its recursion over servers
    lost = 1.0
    for n in range(1, N + 1):
        lost = a * N * lost / (n + a * N * lost)
    return lost / (1 - a * (1 - lost))


def mean_sojourn(servers: int, *, load: float, speed: float = 1.0) -> float:
    r"""Return the mean time that a customer of an M/M/N queue spends, waiting and being served.

    It is :math:`1/s + C/N(s - \rho)`, with C from :func:`waiting_probability`; :math:`1/(s - \rho)`
    for N = 1, and :math:`1/(1 - \rho^2)` for N = 2 and s = 1.

    Parameters
    ----------
    servers, load, speed
        As for :func:`waiting_probability`.

    Returns
    -------
    float
        In units of time: of a generalist's mean service where its speed is 1.

    Raises
    ------
    TypeError, ValueError
        As for :func:`waiting_probability`.

    References
    ----------
    kleinrock1975

    Examples
    --------
    >>> [round(mean_sojourn(N, load=0.5, speed=s), 6) for N, s in ((1, 1.25), (2, 1.0))]
    [1.333333, 1.333333]
    """
    waits = waiting_probability(servers, load=load, speed=speed)
    return 1 / speed + waits / servers / (speed - load)


def break_even_speed(load: float, *, servers: int = 2) -> float:
    r"""Return how fast N specialists must be to equal N generalists who share a queue.

    It is :math:`\rho + 1/W_N`, with W_N the mean time under generalists: :math:`1 + \rho(1-\rho)`
    for two, and towards :math:`1 + \rho` for many. The more desks are pooled, the better pooling.

    Parameters
    ----------
    load : float
        Customers of each kind that arrive per unit of time, :math:`\rho` in [0, 1).
    servers : int
        N kinds of customer, and specialists, and generalists; in [1, 1,000,000].

    Returns
    -------
    float
        s, relative to a generalist's speed; in [1, 2). Above it specialists are faster.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    smith1981, vandijk2008

    Examples
    --------
    >>> [round(break_even_speed(0.5, servers=N), 3) for N in (1, 2, 10, 1000)]
    [1.0, 1.25, 1.493, 1.5]
    """
    return load + 1 / mean_sojourn(servers, load=load)


def idle_while_waiting(load: float, *, speed: float) -> float:
    r"""Return how often one of two specialists stands idle while the other's customers wait.

    With :math:`a = \rho/s` one is idle, and the other has two customers or more, with probability
    :math:`2(1 - a) a^2`: at most 8/27, at a = 2/3. Two generalists with one queue never are.

    Parameters
    ----------
    load, speed
        As for :func:`waiting_probability`.

    Returns
    -------
    float
        Part of the time, in [0, 8/27].

    Raises
    ------
    TypeError, ValueError
        As for :func:`waiting_probability`.

    Examples
    --------
    >>> idle_while_waiting(0.5, speed=1)
    0.25
    """
    a = _utilisation(load, speed)
    return 2 * (1 - a) * a**2


def _utilisation(load: float, speed: float) -> float:
    s, rho = number("speed", speed, low=1e-100, high=1e100), number("load", load, low=0)
    if rho >= s:
        raise ValueError(
            f"load must be below speed, or the queue grows for ever, got load={rho!r} and "
            f"speed={s!r}"
        )
    return rho / s
