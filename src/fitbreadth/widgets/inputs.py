"""What a reader sets in Jupyter: a field for a number, and a control with its slider and field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf, nan
from typing import Any

import ipywidgets

from fitbreadth.control import Control, setting_key
from fitbreadth.widgets.parts import aside, row, spoken


class NumberField:
    """A field for one number. What is typed stays, so that a reader can mend it.

    Parameters
    ----------
    label : str
        What the number is.
    value : int or float
        What it opens with.
    low, high : float
        Least and largest accepted.
    whole : bool
        Whether it takes whole numbers only.
    unit : str
        Shown after the range.
    named : bool
        Whether its label stands beside it, and not only for a screen reader.

    Examples
    --------
    >>> share = NumberField("Share", 0.5, low=0, high=1)
    >>> share.box.value = "3"
    >>> share.read()
    Traceback (most recent call last):
    ValueError: Share must be a number from 0 to 1, got 3
    """

    def __init__(
        self,
        label: str,
        value: float,
        *,
        low: float,
        high: float = inf,
        whole: bool = False,
        unit: str = "",
        named: bool = False,
    ) -> None:
        self._label, self._low, self._high, self._whole = label, low, high, whole
        self._kind = "a whole number" if whole else "a number"
        ends = [f"{end:.12g}".replace("-", "−") for end in (low, high)]
        self._range = f"{ends[0]} to {ends[1]}" if high < inf else f"{ends[0]} up"
        self.hint = f"{self._range} {unit}".rstrip()
        told = f"{label}: {self._kind} from {self.hint}"
        self.box = ipywidgets.Text(
            # a label without width is read out all the same
            description=label if named else told,
            style={"description_width": "initial" if named else "0"},
            tooltip=told,
            continuous_update=False,
            layout={"width": "10rem" if named else "7rem"},
        )
        self.put(value)

    def put(self, value: float) -> None:
        """Show ``value``."""
        self.box.value = setting_key([value]) if isinstance(value, float) else str(value)

    def read(self) -> int | float:
        """Return the number that stands in the field.

        Raises
        ------
        ValueError
            If it is not a number, not whole where it has to be, or out of range.
        """
        text = self.box.value.strip()
        number = _parsed(text.replace("−", "-"))
        if not self._low <= number <= self._high or (self._whole and number % 1 != 0):
            got = text or "nothing"
            raise ValueError(f"{self._label} must be {self._kind} from {self._range}, got {got}")
        return int(number) if self._whole else number


def _parsed(text: str) -> int | float:
    """Return a number, whole ones exactly whatever their size; what is none is not a number."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return nan


class Knob:
    """A control's widgets, and the value they stand for.

    Parameters
    ----------
    control : Control
        What is set.
    changed : callable
        Called after a reader moved or typed something.

    Attributes
    ----------
    value : float or str
        The last one that was accepted.
    refusal : str
        Why what stands in the field is not accepted, or "".
    box : ipywidgets.Widget
        All of it, in a row.

    Examples
    --------
    Between two positions of its slider a control stands at the nearest of them.

    >>> knob = Knob(Control("k", "Depth", (1, 4, 16), 4), lambda: None)
    >>> knob.put(14)
    >>> knob.slider.value, knob.value, knob.field.box.value
    (16, 14, '14')
    """

    def __init__(self, control: Control, changed: Callable[[], object]) -> None:
        self.control, self._changed, self._quiet = control, changed, False
        self.slider = _slider(control)
        self.field: NumberField | None = None
        self._text = ipywidgets.HTML()
        parts = [self.slider] if control.is_choice else [self.slider, self._text]
        if control.play:
            last = len(control.values) - 1
            play = ipywidgets.Play(value=self.slider.index, max=last, show_repeat=False)
            play.interval = 500
            ipywidgets.link((self.slider, "index"), (play, "value"))
            parts.append(play)
        if control.is_free:
            low, high = control.ends
            self.field = NumberField(
                control.label,
                low,
                low=low,
                high=high,
                whole=control.is_whole,
                unit=control.unit,
            )
            parts += [row(self.field.box, aside(self.field.hint))]
            self.field.box.observe(self._typed, names="value")
        self.slider.observe(self._moved, names="index")
        self.put(control.default)
        self.box = row(*parts)

    def put(self, value: float | str) -> None:
        """Stand at ``value``, which the control accepts, and tell nobody."""
        self.value, self.refusal = value, ""
        with self._quietly():
            self.slider.index = self._position(value)
            self._text.value = spoken(self.control.label, self.control.text(value))
            if self.field is not None and not isinstance(value, str):
                self.field.put(value)

    def _position(self, value: float | str) -> int | None:
        values = self.control.values
        if value in values:
            return values.index(value)
        if self.control.is_choice:
            return None

        def apart(at: int) -> float:
            return abs(float(values[at]) - float(value))

        return min(range(len(values)), key=apart)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _moved(self, _: Any) -> None:
        if not self._quiet:
            self.put(self.slider.value)
            self._changed()

    def _typed(self, _: Any) -> None:
        if self._quiet or self.field is None:
            return
        try:
            self.put(self.control.accept(self.field.read()))
        except ValueError as refusal:
            self.refusal = str(refusal)
        self._changed()


def _slider(control: Control) -> Any:
    """Return a slider over the control's values, or radio buttons where they are names."""
    shared = {
        "options": [(control.text(value), value) for value in control.values],
        "value": control.default,
        "description": control.label,
        # without one, a pointer on the label is told "null"
        "tooltip": control.label,
        "style": {"description_width": "initial"},
    }
    if control.is_choice:
        # unlike toggle buttons they tell a screen reader which one is on
        return ipywidgets.RadioButtons(**shared, orientation="horizontal", layout={"width": "auto"})
    return ipywidgets.SelectionSlider(
        **shared,
        readout=False,
        continuous_update=False,
        layout={"width": "min(100%, 26rem)"},
    )
