"""Search and optimization: no free lunch, what fit is worth, and how far a budget stretches.

Models, each with its theory: ``problems`` and ``landscape`` (functions), ``algorithms`` (decision
trees), ``exhaustive``, ``permutation`` and ``focused`` (no free lunch and its limits), ``search``
(the best and the worst fit), ``fit`` (inner products), ``benchmark`` and ``suite`` (real
optimizers), ``budget``, ``coevolution`` and ``portfolio``.
"""
