"""Why a project needs attention, in words: what changed, the evidence, an overdue ask, why it may slip."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.theme import STATUS_LETTERS, STATUS_WORDS
from ui.wording import changes, health
from ui.wording.formats import day, days, is_missing
from ui.wording.portfolio import signed_percent


def what_changed(row: Mapping[str, Any]) -> str:
    """Return what changed about a project since the comparison, in a few words."""
    said = []
    if not is_missing(row.get("new")) and row["new"]:
        said.append("new")
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
        said[0] = f"reported {step}, the evidence says red: {said[0]}"
    if row.get("because_ask_overdue"):
        of = f" of {row['ask_of']}" if not is_missing(row["ask_of"]) else ""
        said.append(f"asked{of} by {day(row['ask_by'])}: {row['ask']}")
    parts = [_sentence(said)]
    if not is_missing(row.get("slip_reason")) and row["slip_reason"]:
        parts.append(_sentence([str(row["slip_reason"])]))
    return " ".join(part for part in parts if part)


def _sentence(said: Sequence[str]) -> str:
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}." if text else ""
