"""What a reader can set in a figure, and how a setting is written.

A control draws nothing by itself: a page makes it an input, Jupyter a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True)
class Control:
    """One thing that a reader can set: a slider, or a choice between named options.

    Parameters
    ----------
    name : str
        Parameter of the chart, and of the model where a lab uses it; a Python identifier.
    label : str
        What the reader sees beside it.
    values : tuple of float or of str
        The values of its slider, in order, or its options; at least two.
    default : float or str
        The value it opens at, one of ``values``.
    unit : str
        Shown after the value, e.g. ``"evaluations"``.
    labels : tuple of str or callable, optional
        What to show instead of each value, or ``labels(value)`` that says it of any value.
    view : bool
        Whether it only chooses what to show of a result, such as how much of a run: the chart
        uses it and the model does not.
    play : bool
        Whether a reader can let it run through its values by itself.
    listed : bool
        Whether only ``values`` can be had, as where runs are stored; else a reader who runs the
        model may type any number from the least of them to the largest.

    Raises
    ------
    ValueError
        If ``name`` is no identifier or one that charts have, ``width`` or ``height``; ``values``
        repeat themselves or mix numbers and names; ``default`` is not among them; the lengths
        differ; or options side by side are to play.

    Examples
    --------
    >>> Control("budget", "Budget", (1, 4, 16), 4, unit="hours").text(16)
    '16 hours'
    """

    name: str
    label: str
    values: tuple[float | str, ...]
    default: float | str
    unit: str = ""
    labels: tuple[str, ...] | Callable[[Any], str] | None = None
    view: bool = False
    play: bool = False
    listed: bool = False

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or self.name in ("width", "height"):
            raise ValueError(
                f"name must be an identifier that no chart has of itself, got {self.name!r}"
            )
        if len(self.values) < 2:
            raise ValueError(f"values must hold at least two values, got {self.values!r}")
        if len({isinstance(value, str) for value in self.values}) > 1:
            raise ValueError(f"values must be all numbers or all names, got {self.values!r}")
        if len(set(self.values)) < len(self.values):
            raise ValueError(f"values must differ from one another, got {self.values!r}")
        if self.default not in self.values:
            raise ValueError(f"default must be one of {self.values}, got {self.default!r}")
        if isinstance(self.labels, tuple) and len(self.labels) != len(self.values):
            raise ValueError(
                f"labels must have {len(self.values)} entries like values, got {len(self.labels)}"
            )
        if self.play and self.is_choice:
            raise ValueError(f"play must be left to sliders, got the options {self.values!r}")

    def text(self, value: float | str) -> str:
        """Return what a reader sees when the control stands at ``value``, one of its own or not."""
        if callable(self.labels):
            shown = self.labels(value)
        elif self.labels is not None and value in self.values:
            shown = self.labels[self.values.index(value)]
        elif isinstance(value, int):
            shown = f"{value:,}"
        else:
            shown = f"{value:g}".replace("-", "−") if isinstance(value, float) else value
        return f"{shown} {self.unit}".rstrip()

    def accept(self, value: Any) -> float | str:
        """Return ``value`` as the model is to have it.

        Parameters
        ----------
        value : float or str
            One of ``values``; any number from the least to the largest where the control
            :attr:`is_free`.

        Raises
        ------
        ValueError
            If it is anything else.

        Examples
        --------
        >>> budget = Control("budget", "Budget", (1, 4, 16), 4)
        >>> budget.accept(7.0)
        7
        >>> budget.accept(20)
        Traceback (most recent call last):
            ...
        ValueError: budget must be a whole number from 1 to 16, got 20
        """
        for own in self.values:
            if value == own and not isinstance(value, bool):
                return own
        if not self.is_free:
            raise ValueError(f"{self.name} must be one of {self.values}, got {value!r}")
        low, high = self.ends
        kind = "whole number" if self.is_whole else "number"
        number = (
            float(value) if isinstance(value, Real) and not isinstance(value, bool) else low - 1
        )
        if not low <= number <= high or (self.is_whole and not number.is_integer()):
            raise ValueError(
                f"{self.name} must be a {kind} from {low:g} to {high:g}, got {value!r}"
            )
        return int(number) if self.is_whole else number

    @property
    def is_free(self) -> bool:
        """Whether a model can be run at a number between its values."""
        return not (self.view or self.listed or isinstance(self.values[0], str))

    @property
    def is_whole(self) -> bool:
        """Whether it takes whole numbers only."""
        return all(isinstance(value, Integral) for value in self.values)

    @property
    def ends(self) -> tuple[float, float]:
        """Least and largest of its numbers."""
        numbers = [value for value in self.values if not isinstance(value, str)]
        return min(numbers), max(numbers)

    @property
    def is_choice(self) -> bool:
        """Whether it is better shown as options side by side: names, or two values only."""
        return isinstance(self.values[0], str) or len(self.values) == 2

    def parameter(self, at: float | str | None = None) -> alt.Parameter:
        """Return the chart parameter, held ``at`` a value or bound to an input."""
        import altair as alt

        if at is not None:
            return alt.param(name=self.name, value=at)
        labels = [self.text(value) for value in self.values]
        binding = alt.binding_select(
            options=list(self.values), labels=labels, name=f"{self.label}: "
        )
        return alt.param(name=self.name, value=self.default, bind=binding)


def setting_key(values: Sequence[float | str]) -> str:
    """Return the key of a setting in a figure's ``readout``.

    Examples
    --------
    >>> setting_key([2, 0.5, "space"])
    '2|0.5|space'
    """
    return "|".join(f"{v:.12g}" if isinstance(v, int | float) else v for v in values)
