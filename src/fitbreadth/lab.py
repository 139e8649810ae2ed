"""A lab: controls, a model and a figure, declared once and alive in several places.

In a page it is a figure over a precomputed grid, which needs no kernel; in Jupyter the same
declaration becomes widgets that call the model anew at every move; and a reader's browser can
run the model too (``browser``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from itertools import product
from typing import Any

from fitbreadth.chart import at_setting, bundle, finish
from fitbreadth.control import Control, setting_key
from fitbreadth.validate import integer

Row = dict[str, Any]
Setting = dict[str, float | str]

STILL = "FITBREADTH_STILL"
"""Set in the environment while the book is built: labs then show their kernel-free life."""


@dataclass(frozen=True)
class Outcome:
    """The number that sums up one run, for readers who want to see many.

    Attributes
    ----------
    label : str
        What it is, with its unit: the title of an axis.
    of : callable
        ``of(rows)`` returns it for the rows of one run.
    """

    label: str
    of: Callable[[Sequence[Row]], float]


@dataclass(frozen=True)
class Run:
    """What a lab's model gave at one setting.

    Attributes
    ----------
    setting : dict
        Of every control, as the model took it.
    seed : int or None
        Of the random numbers, where there are any.
    rows : list of dict
        What the figure draws, each with the setting of the controls the model was asked about.
    """

    setting: Setting
    seed: int | None
    rows: list[Row]


@dataclass(frozen=True)
class Lab:
    """A model with knobs; without any, a plain figure.

    Parameters
    ----------
    name : str
        Of its figure; starts with ``fig-``.
    controls : tuple of Control
        In the order a reader meets them; their names are the model's arguments, but for
        those that are views of its result.
    rows : callable
        ``rows(**setting)`` runs the model and returns what the figure draws, a list of
        dicts with the same keys for every setting.
    draw : callable
        ``draw(rows)`` returns an Altair chart of such a list.
    caption, description : str
        As in :func:`fitbreadth.chart.finish`.
    columns : mapping of str to str
        Heading in the data table for each field of a row.
    backdrop : callable, optional
        ``backdrop()`` returns rows that the figure draws at every setting.
    readout : callable, optional
        ``readout(**setting)`` returns the sentence that sums up one setting.
    seed : int, optional
        Where the model draws random numbers, the seed it opens with. ``rows`` then takes a
        ``seed`` too, and so may ``backdrop`` and ``readout``.
    outcome : Outcome, optional
        What to compare of many runs with seeds of their own.
    needs_scipy : bool
        Whether the model calls SciPy, which a browser has to load.

    Raises
    ------
    TypeError
        If there is a seed that ``rows`` does not take.
    ValueError
        If ``outcome`` is given without a seed: all runs would be the same.

    Examples
    --------
    >>> import altair as alt
    >>> lab = Lab(
    ...     name="fig-square",
    ...     controls=(Control("a", "Side", (1, 2), 1),),
    ...     rows=lambda *, a: [{"area": a * a}],
    ...     draw=lambda rows: alt.Chart(alt.Data(values=rows)).mark_bar().encode(x="area:Q"),
    ...     caption="Move the side.",
    ...     description="A bar as long as the area.",
    ...     columns={"area": "Area"},
    ... )
    >>> [row["area"] for row in lab.grid()]
    [1, 4]
    """

    name: str
    controls: tuple[Control, ...]
    rows: Callable[..., Sequence[Row]]
    draw: Callable[[Sequence[Row]], Any]
    caption: str
    description: str
    columns: Mapping[str, str]
    backdrop: Callable[[], Sequence[Row]] | None = None
    readout: Callable[..., str] | None = None
    seed: int | None = None
    outcome: Outcome | None = None
    needs_scipy: bool = False

    def __post_init__(self) -> None:
        if self.seed is not None and "seed" not in signature(self.rows).parameters:
            raise TypeError(f"rows must take seed in a lab that has one, got {self.rows!r}")
        if self.seed is None and self.outcome is not None:
            raise ValueError(f"outcome must be left out where there is no seed, got {self.outcome}")

    def settings(self) -> list[Setting]:
        """Return every setting that the model is run at, the last control varying fastest."""
        return _grid(self._asked())

    def _asked(self) -> list[Control]:
        """Return the controls that the model is asked about; the others are views."""
        return [control for control in self.controls if not control.view]

    def views(self, setting: Setting) -> list[Setting]:
        """Return ``setting`` with every combination of what its views can show."""
        views = [control for control in self.controls if control.view]
        return [setting | shown for shown in _grid(views)]

    def default(self) -> Setting:
        """Return the setting the lab opens at."""
        return {control.name: control.default for control in self.controls}

    def grid(self) -> list[Row]:
        """Run the model at every setting and return all rows, each with its setting."""
        rows = [
            setting | row for setting in self.settings() for row in self._call(self.rows, setting)
        ]
        return rows + self.scenery(self.seed)

    def scenery(self, seed: int | None) -> list[Row]:
        """Return the rows that the figure draws at every setting."""
        return list(self._call(self.backdrop, {}, seed)) if self.backdrop else []

    def _call(
        self, function: Callable[..., Any], setting: Mapping[str, Any], seed: int | None = None
    ) -> Any:
        """Call one of the lab's functions, with the seed if it takes one."""
        if self.seed is None or "seed" not in signature(function).parameters:
            return function(**setting)
        return function(**setting, seed=self.seed if seed is None else seed)

    def run(self, *, seed: int | None = None, **setting: Any) -> Run:
        """Run the model once, on the grid or off it.

        Parameters
        ----------
        seed : int, optional
            Non-negative; by default the lab's own.
        **setting
            A value for each control, or for some: the others stand where they open.

        Returns
        -------
        Run
            Its rows.

        Raises
        ------
        TypeError
            If a control is unknown, or a seed is given to a model without chance.
        ValueError
            If a control does not accept its value, or the model refuses the setting.
        """
        known = {control.name: control for control in self.controls}
        if unknown := sorted(setting.keys() - known.keys()):
            raise TypeError(f"setting must name {sorted(known)}, got {unknown}")
        if seed is not None and self.seed is None:
            raise TypeError(f"seed must be left out: {self.name} draws no random numbers")
        if self.seed is not None:
            seed = self.seed if seed is None else integer("seed", seed, low=0)
        taken = self.default() | {name: known[name].accept(at) for name, at in setting.items()}
        asked = {control.name: taken[control.name] for control in self._asked()}
        rows = [asked | row for row in self._call(self.rows, asked, seed)]
        return Run(taken, seed, rows)

    def sentence(self, *, seed: int | None = None, **setting: Any) -> str:
        """Return the words that sum up one setting, "" where the lab has none."""
        return str(self._call(self.readout, setting, seed)) if self.readout else ""

    def still(self) -> Any:
        """Return the kernel-free figure: every setting computed, the controls choosing."""
        headings = {control.name: control.label for control in self._asked()}
        readout = {}
        if self.readout is not None:
            readout = {
                setting_key(list(setting.values())): str(self._call(self.readout, setting))
                for setting in _grid(self.controls)
            }
        drawn = self.draw(self.grid())
        return finish(
            drawn.transform_filter(at_setting(asked)) if (asked := self._asked()) else drawn,
            name=self.name,
            caption=self.caption,
            description=self.description,
            controls=self.controls,
            columns=headings | dict(self.columns),
            readout=readout,
            model={
                "module": self.rows.__module__,
                "asked": [control.name for control in self._asked()],
                "seed": self.seed,
                "outcome": self.outcome.label if self.outcome else None,
                "needs_scipy": self.needs_scipy,
            },
        )

    def at(self, *, seed: int | None = None, **setting: Any) -> Any:
        """Run the model at one setting and return its figure; arguments as for :meth:`run`."""
        run = self.run(seed=seed, **setting)
        asked = {control.name: run.setting[control.name] for control in self._asked()}
        drawn = self.draw(run.rows + [row for row in self.scenery(run.seed) if _fits(row, asked)])
        # a chart may ask any control where it stands, also those whose rows were computed for it
        held = [control.parameter(at=run.setting[control.name]) for control in self.controls]
        return finish(
            drawn.add_params(*held),
            name=self.name,
            caption=self.caption,
            description=self.description,
            columns=self.columns,
        )

    def widgets(self) -> Any:
        """Return the lab as ipywidgets: every move runs the model and redraws the figure."""
        from fitbreadth.widgets.panel import panel

        return panel(self)

    def _repr_mimebundle_(self, **_: Any) -> Any:
        if os.environ.get(STILL) or not self.controls:
            words = {"text/plain": f"Lab: {self.description}"}
            return bundle(self.still().to_dict()) | words
        return self.widgets()._repr_mimebundle_()


def _fits(row: Row, asked: Setting) -> bool:
    """Return whether a row belongs to a setting; one that does not mention it does."""
    return all(row.get(name, value) == value for name, value in asked.items())


def _grid(controls: Sequence[Control]) -> list[Setting]:
    """Return every combination of the controls' values."""
    names = [control.name for control in controls]
    return [
        dict(zip(names, values, strict=True))
        for values in product(*(control.values for control in controls))
    ]
