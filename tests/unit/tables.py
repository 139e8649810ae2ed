"""Tables of who beats whom, and a tournament played on one."""

from itertools import product
from typing import Any

Table = tuple[tuple[int, ...], ...]


def all_tables(R: int, C: int) -> list[Table]:
    return list(product(product((0, 1), repeat=C), repeat=R))


def play(rule: Any, table: Table, m: int) -> tuple[tuple[int, int, int], ...]:
    games = [[-1] * len(table[0]) for _ in table]
    trace = []
    for _ in range(m):
        r, c = rule(games)
        games[r][c] = table[r][c]
        trace.append((r, c, table[r][c]))
    return tuple(trace)
