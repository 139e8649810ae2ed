"""What stands before the first cell of a notebook: how to run it, and what it needs.

Where the repository is known a cell installs the package if it is missing; where it is not, words
say how.
"""

from __future__ import annotations

from collections.abc import Mapping

from fitbreadth.publish.launch import place
from fitbreadth.publish.own_wheel import file_name

NEEDED = ("numpy>=2.0", "altair>=6,<7", "ipywidgets>=8", "myst-nb", "scipy>=1.13")
"""What the extra ``book`` installs; the site's own wheel, made for browsers, asks for nothing."""


def install(environment: Mapping[str, str] | None = None) -> str:
    """Return the cell that installs the book's package where it is missing.

    Empty where the repository is not known.
    """
    where = place(environment)
    if where is None:
        return ""
    return (
        "# Colab lacks the book's package, and a hub may; where it is there, this does nothing\n"
        "import importlib.util\n\n"
        'if importlib.util.find_spec("fitbreadth") is None:\n'
        f'    %pip install --quiet "fitbreadth[book] @ git+{where.repository}"'
    )


def note(*, labs: bool, environment: Mapping[str, str] | None = None) -> str:
    """Return how to run a notebook, in words.

    Parameters
    ----------
    labs : bool
        Whether it has any: until they run, they are still pictures.
    environment : mapping of str to str, optional
        Says where the repository is; by default that of this process.

    Raises
    ------
    ValueError
        If the repository is no web address.

    Examples
    --------
    >>> print(note(labs=False, environment={"FITBREADTH_REPOSITORY": "https://github.com/a/b"}))
    > **To run this notebook**, run all its cells (in JupyterLab: *Run*, *Run All Cells*).
    """
    begin = "**To run this notebook**, run all its cells (in JupyterLab: *Run*, *Run All Cells*)."
    if labs:
        begin += (
            " Its figures are still pictures until then: a cell that runs turns its picture into a"
            " lab, whose controls run the model."
        )
    lines = [begin]
    if place(environment) is None:
        wheel = file_name()
        packages = " ".join(f'"{name}"' for name in NEEDED)
        lines += [
            "",
            "It needs the book's package. If Python says *No module named 'fitbreadth'*: with a"
            " copy of the book's repository,"
            ' run `%pip install -e "path/to/the/copy[book]"` in a new cell, once, and restart the'
            f" kernel. Without one, put the file `{wheel}` beside this notebook (the menu at the"
            " top of the notebook's page on the site offers both), and run in a new cell, once:",
            "",
            "```python",
            f"%pip install ./{wheel} {packages}",
            "```",
        ]
    return "\n".join(f"> {line}".rstrip() for line in lines)
