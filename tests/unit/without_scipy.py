"""Runs every lab where SciPy cannot be imported, and compares with what the labs say."""

import sys
from importlib import import_module

from fitbreadth.lab import Lab

CHAPTERS = ("optimization", "biology", "markets", "learning", "bitter_lesson", "convergence")


class _NoSciPy:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] == "scipy":
            raise ModuleNotFoundError(name)


def runs(lab):
    """Return whether the lab runs at all settings of its sliders, with all their sentences."""
    try:
        lab.still()
    except ModuleNotFoundError:
        return False
    return True


def check():
    sys.meta_path.insert(0, _NoSciPy)
    wrong = [
        f"{chapter}.{name} says needs_scipy={lab.needs_scipy}"
        for chapter in CHAPTERS
        for name, lab in vars(import_module(f"fitbreadth.{chapter}.labs")).items()
        if isinstance(lab, Lab) and runs(lab) == lab.needs_scipy
    ]
    print("\n".join(wrong))
    sys.exit(bool(wrong))
