"""The pictures of the optimization chapter: rows of numbers in, charts out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import COLOUR, coloured, rows_of, shaped

Row = dict[str, Any]

FITTED = {
    "best-fitting search": "specialist",
    "random order": "generalist",
    "worst-fitting search": "rival",
}
"""The strategies of the structure figure, with their roles."""


def structure(rows: Sequence[Row]) -> Any:
    """Draw some functions of a class, and what the best and the worst fit pay on it.

    Parameters
    ----------
    rows : sequence of dict
        With ``panel`` ``"problem"`` (``piece``, ``x``, ``y``, ``peak``) or, with
        ``largest``, ``who`` and ``cost``, ``"cost"`` and ``"now"``.
    """
    data = rows_of(rows)
    base = alt.Chart(data).transform_filter("datum.panel == 'problem'")
    place = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.6, 19.6])),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.8, 20.4])),
    }
    problems = alt.layer(
        base.mark_line(color=COLOUR["environment"], strokeWidth=1.6).encode(
            **place, detail="piece:N"
        ),
        base.mark_point(color=COLOUR["environment"], size=16).encode(**place),
        base.transform_filter("datum.peak")
        .mark_point(shape="square", color=COLOUR["ink"], size=46)
        .encode(**place, tooltip=[alt.Tooltip("piece:N", title="function")]),
    ).properties(
        title=alt.Title("Nine of its functions", subtitle="■ the highest value", offset=27)
    )
    costs = alt.Chart(data).transform_filter("datum.panel != 'problem'")
    now = costs.transform_filter("datum.panel == 'now'")
    axes = {
        "x": alt.X(
            "largest:O",
            sort="descending",
            title="largest step allowed",
            axis=alt.Axis(labelAngle=0),
        ),
        "y": alt.Y(
            "cost:Q", title="evaluations until the peak", scale=alt.Scale(domain=[1.8, 3.5])
        ),
    }
    marks = {"color": coloured("who", FITTED), "shape": shaped("who", FITTED)}
    tips = [
        alt.Tooltip("who:N", title="strategy"),
        alt.Tooltip("largest:O", title="largest step"),
        alt.Tooltip("cost:Q", title="evaluations", format=".3f"),
    ]
    curves = alt.layer(
        costs.transform_filter("datum.panel == 'now' && datum.who == 'random order'")
        .mark_rule(strokeWidth=26, opacity=0.14)
        .encode(x=axes["x"], color=alt.value(COLOUR["muted"])),
        costs.mark_line(opacity=0.65).encode(**axes, color=marks["color"]),
        costs.mark_point(size=50).encode(**axes, **marks, tooltip=tips),
        now.mark_point(size=190).encode(**axes, **marks, tooltip=tips),
    ).properties(title=alt.Title("Price of finding the peak", subtitle="mean over the whole class"))
    return alt.hconcat(problems, curves, bounds="flush", spacing=64)


def exhaustion(rows: Sequence[Row]) -> Any:
    """Draw a table of every algorithm by every trace; each cell counts functions.

    Parameters
    ----------
    rows : sequence of dict
        ``algorithm`` (1, 2, ...), ``trace`` (``"0 1"``), ``functions``.
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X(
            "trace:N", title="first two values seen", axis=alt.Axis(labelAngle=0, orient="top")
        ),
        y=alt.Y("algorithm:O", title="algorithm", axis=alt.Axis(tickCount=12)),
    )
    shade = alt.Color(
        "functions:O",
        title="functions",
        scale=alt.Scale(
            domain=[0, 1, 2, 3], range=[COLOUR[f"ramp{step}"] for step in (0, 1, 2, 3)]
        ),
        legend=None,
    )
    tips = [
        alt.Tooltip("algorithm:O"),
        alt.Tooltip("trace:N", title="values seen"),
        alt.Tooltip("functions:Q", title="functions"),
    ]
    cells = base.mark_rect(stroke=COLOUR["paper"], strokeWidth=2).encode(color=shade, tooltip=tips)
    return alt.layer(cells, base.mark_text(fontSize=13).encode(text="functions:Q")).properties(
        height=300
    )


DUEL = {
    "hill climb is faster": "specialist",
    "no difference": "muted",
    "rival is faster": "generalist",
}
"""Outcomes of a problem in the duel, with their roles."""


def duel(rows: Sequence[Row]) -> Any:
    """Draw each problem as a dot at the difference between two algorithms' costs.

    Parameters
    ----------
    rows : sequence of dict
        ``difference``, ``outcome``, ``across`` and ``up`` (where its dot lies), ``problem``.
    """
    return (
        alt.Chart(rows_of(rows))
        .mark_point(size=26)
        .encode(
            x=alt.X(
                "across:Q",
                title="evaluations the hill climb needs more than its rival",
                scale=alt.Scale(domain=[-4.5, 4.5]),
                axis=alt.Axis(values=list(range(-4, 5)), grid=False),
            ),
            y=alt.Y("up:Q", axis=None, scale=alt.Scale(domain=[0, 17.5])),
            color=coloured("outcome", DUEL),
            shape=shaped("outcome", DUEL),
            tooltip=[
                alt.Tooltip("problem:N", title="function"),
                alt.Tooltip("difference:Q", title="difference"),
            ],
        )
    )


SEARCHERS = {"hill climb": "specialist", "scan": "generalist", "flee": "rival"}
"""Three searches that the chapter follows, with their roles."""


def best_so_far(rows: Sequence[Row]) -> Any:
    """Draw the mean best value seen after each evaluation, for several algorithms.

    Parameters
    ----------
    rows : sequence of dict
        ``who``, ``evaluations``, ``best``; ``who == "theory"`` for the law.
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("evaluations:Q", title="evaluations", axis=alt.Axis(format="d", tickMinStep=1)),
        y=alt.Y("best:Q", title="mean best value so far", scale=alt.Scale(domain=[0.9, 2.05])),
    )
    found = base.transform_filter("datum.who != 'theory'")
    tips = ["who:N", "evaluations:Q", alt.Tooltip("best:Q", format=".4f")]
    return alt.layer(
        base.transform_filter("datum.who == 'theory'").mark_line(
            color=COLOUR["faint"], strokeWidth=9, opacity=0.8
        ),
        found.mark_line().encode(color=coloured("who", SEARCHERS)),
        found.mark_point(size=90).encode(
            color=coloured("who", SEARCHERS), shape=shaped("who", SEARCHERS), tooltip=tips
        ),
    )


def rarity(rows: Sequence[Row]) -> Any:
    """Draw how rare closed classes are, on a logarithmic scale.

    Parameters
    ----------
    rows : sequence of dict
        ``points``, ``values`` (labels), ``log10`` of the fraction, ``counted`` by brute force.
    """
    worlds = {"2 values": "generalist", "3 values": "environment", "4 values": "rival"}
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("points:Q", title="points in the search space", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y(
            "log10:Q",
            title="zeros after the decimal point",
            axis=alt.Axis(labelExpr="-datum.value"),
        ),
        color=coloured("values", worlds),
    )
    tips = [
        alt.Tooltip("points:Q"),
        alt.Tooltip("values:N"),
        alt.Tooltip("log10:Q", title="log10 of the fraction", format=".2f"),
    ]
    return alt.layer(
        base.mark_line(),
        base.mark_point(size=45).encode(shape=shaped("values", worlds), tooltip=tips),
        base.transform_filter("datum.counted")
        .mark_point(shape="circle", filled=False, size=260, strokeWidth=2, color=COLOUR["ink"])
        .encode(color=alt.value(COLOUR["ink"])),
    )


def inner_product(rows: Sequence[Row]) -> Any:
    """Draw a problem distribution, the algorithms' profiles over it, and their product.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"world"`` (``peaks``, ``share``), ``"profile"`` (``peaks``, ``who``,
        ``cost``) or ``"product"`` (``who``, ``cost``).
    """
    data = rows_of(rows)
    peaks = alt.X("peaks:O", title="peaks of the function", axis=alt.Axis(labelAngle=0))
    world = (
        alt.Chart(data)
        .transform_filter("datum.panel == 'world'")
        .mark_bar(color=COLOUR["environment"], opacity=0.75)
        .encode(
            x=peaks,
            y=alt.Y(
                "share:Q",
                title="share of problems",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%"),
            ),
            tooltip=["peaks:O", alt.Tooltip("share:Q", format=".1%")],
        )
        .properties(title="The world")
    )
    scale = alt.Scale(domain=[2.0, 3.2])
    cost = alt.Y("cost:Q", title="mean evaluations", scale=scale)
    who = {"color": coloured("who", SEARCHERS), "shape": shaped("who", SEARCHERS)}
    profiles = alt.Chart(data).transform_filter("datum.panel == 'profile'")
    profile = alt.layer(
        profiles.mark_line(opacity=0.6).encode(x=peaks, y=cost, color=who["color"]),
        profiles.mark_point(size=80).encode(
            x=peaks,
            y=cost,
            **who,
            tooltip=["who:N", "peaks:O", alt.Tooltip("cost:Q", format=".3f")],
        ),
    ).properties(title="Profiles")
    totals = (
        alt.Chart(data)
        .transform_filter("datum.panel == 'product'")
        .encode(
            x=alt.X("who:N", title=None, sort=list(SEARCHERS), axis=alt.Axis(labelAngle=0)),
        )
    )
    product = alt.layer(
        totals.mark_point(size=170).encode(y=cost, **who),
        totals.mark_text(dy=-16).encode(y=cost, text=alt.Text("cost:Q", format=".3f")),
    ).properties(title="World × profile")
    return alt.hconcat(world, profile, product, bounds="flush", spacing=62)


def winners(rows: Sequence[Row]) -> Any:
    """Draw each benchmark function as a tile in the row of the algorithm that was fastest on it.

    Parameters
    ----------
    rows : sequence of dict
        ``algorithm``, ``place`` (0, 1, ...: its tiles so far), ``function``, ``name``,
        ``group``, ``ert``, ``wins``.
    """
    groups = {
        "separable": "specialist",
        "moderate conditioning": "generalist",
        "high conditioning": "environment",
        "many peaks, structured": "rival",
        "many peaks, weak structure": "fourth",
    }
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("place:Q", axis=None, scale=alt.Scale(domain=[-0.5, 6.5])),
        y=alt.Y(
            "algorithm:N",
            title=None,
            sort=alt.EncodingSortField("wins", op="max", order="descending"),
            axis=alt.Axis(labelLimit=240, domain=False, ticks=False),
        ),
    )
    return alt.layer(
        base.mark_point(shape="square", size=420).encode(
            color=coloured("group", groups, legend=alt.Legend(columns=2)),
            tooltip=[
                alt.Tooltip("algorithm:N", title="fastest"),
                alt.Tooltip("function:Q", title="function"),
                alt.Tooltip("name:N"),
                alt.Tooltip("group:N"),
                alt.Tooltip("ert:Q", title="evaluations", format=",.0f"),
            ],
        ),
        base.mark_text(color=COLOUR["paper"], fontSize=11, fontWeight=600).encode(
            text="function:Q"
        ),
    ).properties(height=alt.Step(25))


OPTIMIZERS = {
    "IPOP-CMA-ES": "generalist",
    "coordinate line search": "specialist",
    "BFGS with restarts": "rival",
    "Nelder-Mead with restarts": "fourth",
    "random search": "muted",
}
"""The optimizers we ran, with their roles."""


def overheads(rows: Sequence[Row]) -> Any:
    """Draw our running times as multiples of the best published one, function by function.

    Parameters
    ----------
    rows : sequence of dict
        ``name``, ``who``, ``overhead`` (missing if never solved), ``height`` (where its mark
        goes), ``solved`` of 7.
    """
    order = [row["name"] for row in rows if row["who"] == rows[0]["who"]]
    base = alt.Chart(rows_of(rows)).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=190, grid=True)),
        yOffset=alt.YOffset("who:N", sort=list(OPTIMIZERS)),
        color=coloured("who", OPTIMIZERS),
        shape=alt.Shape(
            "who:N",
            title=None,
            scale=alt.Scale(
                domain=list(OPTIMIZERS),
                range=["circle", "triangle-up", "diamond", "cross", "square"],
            ),
        ),
        tooltip=[
            alt.Tooltip("who:N", title="optimizer"),
            alt.Tooltip("name:N", title="function"),
            alt.Tooltip("overhead:Q", title="times the best of 2009", format=",.2f"),
            alt.Tooltip("solved:Q", title="solved, of 7"),
        ],
    )
    never = 10**3.6
    axis = alt.X(
        "height:Q",
        title="running time, as a multiple of the best of 2009",
        scale=alt.Scale(type="log", domain=[0.4, 10**3.8]),
        axis=alt.Axis(
            values=[1, 10, 100, 1000, never],
            labelExpr="datum.value > 2000 ? 'never' : format(datum.value, ',')",
            labelFlush=False,
        ),
    )
    return alt.layer(
        alt.Chart(rows_of(rows[:1])).mark_rule(strokeDash=[4, 3]).encode(x=alt.datum(1)),
        base.mark_point(size=75, opacity=0.95).encode(x=axis),
    ).properties(height=alt.Step(13, **{"for": "offset"}))


def spread_budget(rows: Sequence[Row]) -> Any:
    """Draw what each task gets of a budget, and how breadth grows with it.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"task"`` (``task``, ``effort``, ``level``) or ``"breadth"`` (``budget``,
        ``served``, ``law``, ``now``).
    """
    data = rows_of(rows)
    tasks = (
        alt.Chart(data)
        .transform_filter("datum.panel == 'task'")
        .mark_bar(color=COLOUR["specialist"])
        .encode(
            x=alt.X(
                "task:Q",
                title="task, most valuable first",
                scale=alt.Scale(domain=[0, 72]),
                axis=alt.Axis(grid=False),
            ),
            y=alt.Y(
                "level:Q",
                title="how well it is done",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            tooltip=[
                "task:Q",
                alt.Tooltip("effort:Q", format=".2f"),
                alt.Tooltip("level:Q", format=".1%"),
            ],
        )
        .properties(title="Where the budget goes")
    )
    growth = alt.Chart(data).transform_filter("datum.panel == 'breadth'")
    budget = alt.X(
        "spent:Q",
        title="budget",
        scale=alt.Scale(type="log", base=4),
        axis=alt.Axis(values=[1, 4, 16, 64, 256], format=","),
    )
    served = alt.Scale(type="log", base=2, domain=[1, 128])
    breadth = alt.layer(
        growth.mark_line(color=COLOUR["faint"], strokeWidth=7).encode(
            x=budget, y=alt.Y("law:Q", scale=served, title="tasks served")
        ),
        growth.mark_point(color=COLOUR["environment"], shape="square", size=55).encode(
            x=budget,
            y="served:Q",
            tooltip=["spent:Q", "served:Q", alt.Tooltip("law:Q", format=".2f")],
        ),
        growth.transform_filter("datum.now")
        .mark_point(color=COLOUR["ink"], shape="square", filled=False, size=230, strokeWidth=2)
        .encode(x=budget, y="served:Q"),
    ).properties(title="Breadth grows like √budget")
    return alt.hconcat(tasks, breadth, bounds="flush", spacing=64)


def curvature(rows: Sequence[Row]) -> Any:
    """Draw level per task and total value when a budget is split equally over more tasks.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` (``"return"``, ``"level"`` or ``"total"``), ``x`` and ``y``.
    """
    data = rows_of(rows)

    def panel(name: str, title: str, x: str, y: str, role: str, top: float) -> Any:
        return (
            alt.Chart(data)
            .transform_filter(f"datum.panel == '{name}'")
            .mark_line(color=COLOUR[role], strokeWidth=3)
            .encode(
                x=alt.X("x:Q", title=x, axis=alt.Axis(tickCount=4)),
                y=alt.Y("y:Q", title=y, scale=alt.Scale(domain=[0, top], clamp=True)),
            )
            .properties(title=title)
        )

    return alt.hconcat(
        panel("return", "One task", "effort on it", "return", "muted", 4),
        panel("level", "Each of n tasks", "n, tasks served", "level of each", "rival", 1),
        panel("total", "All of them", "n, tasks served", "total", "environment", 4),
        bounds="flush",
        spacing=60,
    )


RULES = {
    "pursue until refuted": "specialist",
    "exhaust one, then the next": "generalist",
    "everyone against one, then the next": "rival",
}
"""The tournament rules of the champion figure, with their roles."""


def champions(rows: Sequence[Row]) -> Any:
    """Draw how often the champion beats everyone, by games played, for several rules.

    Parameters
    ----------
    rows : sequence of dict
        ``rule``, ``games``, ``probability`` and ``exact`` (the fraction as text).
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("games:Q", title="games played", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("probability:Q", title="champion beats everyone", axis=alt.Axis(format="%")),
        color=coloured("rule", RULES, legend=alt.Legend(columns=1)),
    )
    return alt.layer(
        base.mark_line(interpolate="linear", opacity=0.7),
        base.mark_point(size=70).encode(
            shape=shaped("rule", RULES, legend=alt.Legend(columns=1)),
            tooltip=["rule:N", "games:Q", alt.Tooltip("exact:N", title="probability")],
        ),
    )
