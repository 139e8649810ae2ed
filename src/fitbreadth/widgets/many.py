"""Many runs of a lab in Jupyter, beside it, so that a reader can go on and can stop them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import ipywidgets

from fitbreadth.many_runs import many_runs, picture, words
from fitbreadth.widgets.inputs import NumberField
from fitbreadth.widgets.parts import aside, failed, output, refused, row, said

if TYPE_CHECKING:
    from fitbreadth.lab import Lab, Setting


class _Stopped(Exception):
    """Ends the runs from within."""


class ManyRunsPanel:
    """A button, a count and a bar, and under them the picture of what came out.

    Parameters
    ----------
    lab : Lab
        One with an outcome.
    asked : callable
        Returns the setting and the seed that a reader has chosen; its ``ValueError`` is shown.
    config : mapping
        Vega-Lite's, so that the picture looks like the figure above it.

    Attributes
    ----------
    box : ipywidgets.Widget
        All of it.
    """

    def __init__(
        self, lab: Lab, asked: Callable[[], tuple[Setting, int | None]], config: dict[str, Any]
    ) -> None:
        self._lab, self._asked, self._config = lab, asked, config
        self._stop: Event | None = None
        self.count = NumberField("Number of runs", 100, low=2, high=1000, whole=True)
        # one button for both, lest the keyboard's focus go where it is hidden
        self.button = ipywidgets.Button()
        self.bar = ipywidgets.IntProgress(min=0, style={"description_width": "initial"})
        self.message = ipywidgets.HTML()
        self.picture = ipywidgets.Output()
        self._idle()
        self.button.on_click(self._pressed)
        self.box = ipywidgets.VBox(
            [
                row(self.button, self.count.box, aside(f"runs, {self.count.hint}"), self.bar),
                self.message,
                self.picture,
            ]
        )

    def forget(self) -> None:
        """Stop what runs and remove what came of another setting."""
        if self._stop is not None:
            self._stop.set()
        self._idle()
        self.message.value = ""
        self.picture.outputs = ()

    def _idle(self) -> None:
        self._stop = None
        self.button.description = "Many runs"
        self.button.tooltip = "Run the model with one seed after the other"
        self.bar.layout.display = "none"

    def _pressed(self, _: Any) -> None:
        if self._stop is not None:
            self._stop.set()
            return
        try:
            count = int(self.count.read())
            setting, seed = self._asked()
        except ValueError as refusal:
            self.message.value = refused(str(refusal))
            return
        self._stop = Event()
        self.bar.value, self.bar.max = 0, count
        self.bar.layout.display = ""
        self.button.description, self.button.tooltip = "Stop", "End the runs"
        self.message.value = ""
        # beside the kernel's own thread, which has to hear when a reader stops it
        Thread(target=self._work, args=(setting, seed, count, self._stop), daemon=True).start()

    def _work(self, setting: Setting, seed: int | None, count: int, stop: Event) -> None:
        """Run them all; what was stopped by another setting leaves no trace."""
        outcome = self._lab.outcome
        assert outcome is not None
        told = ""
        shown: tuple[dict[str, Any], ...] = ()

        def report(done: int, total: int) -> None:
            if stop.is_set():
                raise _Stopped
            if done % max(1, total // 50) == 0:
                self.bar.value, self.bar.description = done, f"{done} of {total}"

        try:
            runs = many_runs(self._lab, count=count, seed=seed, progress=report, **setting)
            sentence = words(outcome.label, runs)
            told = said(sentence)
            spec = picture(outcome.label, runs)
            shown = output({**spec, "config": self._config, "description": sentence})
        except _Stopped:
            told = said("Stopped.")
        except (TypeError, ValueError) as refusal:
            told = refused(str(refusal))
        except Exception as mistake:
            told = failed(mistake)
            raise
        finally:
            if self._stop is stop:
                self._idle()
                self.message.value, self.picture.outputs = told, shown
