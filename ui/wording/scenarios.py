"""Scenarios in words: what stands for decision, what tells plans apart, how their data moved, what a decision costs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from ui.wording.budget import names, price
from ui.wording.budget_value import VALUE_OF
from ui.wording.formats import DASH, MINUS, between, count, day, moment, money, number, percent, points

STATUSES: Final[dict[str, str]] = {"draft": "Draft", "locked": "Locked", "committed": "Decided"}
STATES: Final[dict[str, str]] = {"in": "● in", "out": "○ out", "above": "■ above the line", "absent": DASH}
LEGEND: Final = "● in, ○ out, ■ above the line and funded in any case, – no candidate when the plan was made"
QUESTION: Final = "Which plan do we decide on?"
MEASURED_APART: Final = (
    "The plans count value in different ways, or of other candidates or weights: each share is of its own value."
)
FIRST_STEPS: Final = (
    "Move the limits on the Budget page.",
    "Choose Save scenario there.",
    "Come back here to compare.",
)
WHAT_HAPPENS: Final = ("A facilitator saves a plan on the Budget page.", "It is listed and compared here.")
HOW: Final = (
    "A plan keeps the snapshots it was made of, the weights of the objectives, limits and rules, every candidate with "
    "its cost and value, and the answer with its proof. It is solved again from these alone.",
    "The expected slips of a plan are the sum of its projects' chances to slip, with an interval of 80%; projects "
    "without a prediction are left out and counted. Cost of late projects is what is left to spend on projects whose "
    "forecast finish lies after their approved one: a fact, not a loss.",
    "The price of a departure is the value lost by deciding that one project so and everything else as well as "
    "possible under the same limits and rules. Several departures together can cost more or less than their sum.",
)


def finding(listed: Sequence[Any], currency: str) -> str:
    """Return the headline: what was decided last, else what stands for decision."""
    if not listed:
        return QUESTION
    decided = sorted((one for one in listed if one.decision), key=lambda one: str(one.decision["taken"]))
    if decided:
        last = decided[-1]
        when = day(date.fromisoformat(last.decision["taken"]))
        return f"{last.name} was decided on {when}: it funds {buys(last.summary, currency)}."
    if len(listed) == 1:
        return f"One plan stands for decision: {listed[0].name} funds {buys(listed[0].summary, currency)}."
    best = max(listed, key=lambda one: float(one.summary["share"]))
    return f"{count(len(listed), 'plan')} stand for decision; {best.name} buys most: {buys(best.summary, currency)}."


def buys(summary: Mapping[str, Any], currency: str) -> str:
    """Return what a plan funds, for how much.

    >>> buys({"funded": 2, "candidates": 4, "cost": 1400_00, "share": 0.95, "digits": 2, "measure": "strategic"}, "USD")
    '2 of 4 projects and 95% of their strategic value for $1.4 k'
    """
    measure = str(summary.get("measure"))
    worth = "" if measure == "equal" else f" and {percent(summary['share'])} of their {VALUE_OF.get(measure, 'value')}"
    funded = f"{number(summary['funded'])} of {count(summary['candidates'], 'project')}"
    return f"{funded}{worth} for {amount(summary['cost'], summary, currency)}"


def amount(minor: int | None, summary: Mapping[str, Any], currency: str, *, signed: bool = False) -> str:
    """Return whole minor units as money."""
    return DASH if minor is None else money(minor / 10 ** int(summary["digits"]), currency, signed=signed)


def outcome(summary: Mapping[str, Any], currency: str) -> str:
    """Return what a decision for a plan says in the register, until somebody words it otherwise."""
    return f"Fund {buys(summary, currency)}."


def unspent(summary: Mapping[str, Any], currency: str) -> str:
    """Return what a plan leaves of its total."""
    total = summary["total"]
    return DASH if total is None else amount(total - summary["cost"], summary, currency)


def proof(summary: Mapping[str, Any]) -> str:
    """Return how good a plan is known to be under its own limits and rules."""
    if summary["proof"] == "optimal":
        return "proven the best under its limits and rules"
    return f"at most {percent(summary['gap'], 1)} below the best under its limits and rules"


def proof_short(summary: Mapping[str, Any]) -> str:
    """Return the proof of a plan as a cell of a table holds it."""
    return "the best, proven" if summary["proof"] == "optimal" else f"within {percent(summary['gap'], 1)} of the best"


def slips(told: Any) -> str:
    """Return how many slips are expected of what a plan funds."""
    if told.slips is None:
        return DASH
    return f"{number(told.slips.expected, 1)} ({between(told.slips.low, told.slips.high)})"


def slips_note(told: Any) -> str:
    """Return which slips are meant, or why none is predicted."""
    if told.slips is None:
        return f"no slips are predicted: {told.words}" if told.words else "no slips are predicted for this date"
    return f"slips by more than 30 days {told.words}, with an interval of 80%"


def unpredicted(told: Any) -> str:
    """Return how many of what a plan funds have no prediction, which the expected slips leave out."""
    return DASH if told.slips is None else number(told.unknown)


def risk(plans: Sequence[tuple[str, Any]]) -> str:
    """Return where the expected slips of plans come from, and of which plans they are not known.

    `plans` are names with what is expected of each (services.scenarios_compare.Ahead).
    """
    known = [name for name, told in plans if told.slips is not None]
    unknown = [name for name, told in plans if told.slips is None]
    if not known:
        return "Nothing is predicted for these plans, so their risk of slips cannot be compared."
    source = "Expected slips add up the chances on the Slip risk page, as they stood at the date of each plan's data"
    left = ", without the projects that have no prediction" if any(told.unknown for _, told in plans) else ""
    silent = f" Of {names(unknown, 6)} nothing is predicted: that is not the same as no slips." if unknown else ""
    return f"{source}{left}.{silent}"


def made_of(as_of: date, shown: date) -> str:
    """Return of which data a plan was made, and that the page shows an earlier date where it does.

    >>> made_of(date(2026, 10, 31), date(2026, 10, 31))
    'Made of the data of 31 Oct 2026.'
    >>> made_of(date(2026, 10, 31), date(2026, 8, 31))
    'Made of the data of 31 Oct 2026, later than the 31 Aug 2026 chosen above.'
    """
    later = f", later than the {day(shown)} chosen above" if shown < as_of else ""
    return f"Made of the data of {day(as_of)}{later}."


def late(told: Any, summary: Mapping[str, Any], currency: str) -> str:
    """Return what is left to spend on late projects of a plan."""
    if told.late is None:
        return DASH
    return f"{amount(told.late_cost, summary, currency)} in {count(told.late, 'project')}"


def changed(one: Any) -> str:
    """Return who changed a plan last, and when."""
    return f"{one.edited_by}, {moment(one.edited_at)}"


def difference(first: str, other: str, told: Any, summary: Mapping[str, Any], currency: str) -> str:
    """Return what tells a plan from another, in a few sentences."""
    parts = []
    for verb, found in (("adds", told.adds), ("drops", told.drops)):
        if found:
            parts.append(f"{verb} {count(len(found), 'project')}: {names(found, 6)}")
    if told.changed:
        parts.append(f"funds {names(told.changed, 6)} in another way")
    if not parts:
        parts = ["funds the same projects"]
    extra = amount(abs(told.cost), summary, currency)
    costs = "costs the same" if not told.cost else f"costs {extra} {'more' if told.cost > 0 else 'less'}"
    return f"Against {first}, {other} {'; '.join(parts)}. It {costs}{_worth(told.share)}."


def _worth(share: float | None) -> str:
    if share is None:
        return ", and its value is counted in another way"
    if abs(share) < 0.0005:
        return " and brings the same value"
    return f" and brings {points(abs(share), 1).lstrip('+')} {'more' if share > 0 else 'less'} of the value"


def since(told: Any, summary: Mapping[str, Any], currency: str) -> str:
    """Return how the data behind a plan moved, in one sentence."""
    if told.nothing:
        return f"The data behind it have not moved as of {day(told.as_of)}."
    parts = [
        words
        for many, words in (
            (told.gone, f"{count(told.gone, 'project')} no longer to choose from"),
            (told.arrived, f"{count(told.arrived, 'new candidate')}"),
            (told.dearer, f"{count(told.dearer, 'project')} dearer"),
            (told.cheaper, f"{count(told.cheaper, 'project')} cheaper"),
            (told.worth_more, f"{number(told.worth_more)} worth more"),
            (told.worth_less, f"{number(told.worth_less)} worth less"),
        )
        if many
    ]
    chosen = "" if not told.funded_cost else _funded(told.funded_cost, summary, currency)
    are = "is" if told.funded_gone == 1 else "are"
    gone = "" if not told.funded_gone else f" {number(told.funded_gone)} of those it funds {are} gone."
    return f"The data behind it have moved by {day(told.as_of)}: {', '.join(parts)}.{chosen}{gone}"


def _funded(cost: int, summary: Mapping[str, Any], currency: str) -> str:
    more = "more" if cost > 0 else "less"
    return f" What it funds now costs {amount(abs(cost), summary, currency)} {more}."


def rerun(told: Any, name: str, title: Mapping[str, str]) -> str:
    """Return what came out when a plan was solved again; `title` names candidates."""
    swap = [
        f"{verb} {names([title.get(key, key) for key in keys], 6)}"
        for verb, keys in (("adds", told.added), ("drops", told.dropped))
        if keys
    ]
    if told.verdict == "same":
        kept = "the best that keeps what was funded" if told.found.method == "nested" else "the best found in time"
        proven = "proven the best" if told.found.status == "optimal" else kept
        return f"{name} comes out the same: the same projects, {proven} under its limits and rules."
    if told.verdict == "equal":
        return (
            f"{name} stands: it obeys every rule and no plan is worth more. Another set is worth as much: it "
            f"{' and '.join(swap)}."
        )
    if told.verdict == "broken":
        return f"{name} breaks a limit or rule of its own: {told.broken}."
    if told.verdict == "better":
        gain = told.found.value / told.stored_value - 1 if told.stored_value > 0 else 1.0
        return f"{name} can be bettered: a set worth {percent(gain, 1)} more {' and '.join(swap)}."
    return f"{name} was not bettered in the time given, and that nothing is worth more was not proven."


def departures(told: Any, of_value: float) -> str:
    """Return what a plan gives up against the best, in a sentence."""
    if not told.projects:
        return "It departs from nothing: it is the best under its own limits and rules, with nothing decided by hand."
    sure = "" if told.best.status == "optimal" else " (the best found in time)"
    lost = price(told.lost, of_value)
    gives = "gives up nothing" if lost == "nothing" else f"gives up {lost.lstrip(MINUS)} of the value"
    return f"It {gives} against the best under the same limits{sure}, and decides {many(len(told.projects))} otherwise."


def many(projects: int) -> str:
    """Return a number of projects."""
    return count(projects, "project")


def decided(decision: Mapping[str, Any]) -> str:
    """Return who decided a plan, when and why."""
    when = day(date.fromisoformat(decision["taken"]))
    key = decision["decision_key"]
    return f"{decision['decided_by']} decided on {when}: {decision['reason']} (in the decision register as {key})"


def meanwhile(theirs: Any, yours: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what stands now and what was not written, as (what, theirs, yours)."""
    titles = {"name": "Name", "note": "Note"}
    return [(titles[part], str(getattr(theirs, part)), str(yours[part])) for part in titles if part in yours]
