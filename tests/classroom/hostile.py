"""What students do to notebooks, mostly without meaning to.

Each is an answer to the sample's ``mean`` or ``growth`` with what it does to the points, and a
word that the student finds in the feedback. Everything not named is answered right.
"""

from __future__ import annotations

from dataclasses import dataclass

MEAN = "\ndef mean(x):\n    return sum(x) / len(x)\n"
GROWTH = "\ndef growth(returns):\n    return np.mean(np.log(returns))\n"
FULL = {"mean": 3, "growth": 5}


@dataclass(frozen=True)
class Hostile:
    """An answer, the points that its tasks get, and a word of the feedback."""

    task: str
    source: str
    points: dict[str, int]
    word: str = ""


def _mean(source: str, mean: int, word: str = "") -> Hostile:
    return Hostile("mean", source, FULL | {"mean": mean}, word)


CASES = {
    # two of its tests: one loops
    "endless loop": Hostile(
        "growth",
        "def growth(returns):\n    while returns[1] == 2:\n        pass\n"
        "    return np.mean(np.log(returns))",
        FULL | {"growth": 3},
        "stopped after",
    ),
    "endless loop at once": _mean("while True:\n    pass" + MEAN, 0, "stopped after"),
    "loop that cannot be stopped": _mean(
        MEAN + "while True:\n    try:\n        while True: sum(range(9))\n"
        "    except BaseException:\n        pass",
        0,
        "did not let itself be interrupted",
    ),
    "endless printing": _mean(
        "def mean(x):\n    while True:\n        print('x' * 10000)", 0, "the rest is left out"
    ),
    "megabytes": _mean(
        "print('x' * 20_000_000)\nfor i in range(30_000):\n    print(i)" + MEAN,
        3,
        "the rest is left out",
    ),
    "megabytes of pictures": _mean(
        "from IPython.display import HTML, display\nfor i in range(20):\n"
        "    display(HTML('x' * 1_000_000))" + MEAN,
        3,
        "the rest is left out",
    ),
    "exception": _mean(MEAN + "1 / 0\n", 3, "ZeroDivisionError"),
    "not Python": _mean("def mean(x: return", 0, "SyntaxError"),
    "np": _mean(MEAN + "np = 5", 3, "Given back"),
    "no np": _mean(MEAN + "del np", 3, "Given back"),
    "numpy.mean": _mean(MEAN + "import numpy\nnumpy.mean = None", 3, "numpy.mean"),
    "no numpy.log": _mean(MEAN + "del np.log", 3, "numpy.log"),
    "no numpy": _mean(MEAN + "import sys\nsys.modules['numpy'] = None", 3),
    "sum": _mean(MEAN + "sum = 0", 3, "Given back their meaning for these tests: sum"),
    "builtins": _mean(MEAN + "import builtins\nbuiltins.len = None", 3, "len"),
    "given helper": _mean(
        "def mean(x):\n    return 0\ndef close(a, b):\n    return True", 0, "close"
    ),
    "given value": _mean(MEAN + "RETURNS = None", 3, "RETURNS"),
    "given data in place": _mean(MEAN + "RETURNS *= 0", 3, "RETURNS"),
    "star": _mean("from numpy import *\nfrom math import *" + MEAN, 3),
    "reset": _mean("get_ipython().run_line_magic('reset', '-f')" + MEAN, 3),
    "warning": _mean(
        "import warnings, sys\ndef mean(x):\n    warnings.warn('careful')\n"
        "    print('so so', file=sys.stderr)\n    return sum(x) / len(x)",
        3,
        "careful",
    ),
    "warnings as errors": _mean(
        MEAN + "import warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')", 3
    ),
    "exit": _mean(MEAN + "exit()", 3, "would end the notebook"),
    "sys.exit": _mean(MEAN + "import sys\nsys.exit()", 3, "SystemExit"),
    "input": _mean(MEAN + "input('x?')", 3, "input"),
    "killed": _mean("import os\ndef mean(x):\n    os._exit(1)", 0, "ended the kernel"),
    "killed at once": _mean("import os\nos._exit(1)" + MEAN, 0, "ended the kernel"),
    "recursion": _mean("def mean(x):\n    return mean(x)", 0, "RecursionError"),
    "elsewhere": _mean(MEAN + "import os\nos.chdir('/')", 3),
    "no output": _mean(MEAN + "import sys\nsys.stdout = sys.stderr = None", 3),
}
