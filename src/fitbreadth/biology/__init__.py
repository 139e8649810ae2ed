"""Evolution and ecology: when niches fill with specialists, and when the generalist wins.

Models, each with its theory:

* who wins where: ``grain`` with its ``weather`` and ``critical_patches``, ``trade_off``, ``levins``
  with its ``peaks`` and the ``mixture``;
* how alike neighbours may be: ``lotka_volterra`` with its ``trajectory``, ``hofbauer`` in the
  clothes of selection, ``similarity``, ``packing`` of a ``capacity`` by ``assembly``;
* specialists from nothing: ``levene``, ``even_patches`` and ``dieckmann``, asked by ``invasion``,
  ``singular`` and ``coalition``, run by ``evolution`` on a ``lattice``, with ``branches`` counted;
* a budget of enzymes: ``enzymes``, ``stationary`` with the ``hull``, ``knife_edge``;
* hedging: ``bet_hedging`` with ``kelly`` and ``seed_banks``, ``hedge``, ``cue`` with ``lineages``;
* what was measured: ``evolved_lines``.
"""
