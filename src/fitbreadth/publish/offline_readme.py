"""What the README of the offline zip says."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from fitbreadth.publish.pyodide_files import VERSION


def text(*, packages: Sequence[str], systems: Sequence[str], assignments: Sequence[str]) -> str:
    """Return the README.

    Parameters
    ----------
    packages : sequence of str
        What runs in the pages: "numpy", "scipy"; empty where Python is not beside them.
    systems : sequence of str
        What the wheels are for; empty where there are none.
    assignments : sequence of str
        File names of the assignments.

    Examples
    --------
    >>> told = text(packages=["numpy"], systems=[], assignments=[])
    >>> "labs that need SciPy" in told, "RUN THE NOTEBOOKS" in told
    (True, False)
    """
    parts = [_HEAD, _held(packages, systems, assignments), _READ, _run(packages), _SERVE]
    if systems:
        parts.append(_install(systems))
    if assignments:
        parts.append(_assigned(assignments))
    return "\n".join(
        [*(dedent(part).strip("\n") + "\n" for part in parts), _licences(packages, bool(systems))]
    )


_HEAD = """
    FIT BEATS BREADTH, WITHOUT A NETWORK
    ====================================
    An interactive book about one idea: under scarcity the best plan is the one that
    fits its world. Unpack the whole zip before you open anything in it.
"""

_READ = """
    READ IT
    -------
    Open site/index.html in a browser. No server and no network are needed.
"""

_SERVE = """
    SERVE IT TO A CLASS
    -------------------
    One machine with Python can serve the book to the others on its local network.
    In this folder:

        python3 -m http.server 8000 --directory site

    (On Windows: py -m http.server 8000 --directory site.) The others open
    http://ADDRESS:8000/ where ADDRESS is that machine's name or number on the local
    network; a firewall may ask whether this is allowed. Ctrl-C ends it.
"""


def _held(packages: Sequence[str], systems: Sequence[str], assignments: Sequence[str]) -> str:
    rows = [("site/", "the book as web pages" + (", with Python in them" if packages else ""))]
    rows += [("notebooks/", "every page as a notebook, already run")]
    if assignments:
        rows += [("assignments/", "exercises for students, as notebooks; no solutions")]
    if systems:
        rows += [("wheels/", "what the notebooks need, to install without a network")]
    else:
        rows += [("fitbreadth-*.whl", "the book's Python package")]
    rows += [("LICENSE.txt", "licence of the code; the others are named below")]
    width = max(len(name) for name, _ in rows)
    return "WHAT IS IN IT\n-------------\n" + "".join(f"{n:{width}}  {w}\n" for n, w in rows)


def _run(packages: Sequence[str]) -> str:
    head = "RUN A MODEL IN A PAGE\n---------------------\n"
    if not packages:
        return (
            f'{head}Sliders work. "Run this model" does not: this zip was made without the\n'
            "Python that runs in a browser, and the page would fetch it from the network.\n"
        )
    words = (
        f'{head}"Run this model", under a figure, starts Python in the browser: Pyodide\n'
        f"{VERSION}, which is in site/_static/python.\n"
    )
    if "scipy" not in packages:
        words += "It has NumPy but not SciPy: the labs that need SciPy do not run.\n"
    return words


def _install(systems: Sequence[str]) -> str:
    listed = "".join(f"    {system}\n" for system in systems)
    return (
        "RUN THE NOTEBOOKS\n-----------------\n"
        f"Python must be there already. The wheels are for:\n\n{listed}"
        + dedent(r"""
        Linux, macOS:

            python3 -m venv env
            env/bin/pip install --no-index --find-links wheels -r wheels/requirements.txt
            env/bin/jupyter lab notebooks

        Windows:

            py -m venv env
            env\Scripts\pip install --no-index --find-links wheels -r wheels\requirements.txt
            env\Scripts\jupyter lab notebooks

        For another Python or system, take the folder wheels to a machine of that kind
        that has a network, and add its wheels to the folder:

            cd wheels
            python3 -m pip download --only-binary=:all: --find-links . -r requirements.txt
        """)
    )


def _assigned(assignments: Sequence[str]) -> str:
    listed = "".join(f"    {name}\n" for name in assignments)
    return (
        f"THE ASSIGNMENTS\n---------------\n{listed}\n"
        "Open them where the notebooks run. With the Python of that place,\n\n"
        f"    python -m fitbreadth.classroom check assignments/{assignments[0]}\n\n"
        "says whether one is complete and can be graded.\n"
    )


def _licences(packages: Sequence[str], wheels: bool) -> str:
    rows = [
        "code of the book: MIT (LICENSE.txt)",
        "text and figures: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        "tables and fonts in the pages, and what draws the charts: site/about.html",
    ]
    if packages:
        rows += [
            f"Pyodide {VERSION}: MPL 2.0, source at https://github.com/pyodide/pyodide",
            "Python within it: PSF licence; NumPy, SciPy: BSD, text in their wheels",
        ]
    if wheels:
        rows += ["every other wheel: its own licence, in its folder *.dist-info"]
    return "LICENCES\n--------\n" + "".join(f"- {row}\n" for row in rows)
