"""Evolution and ecology: when niches fill with specialists, and when the generalist wins.

Models, each with its theory:

* who wins where: ``grain``, ``trade_off``, ``levins``;
* how alike neighbours may be: ``lotka_volterra``, ``similarity``, ``packing``;
* specialists from nothing: ``levene`` and ``dieckmann``, asked by ``invasion`` and ``coalition``,
  run by ``evolution`` on a ``lattice``, with ``branches`` counted;
* a budget of enzymes: ``enzymes``, ``knife_edge``;
* hedging: ``bet_hedging``, ``cue``;
* what was measured: ``evolved_lines``.
"""
