"""Search and optimization: no free lunch, what fit is worth, and how far a budget stretches.

Models, each with its theory:

* functions: ``problems``, ``space``, ``closure``, ``landscape``;
* algorithms as decision trees: ``algorithms``, ``census``, ``searches``;
* no free lunch and its limits: ``exhaustive``, ``histogram``, ``hitting``, ``permutation``,
  ``focused``, ``forgetful``, ``coevolution`` with ``tournament``;
* what fit is worth: ``search``, ``structure``, ``fit``, ``tilt``, ``portfolio``;
* real optimizers: ``benchmark``, ``runs``, ``solvers``, ``suite``, ``extract``;
* how far a budget stretches: ``budget``, ``saturating``, ``power``, ``hill``, ``threshold``.
"""
