"""Models, figures and labs of the book *Fit Beats Breadth*.

Import the domain you want (``fitbreadth.optimization``); the shared ideas are in
:mod:`fitbreadth.allocation` and :mod:`fitbreadth.selection`.
"""

__version__ = "0.1.0"
