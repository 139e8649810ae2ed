"""What the traditions share: one number that moves the best allocation from breadth to focus.

Models, each with its theory:

* one theorem in every chapter's words: worked instances by ``instances_plan``, from
  ``instances_optimization``, ``instances_biology``, ``instances_markets``, ``instances_learning``
  and ``instances_bitter_lesson``, gathered in ``instances`` for the ``odds`` of five tasks, under
  their ``tradition_names``; what wrong plans of ``misfit_plans`` lose, in ``misfit_instances``;
* the map of both regimes: ``regimes`` of plans, ``regime_orders`` of given types, and the
  ``regime_points`` of the earlier chapters, from ``regime_contests`` and ``regime_plans``, each a
  ``regime_outcome``; all ``borders`` of the book;
* one update: ``four_names`` for it, computed by ``three_programs`` and the market;
* where the theorem stops: ``search_symmetry`` needs no budget; ``price_edge``, ``price_maker`` and
  ``price_feedback`` answer to others, as do the ``crowding`` of patches with its ``crowd_values``
  and ``diets``; ``niche_bend`` and ``niche_shape`` are another trade-off, ``sharing`` has no wall,
  ``levels`` pool, a ``chosen_question`` is easier;
* many tasks: the ``conflict_map`` and its ``conflict_runs``;
* a learner over specialists: ``switching`` worlds, ``fixed_share`` with its ``share_bound``, its
  ``adaptation``, the ``horizon`` from which it pays, and whether ``adapting_pays``;
* what specialising buys: ``task_cost`` where demand is a ``zipf``, the ``tail`` of long jobs with
  its ``tail_runs``, ``machines``, ``withdrawal``.

What they show is in ``claims``; ``all_claims`` names those of every chapter.
"""
