"""How the Budget page's selection was found, in sentences."""

from collections.abc import Mapping
from typing import Any

from ui.wording.budget import COST_RULES, METHODS
from ui.wording.formats import count, number, percent

OPENING = (
    "The slider opens where the work above the line is paid and 60% of the rest; that is a place to start, not advice. "
    "Where a limit by year stands at its right end there is none."
)


def candidates(considered: int, above: int, not_considered: int, without_status: int) -> str:
    """Return who is a candidate."""
    said = [
        f"Candidates are projects proposed, active or on hold that are not the sum of others: {number(considered)} "
        f"with a cost, {number(above)} of them above the line."
    ]
    if without_status:
        said.append(f"{number(without_status)} report no status and count as active.")
    if not_considered:
        verb, be = ("has", "is") if not_considered == 1 else ("have", "are")
        said.append(f"{number(not_considered)} {verb} no cost at all and {be} not considered, never free.")
    return " ".join(said)


def classes(without_class: int, has_classes: bool, run: int) -> str:
    """Return how investment classes were read."""
    if not has_classes:
        return "No investment class is known, so nothing stands above the line and all is yours to decide."
    said = ["Mandatory and committed work stands above the line and is paid first."]
    if run:
        said.append(f"Work of class run ({count(run, 'project')}) keeps services going and stands there too.")
    if without_class:
        said.append(f"{count(without_class, 'candidate')} without a class can be decided.")
    return " ".join(said)


def cost(rules: Mapping[str, int]) -> str:
    """Return how cost to go was found, with the number of projects per rule."""
    counted = "; ".join(f"{COST_RULES[rule]} ({number(how_many)})" for rule, how_many in rules.items() if how_many)
    return f"Cost is cost to go, never what is spent already and never below zero: {counted}."


def years(rules: Mapping[str, int] | None) -> str:
    """Return how cost was spread over fiscal years."""
    if rules is None:
        return "No forecast by fiscal year is known, so there is one limit for all years. Load the costs register."
    said = [
        "Fiscal years follow the costs register, forecast less actual from this year on, brought into line with each "
        f"project's cost to go ({count(rules['forecast'], 'project')}): cost to go drives, the register "
        "only spreads it."
    ]
    if rules["dates"]:
        said.append(f"{number(rules['dates'])} without such a forecast are spread evenly to their forecast finish.")
    if rules["undated"]:
        said.append(f"{number(rules['undated'])} without a finish ahead fall into this year.")
    return " ".join(said)


def proof(chosen: Any, steps: int, exact: bool) -> str:
    """Return status, gap, seconds and method of a selection."""
    took = f"{chosen.seconds:.3f} seconds" if chosen.seconds >= 0.0005 else "under a millisecond"
    how = METHODS[chosen.method]
    if chosen.status == "infeasible":
        return "No selection obeys all limits and rules; that is proven."
    status = (
        "Proven optimal, gap 0%"
        if chosen.status == "optimal"
        else f"Not the best of all, by intent: at most {percent(chosen.gap, 2)} below the best"
        if chosen.method == "nested"
        else f"Best found in the time given; at most {percent(chosen.gap, 2)} below the best"
    )
    picture = (
        f"The staircase holds {count(steps, 'step')} that only add."
        if chosen.method == "nested"
        else f"The staircase holds all {count(steps, 'step')}, each proven."
        if exact
        else f"Under several limits, or with very many candidates, the staircase is searched: {count(steps, 'step')} "
        "found; others may lie between."
    )
    return f"{status}, in {took}: {how}. Limits are kept in whole minor units. {picture}"
