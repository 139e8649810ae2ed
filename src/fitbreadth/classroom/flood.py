"""Stop one cell from printing without end, where it prints: in the kernel.

Once it is on its way, a flood costs the memory of everybody who has to take it in.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TextIO

MOST = 200_000
"""Characters that one cell may print."""


@contextlib.contextmanager
def held_back(stream: TextIO, most: int = MOST) -> Iterator[None]:
    """Let a stream pass so much, and drop the rest.

    Parameters
    ----------
    stream : TextIO
        Its ``write`` is replaced: whoever holds the stream already is held back as well.
    most : int
        Characters.

    Examples
    --------
    >>> import io
    >>> stream = io.StringIO()
    >>> with held_back(stream, 5):
    ...     _ = stream.write("flo"), stream.write("ods"), stream.write("!")
    >>> stream.getvalue().splitlines()
    ['flood', '[This cell has printed 5 characters: the rest is left out.]']
    """
    write, left = stream.write, most

    def count(text: str) -> int:
        nonlocal left
        if left >= 0:
            write(text[:left])
            left -= len(text)
            if left < 0:
                write(f"\n[This cell has printed {most} characters: the rest is left out.]\n")
        return len(text)

    stream.write = count  # type: ignore[method-assign]
    try:
        yield
    finally:
        stream.write = write  # type: ignore[method-assign]
