"""Weights, selections and frontiers as lines of text for the command line."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.wording.formats import count, number, percent

Fields = Mapping[str, Any]
MOST_LINES = 40


def weights(fields: Fields) -> list[str]:
    """Return each objective's weight, then how consistent the judgments are."""
    rows = zip(fields["names"], fields["weights"], strict=True)
    verdict = "acceptable" if fields["acceptable"] else "above 0.10: look at the judgments again"
    return [
        *(f"{name}: {weight:.4f}" for name, weight in rows),
        f"Largest eigenvalue {fields['lambda_max']:.5f}, consistency ratio {fields['cr']:.3f} ({fields['table']}), "
        f"{verdict}.",
    ]


def selection(fields: Fields) -> list[str]:
    """Return what is chosen, what it costs and is worth, and the proof; or why nothing can be chosen."""
    if fields["status"] == "infeasible":
        return ["Nothing can be chosen.", *conflicts(fields["conflicts"])]
    proof = (
        "No selection is worth more."
        if fields["status"] == "optimal"
        else f"Time ran out: at most {percent(fields['gap'], 2)} more is possible (bound {fields['bound']:,.6g})."
    )
    return [
        f"{count(len(fields['chosen']), 'project')} chosen, worth {fields['value']:,.6g} "
        f"({percent(fields['share'])} of the value of the {count(fields['candidates'], 'candidate')}), "
        f"cost {amount(fields['cost'])}. {proof}",
        *fields["chosen"],
    ]


def frontier(fields: Fields) -> list[str]:
    """Return the steps, the first ones where there are many."""
    steps = fields["steps"]
    if not steps:
        return ["No amount of money buys an allowed selection.", *conflicts(fields["conflicts"])]
    shown = [
        f"{amount(step['budget'])}: worth {step['value']:,.6g}, {count(step['count'], 'project')}"
        for step in steps[:MOST_LINES]
    ]
    more = [f"and {number(len(steps) - MOST_LINES)} further steps"] if len(steps) > MOST_LINES else []
    return [f"{count(len(steps), 'step')} from the cheapest selection to the dearest.", *shown, *more]


def conflicts(found: Sequence[Fields]) -> list[str]:
    """Return one sentence per conflict, with the least that would lift it."""
    return [_conflict(one) for one in found]


def amount(value: float) -> str:
    """Return an amount in full, without a currency: a file does not name one."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def _conflict(one: Fields) -> str:
    projects = ", ".join(one["projects"])
    if one["kind"] == "rules":
        return f"What is forced contradicts itself: {projects}."
    name = {"total": "The total limit", "count": "The largest number"}.get(one["kind"], f"The limit of {one['period']}")
    above, by_hand = one["above_the_line"], one["forced_in"]
    told = [f"mandatory, committed and run work ({count(above, 'project')})"] if above else []
    told += [f"what is forced in ({count(by_hand, 'project')})"] if by_hand else []
    takes = "takes" if len(told) == 1 else "together take"
    enough = "is" if len(one["projects"]) == 1 else "are"
    less = ", or force less" if by_hand else ""
    return (
        f"{name} is {amount(one['limit'])}; {' and '.join(told)} {takes} {amount(one['needed'])} "
        f"({projects} alone {enough} too much). Raise it by {amount(one['raise_by'])}{less}."
    )
