"""What the sweep tests run in other processes, which must be able to import it."""

import os
import time
from pathlib import Path
from uuid import uuid4

import numpy as np


def draw(*, scale, size, rng):
    return scale * rng.standard_normal(size)


def combine(fn, key, retries):
    return fn, key, retries


def new_name(n):
    return n, uuid4().hex


def die(n, folder):
    """Run 0 ends its process, once the folder says so and until it says that it has."""
    folder = Path(folder)
    (folder / f"ran-{n}-{uuid4().hex}").touch()
    if n == 0 and not (folder / "healed").exists():
        _wait_for(folder / "die")
        (folder / "healed").touch()
        os._exit(1)
    return np.full(3, n)


def die_always(n, folder):
    if n == 0:
        _wait_for(Path(folder) / "die")
        os._exit(1)
    return n


def _wait_for(path):
    for _ in range(3000):
        if path.exists():
            return
        time.sleep(0.01)
    raise TimeoutError(f"nobody made {path}")
