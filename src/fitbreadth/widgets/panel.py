"""The Jupyter life of a lab: its controls as ipywidgets around a living figure."""

from __future__ import annotations

from collections.abc import Callable
from random import randint
from typing import TYPE_CHECKING, Any

import ipywidgets

from fitbreadth.widgets.inputs import Knob, NumberField
from fitbreadth.widgets.many import ManyRunsPanel
from fitbreadth.widgets.parts import failed, refused, row, said
from fitbreadth.widgets.stage import Stage

if TYPE_CHECKING:
    from fitbreadth.lab import Lab, Setting


def panel(lab: Lab) -> ipywidgets.VBox:
    """Return the widgets of ``lab``: controls, seed, reset, figure, sentence and many runs.

    A setting that is refused leaves the last good figure in place and is said in words over it.

    Examples
    --------
    >>> from fitbreadth.optimization.labs import CURVATURE
    >>> [type(part).__name__ for part in panel(CURVATURE).children]
    ['HBox', 'HBox', 'HTML', 'GridBox']
    """
    return Panel(lab).box


class Panel:
    """The widgets of a lab, by name.

    Parameters
    ----------
    lab : Lab
        Whose model every move runs anew.

    Attributes
    ----------
    knobs : list of Knob
        One a control.
    seed : NumberField or None
        Where the model draws random numbers.
    figure : Stage
        The chart.
    message : ipywidgets.HTML
        The sentence or the refusal over it.
    many : ManyRunsPanel or None
        Where runs have an outcome to compare.
    box : ipywidgets.VBox
        All of it.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._quiet = False
        self.knobs = [Knob(control, self.refresh) for control in lab.controls]
        self.seed: NumberField | None = None
        self.many: ManyRunsPanel | None = None
        self.reset = _button("Reset", "Back to the opening setting", self._restore)
        buttons = [self.reset]
        if lab.seed is not None:
            self.seed = NumberField("Seed", lab.seed, low=0, whole=True, named=True)
            self.seed.box.observe(self.refresh, names="value")
            self.new_seed = _button("New seed", "Run with other random numbers", self._reseed)
            buttons += [row(self.seed.box, self.new_seed)]
        self.figure = Stage()
        # its room is kept, lest the figure jump with the length of the sentence
        self.message = ipywidgets.HTML(layout={"min_height": "3.5rem" if lab.readout else "0"})
        config = self._show(*self.asked())
        parts = [*(knob.box for knob in self.knobs), row(*buttons), self.message, self.figure.box]
        if lab.outcome is not None:
            self.many = ManyRunsPanel(lab, self.asked, config)
            parts.append(self.many.box)
        self.box = ipywidgets.VBox(parts)

    def asked(self) -> tuple[Setting, int | None]:
        """Return the setting and the seed that stand in the panel.

        Raises
        ------
        ValueError
            If what stands in a field is not accepted.
        """
        for knob in self.knobs:
            if knob.refusal:
                raise ValueError(knob.refusal)
        seed = int(self.seed.read()) if self.seed else None
        return {knob.control.name: knob.value for knob in self.knobs}, seed

    def refresh(self, _: Any = None) -> None:
        """Run the model as the panel stands and show what it gives, or why it does not run."""
        if self._quiet:
            return
        if self.many:
            self.many.forget()
        try:
            self._show(*self.asked())
        except (TypeError, ValueError) as refusal:
            self.message.value = refused(str(refusal))
        except Exception as mistake:
            # Jupyter writes it to a log that few readers know of
            self.message.value = failed(mistake)
            raise

    def _show(self, setting: Setting, seed: int | None) -> dict[str, Any]:
        """Draw one run, and return how its chart looks."""
        spec: dict[str, Any] = self.lab.at(seed=seed, **setting).to_dict()
        sentence = self.lab.sentence(seed=seed, **setting)
        self.figure.show(spec)
        self.message.value = said(sentence)
        config: dict[str, Any] = spec["config"]
        return config

    def _restore(self, _: Any) -> None:
        for knob in self.knobs:
            knob.put(knob.control.default)
        self._put_seed(self.lab.seed)

    def _reseed(self, _: Any) -> None:
        self._put_seed(randint(1, 999_999))

    def _put_seed(self, seed: int | None) -> None:
        """Set the seed, where there is one, and run once."""
        self._quiet = True
        if self.seed and seed is not None:
            self.seed.put(seed)
        self._quiet = False
        self.refresh()


def _button(words: str, tooltip: str, pressed: Callable[[Any], None]) -> Any:
    button = ipywidgets.Button(description=words, tooltip=tooltip)
    button.on_click(pressed)
    return button
