"""A place for a chart that changes in Jupyter without moving what stands below it."""

from __future__ import annotations

from typing import Any

import ipywidgets

from fitbreadth.widgets.parts import output


class Stage:
    """Two outputs in one place: while one shows a chart, the next is drawn unseen in the other.

    JupyterLab empties an output before it draws anew, and a page whose figure has no height for a
    moment jumps.

    Attributes
    ----------
    box : ipywidgets.Widget
        Both.

    Examples
    --------
    >>> stage = Stage()
    >>> stage.show({"description": "A dot."})
    >>> stage.shown["data"]["text/plain"]
    'Figure: A dot.'
    """

    def __init__(self) -> None:
        self._front, self._back = (
            ipywidgets.Output(layout={"grid_area": "1 / 1", "min_width": "0", "overflow": "auto"})
            for _ in range(2)
        )
        self.box = ipywidgets.GridBox([self._front, self._back])

    @property
    def shown(self) -> dict[str, Any]:
        """What a reader sees, as a notebook stores it."""
        (chart,) = self._front.outputs
        return dict(chart)

    def show(self, spec: dict[str, Any]) -> None:
        """Draw a chart in place of the last one."""
        self._back.outputs = output(spec)
        self._back.layout.visibility = "visible"
        self._front.layout.visibility = "hidden"
        self._front, self._back = self._back, self._front
