"""How safe a selection is and why a project is in or out, as lines of text for the command line."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.wording.formats import count, number, percent
from ui.wording.selections import MOST_LINES, amount, ways_out

Fields = Mapping[str, Any]
NOTHING = {
    "infeasible": "Nothing can be chosen: cli.py select says why.",
    "unknown": "Time ran out before a selection was found.",
}


def robustness(fields: Fields) -> list[str]:
    """Return how many projects stay chosen, then the frequency of each that is not always in or out."""
    if fields["status"] in NOTHING:
        return [NOTHING[fields["status"]]]
    ranges = fields["ranges"]
    stay = (
        f"{number(fields['stay_funded'])} of {count(fields['funded'], 'project')} chosen stay in nine of ten draws or "
        f"more; {number(fields['stay_out'])} of those left out stay out."
    )
    drawn = (
        f"Values are off by up to {percent(ranges['values'])} and costs by up to {percent(ranges['costs'])} in "
        f"{count(fields['draws'], 'draw')}{_unsettled(fields)}."
    )
    unsure = [one for one in fields["projects"] if 0 < one["frequency"] < 1]
    shown = sorted(unsure, key=lambda one: -one["frequency"])[:MOST_LINES]
    told = [
        f"{one['project']}: chosen in {percent(one['frequency'])} of them, "
        f"{'chosen' if one['chosen'] else 'not chosen'} as stated ({one['standing']})"
        for one in shown
    ]
    more = [f"and {number(len(unsure) - MOST_LINES)} more"] if len(unsure) > MOST_LINES else []
    return [stay, drawn, *told, *more, *_largest_move(fields)]


def explained(fields: Fields) -> list[str]:
    """Return one line per project, and how many were not reached."""
    if fields["status"] in NOTHING:
        return [NOTHING[fields["status"]]]
    left = len(fields["not_reached"])
    more = [f"Time ran out before {count(left, 'project')}."] if left else []
    return [*(_explained(one) for one in fields["projects"]), *more]


def _unsettled(fields: Fields) -> str:
    told = [f"{number(fields['impossible'])} of them allow nothing"] if fields["impossible"] else []
    told += [f"{number(fields['unsolved'])} were not solved in time"] if fields["unsolved"] else []
    return f"; {' and '.join(told)}" if told else ""


def _largest_move(fields: Fields) -> list[str]:
    if not fields["moves"]:
        return ["No value or cost changes the selection by itself."]
    most = fields["moves"][0]
    end = {"low": "lower", "high": "higher"}[most["end"]]
    return [f"By itself, a {end} {most['of']} of {most['key']} moves most: {amount(most['money'])}."]


def _explained(one: Fields) -> str:
    state = f"{one['project']} is {'in' if one['chosen'] else 'out'}"
    forced = f", forced {one['forced']}" if one["forced"] else ""
    if one["barred"] is not None:
        return f"{state}{forced}, and cannot be {'out' if one['chosen'] else 'in'}. {' '.join(ways_out(one['barred']))}"
    if one["loss"] is None:
        return f"{state}{forced}; what the opposite costs was not found in time."
    lost = "loses" if one["loss"] >= 0 else "gains"
    least = "" if one["proven"] else "about "
    swap = _swap(one["enters"], one["leaves"])
    return f"{state}{forced}. The opposite {lost} {least}{abs(one['loss']):,.6g}{swap}.{_takes(one)}"


def _swap(enters: Sequence[str], leaves: Sequence[str]) -> str:
    told = [f"in {', '.join(enters)}"] if enters else []
    told += [f"out {', '.join(leaves)}"] if leaves else []
    return f" ({'; '.join(told)})" if told else ""


def _takes(one: Fields) -> str:
    """Return what would bring a project in or out: letting it go, more money of one limit, or its own cost."""
    if one["forced"]:
        verb = "goes" if one["chosen"] else "comes in"
        return f" That is by order: it {verb} only when the order is let go."
    rises = [
        f"{amount(rise['by'])} more of {rise['limit'] or 'the total'}"
        for rise in one["limits"]
        if rise["by"] is not None
    ]
    cost = one["own_cost"]
    if cost is not None and cost["share"] is not None:
        rises.append(f"{percent(cost['share'])} of its cost")
    return f" It changes sides at {' or '.join(rises)}." if rises else ""
