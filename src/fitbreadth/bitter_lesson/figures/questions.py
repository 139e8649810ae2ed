"""How often networks of one question and of ten err, by their size, and the premium of the former.

One panel has the error of both kinds; the other how much more the wide one errs, as a ratio or a
difference, and the mark says for which side the interval speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import log2
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

KINDS = {"narrow": "specialist", "wide": "generalist"}

VERDICTS = {
    "narrow errs less": "specialist",
    "wide errs less": "generalist",
    "too close to call": "muted",
}
"""What an interval says, with the role of the side it speaks for."""

CONTROL = "control: ten outputs"
"""What the ratio of copies to narrow networks, and their difference, are called."""

FEWEST, MOST, MOST_IN_ALL = 0.8, 80, 20
"""Ends of the axis of hidden units; the last where sizes are the same in all."""

LEAST, GREATEST = 0.08, 60
"""Ends of the axis of errors, percent; that of single questions begins at 0."""

UNIT = 0.5
"""Percentage points up to which the axis of differences is nearly even."""

LOWEST, HIGHEST = -4.8, 13.5
"""Ends of the axis of premiums, in doublings: of the ratio, or of 1 + the difference / UNIT."""

FARTHEST = 7.0
"""Upper end for differences, which reach less far than ratios to next to no error."""

LOW, HIGH = -1.7, 6.3
"""Those of the average over the questions, which differs less."""

_RATIOS = {True: tuple(2.0**p for p in range(-1, 7)), False: tuple(4.0**p for p in range(-2, 7))}
_POINTS = {True: (-0.5, 0, 0.5, 2, 8, 32), False: (-8, -2, 0, 2, 8, 32)}
"""What is written beside the axis of premiums, for the average and for single questions."""

_AVERAGE = "question < 0"
_EACH = "size == 'each'"
_ASIDE = 7
"""Pixels by which the control is moved, not to hide what it is a control of."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw both errors over the hidden units, and the premium.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"error"`` (``kind``, lists ``units``, ``own``, ``error``, ``low``, ``high``,
        ``wrong``), ``"premium"`` (``reading``, lists ``units``, ``premium``, ``low``, ``high``,
        ``verdict``), ``"control"`` (the same, but one ``verdict``) or ``"even"`` (``level``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _errors(part).properties(
            title=alt.Title(
                "How often they err",
                subtitle=[
                    "pairs of pictures ranked wrongly; guessing: 50%",
                    "means of 12 dealings; bars: 95% intervals",
                ],
            )
        ),
        _premium(part).properties(
            title=alt.Title(
                alt.ExprRef(
                    "how == 'ratio' ? 'Wide error divided by narrow' : "
                    "'Wide error minus narrow, points'"
                ),
                subtitle=[
                    "above the dark line narrow is better",
                    "left out: ratios vaguer than tenfold",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    ).resolve_scale(color="independent", shape="independent")


def _most() -> alt.ExprRef:
    return alt.ExprRef(f"{_EACH} ? {MOST} : {MOST_IN_ALL}")


def _x(field: str) -> alt.X:
    return alt.X(
        field,
        title="hidden units of each narrow network",
        scale=alt.Scale(type="log", base=2, domain=[FEWEST, _most()], nice=False),
        axis=alt.Axis(values=[1, 2, 4, 8, 16, 32, 64], grid=False, format="d"),
    )


def _errors(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="percent",
            # some questions are so easy that the error is next to nothing
            scale=alt.Scale(
                type="symlog",
                constant=0.02,
                domain=[alt.ExprRef(f"{_AVERAGE} ? {LEAST} : 0"), GREATEST],
                nice=False,
            ),
            axis=alt.Axis(values=[0, 0.1, 0.3, 1, 3, 10, 30], labelExpr="'' + datum.value"),
        )

    made = part("error", "units", "own", "error", "low", "high", "wrong")
    # as many rows of legend as the other panel's, so that their titles stand side by side
    legend = alt.Legend(columns=1)
    colour = coloured("kind", KINDS, legend=legend)
    return alt.layer(
        made.mark_line(strokeWidth=2).encode(x=_x("units:Q"), y=y("error:Q"), color=colour),
        made.mark_rule(strokeWidth=2).encode(
            x=_x("units:Q"), y=y("low:Q"), y2="high:Q", color=colour
        ),
        made.mark_point(size=80).encode(
            x=_x("units:Q"),
            y=y("error:Q"),
            color=colour,
            shape=shaped("kind", KINDS, legend=legend),
            tooltip=[
                alt.Tooltip("kind:N", title="network"),
                alt.Tooltip("own:Q", title="its hidden units"),
                alt.Tooltip("error:Q", title="pairs ranked wrongly, %"),
                alt.Tooltip("low:Q", title="95% interval from"),
                alt.Tooltip("high:Q", title="to"),
                alt.Tooltip("wrong:Q", title="wrong answers, %"),
            ],
        ),
    )


def _times(ratio: float) -> str:
    return f"×{ratio:,g}" if ratio >= 1 else {0.5: "×½", 0.25: "×¼"}.get(ratio, f"×1/{1 / ratio:g}")


def _premium(part: Any) -> Any:
    def steps(ratio: bool, average: bool) -> dict[float, str]:
        if ratio:
            return {log2(each): _times(each) for each in _RATIOS[average]}
        return {
            (1 if each >= 0 else -1) * log2(1 + abs(each) / UNIT): (
                f"{each:+g}".replace("-", "−") if each else "0"
            )
            for each in _POINTS[average]
        }

    def values(ratio: bool) -> str:
        return f"({_AVERAGE} ? {list(steps(ratio, True))} : {list(steps(ratio, False))})"

    def label(ratio: bool) -> str:
        chain = "''"
        for value, name in (steps(ratio, True) | steps(ratio, False)).items():
            chain = f"abs(datum.value - ({value:.6f})) < 0.001 ? '{name}' : {chain}"
        return f"({chain})"

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(
                # in full: half a domain would be completed from rows, of which there may be none
                domain=[
                    alt.ExprRef(f"{_AVERAGE} ? {LOW} : {LOWEST}"),
                    alt.ExprRef(f"{_AVERAGE} ? {HIGH} : how == 'ratio' ? {HIGHEST} : {FARTHEST}"),
                ],
                nice=False,
            ),
            axis=alt.Axis(
                values=alt.ExprRef(f"how == 'ratio' ? {values(True)} : {values(False)}"),
                labelExpr=f"how == 'ratio' ? {label(True)} : {label(False)}",
            ),
        )

    def placed(field: str) -> str:
        signed = f"(datum.{field} < 0 ? -1 : 1) * log(1 + abs(datum.{field}) / {UNIT})"
        return f"(how == 'ratio' ? log(datum.{field}) : {signed}) / LN2"

    made, control = (
        part(name, "units", "premium", "low", "high", *lists)
        .transform_filter("datum.reading == how")
        .transform_calculate(at=placed("premium"), bottom=placed("low"), top=placed("high"))
        for name, lists in (("premium", ["verdict"]), ("control", []))
    )
    roles = VERDICTS | {CONTROL: "fourth"}
    # the control was run only for networks of the same size each
    legend = alt.Legend(
        columns=2, values=alt.ExprRef(f"{_EACH} ? {list(roles)} : {list(VERDICTS)}")
    )
    colour = coloured("verdict", roles, legend=legend)
    shape = shaped("verdict", roles, legend=legend)
    return alt.layer(
        part("even").mark_rule(color=COLOUR["ink"], strokeWidth=1.5).encode(y=y("level:Q")),
        made.mark_line(color=COLOUR["faint"], strokeWidth=2).encode(x=_x("units:Q"), y=y("at:Q")),
        *(
            each.mark_rule(strokeWidth=2, xOffset=aside).encode(
                x=_x("units:Q"), y=y("bottom:Q"), y2="top:Q", color=colour
            )
            for each, aside in ((control, _ASIDE), (made, 0))
        ),
        *(
            each.mark_point(size=90, xOffset=aside).encode(
                x=_x("units:Q"),
                y=y("at:Q"),
                color=colour,
                shape=shape,
                tooltip=[
                    alt.Tooltip("verdict:N", title="verdict"),
                    alt.Tooltip("units:Q", title="hidden units, narrow"),
                    alt.Tooltip("premium:Q", title="premium"),
                    alt.Tooltip("low:Q", title="95% interval from"),
                    alt.Tooltip("high:Q", title="to"),
                ],
            )
            for each, aside in ((control, _ASIDE), (made, 0))
        ),
    )
