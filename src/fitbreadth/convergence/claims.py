"""The claims of the convergence chapter: who says what, and when it holds and fails."""

from __future__ import annotations

from fitbreadth.claim import Claim
from fitbreadth.convergence.evidence import adaptable, buying, convergence

CLAIMS = (
    Claim(
        id="convergence",
        statement=(
            "Across optimization theory, biology, markets and machine learning the dynamic is "
            "identical, and fit consistently beats breadth"
        ),
        source="dharma2026",
        chapter="convergence",
        figure="fig-traditions",
        verdict="overstated",
        holds=(
            "as a theorem about one shared budget, known odds, returns that are one power of "
            "effort and results that combine in a power mean: then one number, $\\kappa = "
            "\\rho/\\gamma$, and the odds give the best plan, and for $\\kappa < 1$ any other "
            "wastes all but $e^{-D_{1-\\kappa}(r\\|s)}$ of the budget. In every chapter there are "
            "models whose authors wrote down this problem, and they agree."
        ),
        fails=(
            "where breadth *is* what fits: at $\\kappa \\le 0$ whoever leaves out a task is "
            "ruined, and up to $\\kappa = \\ln (1/\\max p)/\\ln n$ an equal split is worth more "
            "than a single bet. At $\\kappa = 1$ tasks that are alike may be divided in any way. "
            "And it says nothing where returns level off, where no search can be better than "
            "another, where pay-offs answer to what others do, where tasks help one another, or "
            "where somebody chooses the odds. Nor does the plan that fits one score win where "
            "selection keeps another."
        ),
        check=convergence.check,
    ),
    Claim(
        id="sai",
        statement=("What matters is adaptability: the speed with which a system learns a new task"),
        source="goldfeder2026",
        chapter="convergence",
        figure="fig-switching",
        verdict="holds when",
        holds=(
            "in one reading, choosing among $N$ specialists that are there: the learner pays at "
            "most $\\ln N$ once, and about $\\ln((N-1)/\\alpha)$ at a change, in about "
            "$\\ln((N-1)/\\alpha)/\\mathrm{KL}$ steps if its rate α is small beside the KL; and "
            "if changes are rare it relies between them on hardly more than one. Learning a task "
            "that is new to all of them was not tested; the paper gives no theorem."
        ),
        fails=(
            "when tasks change faster than they can be told apart: the guarantee is empty once "
            "$H(\\alpha) + \\alpha \\ln(N-1)$ exceeds what telling them apart is worth a step. "
            "When the task is none of the $N$; when nothing ever changes, against the right "
            "specialist. Where evidence is faint the simple time is too long if α is far below "
            "the KL, and too short if the two are alike. Trust is as broad as changes are "
            "frequent, and keeping $N$ specialists costs what it costs."
        ),
        check=adaptable.check,
    ),
    Claim(
        id="specialisation-buys",
        statement="Specialisation shapes cost, performance, reliability and sovereignty",
        source="dharma2026",
        chapter="convergence",
        figure="fig-task-cost",
        verdict="holds when",
        holds=(
            "for a task that is called more than $F/(c_g - c_s)$ times, behind a router that errs "
            "less than $(e_g - e_s)/(f - e_s)$ a step, and on a machine whose memory holds a "
            "narrow model and not a wide one. This is advice: the formulas are checked, the "
            "prices, errors and machines are the reader's, and performance was not examined here."
        ),
        fails=(
            "where no task is called that often, or demand is even; where the router errs more; "
            "where all narrow models must be held at once, or the tasks have nearly everything in "
            "common; and where one's own system is as likely to go as a rented one."
        ),
        check=buying.check,
    ),
)
