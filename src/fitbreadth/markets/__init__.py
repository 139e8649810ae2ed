"""Markets: money follows fit, firms come and go, and standing idle has a price.

Models, each with its theory:

* a race of beliefs: ``race`` with its ``drift``, sorting in ``metcalfe`` and ``price``;
* breadth as insurance: ``insurance`` with its ``premium``, ``laplace``; thrift in ``saving``; bets
  in ``doubling``, ``risk`` and ``bankroll``;
* entry and exit: an ``industry``, its ``firm_value``, ``free_entry`` and ``census``, the trap of
  a ``ceiling``; sizes in ``gibrat`` and ``hill``;
* young firms: ``learning_firm``, ``exit_rule``, ``founding``, ``age_hazard``, ``young_firms`` and
  ``size_and_age``;
* division of labour: ``division`` with its ``best_team``, and the ``workshop`` behind it;
* standing idle: ``queues`` and ``seasons``, run by ``customers`` through ``queue_runs``;
* niches of organisations: ``restaurants`` with ``mortality``, ``hazards`` and ``mortality_runs``;
  ``tastes``, ``scale_economies``, ``where_size_pays`` and ``partitioning`` with its
  ``market_structure`` and ``concentration``; the room between balls in ``sphere_packing`` of
  ``lattices``.
"""
