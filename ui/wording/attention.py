"""Why a project needs attention, in words: what changed, the evidence, an overdue ask, why it may slip."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.portfolio_view import LIKELY
from ui.theme import STATUS_LETTERS, STATUS_WORDS
from ui.wording import changes, health
from ui.wording.formats import count, day, days, is_missing, money, number, percent
from ui.wording.portfolio import signed_percent

WHOLE = {
    "eac": "whole forecast cost, no actual reported",
    "budget": "whole approved budget, no forecast cost and no actual reported",
}
REASONS = {
    "slipped": "forecast moved later",
    "undecided": "re-baselined with no decision on record",
    "disagrees": "reported green but computed red",
    "likely": f"at least {percent(LIKELY)} likely to slip",
    "dearer": "grown dearer",
    "ask_overdue": "an ask past its day",
}

_NOBODY = {
    "changes": ("slipped", "was re-baselined with no decision on record", "grew dearer"),
    "disagreement": ("is reported green but computed red",),
    "chances": (f"is at least {percent(LIKELY)} likely to slip",),
    "asks": ("has an ask past its day",),
}
COMPUTED = (
    "Computed red rests on date, cost, earned value and risk, values carried forward included; Projects counts "
    "computed amber as well, and Slip risk also the moves of the forecast and the opinion of the PMO."
)


def order(rules: Iterable[str], reasons: Mapping[str, int]) -> str:
    """Return which projects are listed and in what order.

    `rules` name how the cost to go of each was found, `reasons` count the projects listed for each reason.

    >>> order(["eac-ac", "eac"], {"slipped": 2, "likely": 1, "dearer": 0})
    'Forecast moved later or at least 66% likely to slip; by cost to go times chance to slip.'
    """
    named = [REASONS[name] for name, many in reasons.items() if many]
    listed = _either(named)
    held = set(rules)
    whole = f" ({WHOLE[next(iter(held))]})" if len(held) == 1 and held <= set(WHOLE) else ""
    return f"{listed[:1].upper()}{listed[1:]}; by cost to go{whole} times chance to slip."


def reasons(counted: Mapping[str, int], many: int) -> str:
    """Return how many projects are listed for each reason; a project may be listed for several."""
    told = "; ".join(f"{words} ({number(counted[name])})" for name, words in REASONS.items() if counted.get(name))
    computed = f" {COMPUTED}" if counted.get("disagrees") else ""
    return f"{count(many, 'live project')}: {told}.{computed}"


def nobody(looked_at: Mapping[str, bool], snapshots: int) -> str:
    """Return that no project needs attention, as far as it could be looked at, and what cannot be said.

    `looked_at` is what `services.attention_left_out.looked_at` gives, `snapshots` how many dates are known by then.

    >>> told = {"changes": True, "disagreement": True, "chances": False, "asks": False}
    >>> nobody(told, 2).split(". ")[1]
    'Chances to slip cannot be said yet: nothing is predicted.'
    """
    said = [one for name, words in _NOBODY.items() if looked_at[name] for one in words]
    found = f"No live project {_either(said)}." if said else ""
    needs = "one snapshot; slips and changes need two" if snapshots < 2 else "no date to compare with is chosen"
    unsaid = {
        "changes": f"Who slipped or grew dearer cannot be said yet: {needs}.",
        "disagreement": "Whether reports disagree with the evidence cannot be said: no live project has both.",
        "chances": "Chances to slip cannot be said yet: nothing is predicted.",
    }
    return " ".join(part for part in (found, *(words for name, words in unsaid.items() if not looked_at[name])) if part)


def not_listed(row: Mapping[str, Any], currency: str) -> str:
    """Return why the project with the most money times chance is not listed."""
    return (
        f"The largest by cost to go times chance, {row['name']} ({money(row['cost_to_go'], currency)} to go, "
        f"{percent(row['probability'])} to slip), is not listed: none of these reasons holds for it."
    )


def to_go(row: Mapping[str, Any], currency: str, said_once: bool) -> str:
    """Return the cost to go, and where it is not forecast less actual what it is, unless that is said for all."""
    if is_missing(row["cost_to_go"]):
        return ""
    what = "" if said_once else WHOLE.get(str(row["cost_to_go_rule"]), "")
    return f"{money(row['cost_to_go'], currency)} to go{f' ({what})' if what else ''}."


def what_changed(row: Mapping[str, Any]) -> str:
    """Return what changed about a project since the comparison, in a few words."""
    said = []
    if not is_missing(row.get("new")) and row["new"]:
        said.append("new")
    if not is_missing(row.get("returned")) and row["returned"]:
        said.append("returned after having left")
    if not is_missing(row.get("moved_days")) and row["moved_days"]:
        said.append(f"forecast finish {days(row['moved_days'])}")
    if not is_missing(row["decision"]) and row["decision"]:
        decided = changes.decision(row)
        said.append(f"approved finish {days(row['absorbed_days'])} ({decided[0].lower()}{decided[1:]})")
    if not is_missing(row.get("cost_share")) and abs(row["cost_share"]) >= 0.005:
        said.append(f"forecast cost {signed_percent(row['cost_share'])}")
    return _sentence(said)


def why(row: Mapping[str, Any], currency: str) -> str:
    """Return why a project needs attention: the evidence, an overdue ask, then why it may slip."""
    said = health.evidence(row, currency)
    if row.get("because_disagrees") and said:
        step = STATUS_WORDS[STATUS_LETTERS.get(int(row["said_overall"]), "G")].lower()
        said[0] = f"reported {step}, computed red: {said[0]}"
    if row.get("because_ask_overdue"):
        of = f" of {row['ask_of']}" if not is_missing(row["ask_of"]) else ""
        said.append(f"asked{of} by {day(row['ask_by'])}: {row['ask']}")
    parts = [_sentence(said)]
    if not is_missing(row.get("slip_reason")) and row["slip_reason"]:
        parts.append(_sentence([str(row["slip_reason"])]))
    return " ".join(part for part in parts if part)


def _either(said: Sequence[str]) -> str:
    return f"{', '.join(said[:-1])} or {said[-1]}" if len(said) > 1 else "".join(said)


def _sentence(said: Sequence[str]) -> str:
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}." if text else ""
