"""Weights, selections and frontiers as lines of text for the command line."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.wording.formats import count, number, percent

Fields = Mapping[str, Any]
MOST_LINES = 40
MOST_COSTS = 8


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
        return ["Nothing can be chosen.", *conflicts(fields["conflicts"]), *ways_out(fields)]
    if fields["status"] == "unknown":
        return [f"Time ran out before a selection was found; none is worth more than {fields['bound']:,.6g}."]
    proof = (
        "No selection is worth more."
        if fields["status"] == "optimal"
        else f"Search stopped: at most {percent(fields['gap'], 2)} below the best (bound {fields['bound']:,.6g})."
    )
    cost = _costs(fields["costs"]) if fields["cost"] is None else f", cost {amount(fields['cost'])}"
    taken = fields["options"]
    return [
        f"{count(len(fields['chosen']), 'project')} chosen, worth {fields['value']:,.6g} "
        f"({percent(fields['share'])} of the value of the {count(fields['candidates'], 'candidate')})"
        f"{cost}. {proof}",
        *(f"{key} ({taken[key]})" if key in taken else key for key in fields["chosen"]),
    ]


def frontier(fields: Fields) -> list[str]:
    """Return the steps, the first ones where there are many, and whether others may lie between them."""
    steps = fields["steps"]
    if not steps and fields["status"] == "unknown":
        return ["Time ran out before a selection was found."]
    if not steps:
        return ["No amount of money buys an allowed selection.", *conflicts(fields["conflicts"]), *ways_out(fields)]
    shown = [
        f"{amount(step['budget'])}: worth {step['value']:,.6g}, {count(step['count'], 'project')}"
        for step in steps[:MOST_LINES]
    ]
    more = [f"and {number(len(steps) - MOST_LINES)} further steps"] if len(steps) > MOST_LINES else []
    along = f" of {fields['along']}" if fields["along"] else ""
    said = f"from the cheapest selection to the dearest{along}"
    if fields["status"] == "optimal":
        return [f"{count(len(steps), 'step')} {said}.", *shown, *more]
    unproven = sum(not step["proven"] for step in steps)
    doubt = f" For {number(unproven)} of them a better selection was not ruled out." if unproven else ""
    return [f"{count(len(steps), 'step')} found {said}; others may lie between.{doubt}", *shown, *more]


def conflicts(found: Sequence[Fields]) -> list[str]:
    """Return one sentence per conflict, with the least that would lift it."""
    return [_conflict(one) for one in found]


def ways_out(fields: Fields) -> list[str]:
    """Return what is in conflict, and each change that is enough on its own, or those that are together."""
    told = [_stated(one) for one in fields.get("in_conflict", ())]
    fewest = "the fewest that are" if fields.get("smallest") else "none of which can be spared"
    together = [f"In conflict, {fewest}: {'; '.join(told)}."] if len(told) > 1 else []
    ways = [_way_out(one) for one in fields.get("ways_out", ()) if one["enough"]]
    several = [_several(one) for one in fields.get("together", ())]
    no_single = ["No single change is enough."] if several else []
    return [*together, *(f"It is enough to {way}." for way in ways), *no_single, *several]


def amount(value: float) -> str:
    """Return an amount in full, without a currency: a file does not name one."""
    return f"{value:,.6f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def _costs(costs: Mapping[str, float]) -> str:
    """Return the cost of each kind, the first ones where there are many."""
    told = [f"{name} {amount(cost)}" for name, cost in list(costs.items())[:MOST_COSTS]]
    more = [f"{number(len(costs) - MOST_COSTS)} more"] if len(costs) > MOST_COSTS else []
    return f", cost: {', '.join([*told, *more])}" if told else ""


def _conflict(one: Fields) -> str:
    projects = ", ".join(one["projects"])
    if one["kind"] == "rules":
        return f"What is forced contradicts itself: {projects}."
    if one["kind"] == "together":
        return "Each limit and rule can be kept alone, but not all of them together."
    if one["kind"] == "least":
        most = amount(one["limit"])
        return f'"{one["period"]}" asks for {amount(one["needed"])}; all that may be chosen reaches {most}.'
    named = f'The most of "{one["period"]}"' if one["kind"] == "group" else f"The limit of {one['period']}"
    name = {"total": "The total limit", "count": "The largest number"}.get(one["kind"], named)
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


def _stated(one: Fields) -> str:
    """Return what a limit, a rule or a decision says."""
    projects, kind = one["projects"], one["kind"]
    if kind in ("in", "out"):
        return f"{projects[0]} is forced {kind}"
    if kind in ("requires", "excludes"):
        return f"{projects[0]} {kind} {projects[1]}"
    if kind == "same":
        return f"{projects[0]} and {projects[1]} are decided together"
    return f"{_limit(one)} is {amount(one['bound'])}"


def _limit(one: Fields) -> str:
    if one["kind"] == "limit":
        return "the total limit" if one["name"] is None else f"the limit of {one['name']}"
    if one["kind"] == "count":
        return "the largest number"
    return f'the {"least" if one["kind"] == "at_least" else "most"} of "{one["name"]}"'


def _several(one: Fields) -> str:
    """Return changes that are enough together."""
    least = "for the least more money" if one["least"] == "money" else "with the fewest changes"
    sure = "" if one["proven"] else " found in time"
    return f"Together it is, {least}{sure}: {'; '.join(map(_way_out, one['changes']))}."


def _way_out(one: Fields) -> str:
    if one["new_bound"] is None:
        return f"give up that {_stated(one)}"
    verb = "lower" if one["kind"] == "at_least" else "raise"
    return f"{verb} {_limit(one)} by {amount(one['change'])} to {amount(one['new_bound'])}"
