"""One project in words: its finding, where its name comes from, its gates and what it asks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from services.project_view import Chance, Identity, Step
from ui.wording.formats import chance as chance_words
from ui.wording.formats import count, day, days, is_missing, money, percent
from ui.wording.likelihood import likelihood, likelihood_scale
from ui.wording.projects import carried
from ui.wording.provenance import place
from ui.wording.slip import WHY_NONE

OUTCOMES: Final = {"pass": "passed", "conditional": "passed with conditions", "hold": "held back", "stop": "stopped"}
NAMED: Final = 0.005
"""A cost this share over or under the approved budget is named in the finding."""
LEVELS: Final = {1: "green", 2: "green to amber", 3: "amber", 4: "amber to red", 5: "red"}


def finding(row: Mapping[str, Any], reports: pd.DataFrame, chance: Chance | None, currency: str) -> str:
    """Return the headline: finish and money as reported, then the prediction, then a status that disagrees."""
    said = [_standing(row, reports, currency)]
    if chance is not None and chance.probability is not None:
        said.append(
            f"A further slip of more than 30 days {chance.words.split(' (')[0]} is {likelihood(chance.probability)} "
            f"({chance_words(chance.probability)})."
        )
    if row["said_overall"] < 3 <= row["found_overall"]:
        said.append(f"It reports green and is computed {LEVELS[int(row['found_overall'])]}.")
    return " ".join(said)


def _standing(row: Mapping[str, Any], reports: pd.DataFrame, currency: str) -> str:
    name, over = str(row["name"]), _over(row, currency)
    money_too = f", {over}" if over else ""
    if row["status"] == "cancelled":
        return f"{name} was cancelled."
    if row["status"] == "completed":
        return f"{name} is finished{_against(row, done=True)}{money_too}."
    if is_missing(row["forecast_finish"]):
        return f"{name} reports no forecast finish{money_too}."
    if not is_missing(row["late_days"]):
        return f"{name} is forecast{_against(row, done=False)}{money_too}."
    return f"{name} {_moved(reports)}{money_too}."


def _against(row: Mapping[str, Any], *, done: bool) -> str:
    late = row["late_days"]
    if is_missing(late):
        return ""
    sep = ", " if done else " "
    if late == 0:
        return f"{sep}on its approved date"
    return f"{sep}{days(abs(late), signed=False)} {'after' if late > 0 else 'before'} its approved date"


def _over(row: Mapping[str, Any], currency: str) -> str:
    over, share = row["over_budget"], row["over_budget_share"]
    if is_missing(share) or abs(share) < NAMED:
        return ""
    side = "over" if over > 0 else "under"
    return f"{money(abs(over), currency)} ({percent(abs(share))}) {side} budget"


def _moved(reports: pd.DataFrame) -> str:
    known = reports["forecast_finish"].dropna()
    if len(known) < 2:
        return f"is forecast to finish on {day(known.iloc[-1])}; one report so far"
    moved = (known.iloc[-1] - known.iloc[0]).days
    if moved == 0:
        return f"has kept its first forecast over {count(len(known), 'report')}"
    return f"now finishes {days(abs(moved), signed=False)} {'later' if moved > 0 else 'earlier'} than first reported"


def aside(row: Mapping[str, Any], who: Identity, reports: pd.DataFrame) -> str:
    """Return who runs it and where, what it was called, and how old its values are."""
    newest = reports.iloc[-1]
    parts = [
        str(row["project_key"]),
        *(row[name] for name in ("department", "programme", "phase")),
        _labelled("sponsor", newest["sponsor"]),
        _labelled("manager", newest["manager"]),
    ]
    said = " · ".join(str(part) for part in parts if not is_missing(part) and part)
    return ". ".join(part for part in (said, lineage(who), carried(row).rstrip(".")) if part) + "."


def _labelled(role: str, person: Any) -> str:
    return "" if is_missing(person) else f"{role} {person}"


def lineage(who: Identity) -> str:
    """Return what the project was called before and what it came from."""
    said = [f"formerly known as {step.from_key}, until {day(step.as_of)}" for step in reversed(who.former)]
    said += [f"{_kind(step)} {step.from_key} on {day(step.as_of)}" for step in who.came_from]
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _kind(step: Step) -> str:
    return {"split": "split from", "merged": "merged from"}.get(step.kind, "came from")


def became(who: Identity) -> str:
    """Return what a project that left became; "" where nothing is on record."""
    if not who.became:
        return ""
    kind = {"split": "was split into", "merged": "was merged into"}.get(who.became[0].kind, "became")
    return f"On {day(who.became[0].as_of)} it {kind} {' and '.join(step.to_key for step in who.became)}."


def gate(row: Mapping[str, Any]) -> str:
    """Return one gate: planned, held, outcome.

    >>> gate({"gate": "G2", "planned": date(2026, 5, 1), "held": None, "outcome": None})
    'Gate G2: planned 1 May 2026, not held yet'
    """
    name = str(row["gate"])
    label = name if name.lower().startswith("gate") else f"Gate {name}"
    planned = "" if is_missing(row["planned"]) else f"planned {day(row['planned'])}, "
    if is_missing(row["held"]):
        return f"{label}: {planned}not held yet"
    outcome = "" if is_missing(row["outcome"]) else f", {OUTCOMES.get(str(row['outcome']), str(row['outcome']))}"
    return f"{label}: {planned}held {day(row['held'])}{outcome}"


def report_hovers(reports: pd.DataFrame) -> list[str]:
    """Return what is shown over each report of the slip chart, a line each, not yet escaped."""
    said, before = [], None
    for row in reports.to_dict("records"):
        finish = row["forecast_finish"]
        parts = [f"Reported {day(row['as_of'])}", f"finish {day(finish)}"]
        if before is not None and not is_missing(finish) and finish != before:
            parts.append(f"moved {days((finish - before).days)}")
        if row["reported_as"] != row["project_key"]:
            parts.append(f"as {row['reported_as']}")
        parts.append(place(row["file"], row["source_row"]))
        said.append("\n".join(parts))
        before = before if is_missing(finish) else finish
    return said


def asks(row: Mapping[str, Any], as_of: date) -> str:
    """Return what the project asks of whom by when, and that the day has passed; "" where it asks nothing."""
    if is_missing(row["ask"]):
        return ""
    of = "" if is_missing(row["ask_of"]) else f" of {row['ask_of']}"
    by = "" if is_missing(row["ask_by"]) else f" by {day(row['ask_by'])}"
    overdue = not is_missing(row["ask_by"]) and row["ask_by"] < pd.Timestamp(as_of)
    late = f" ({days((pd.Timestamp(as_of) - row['ask_by']).days, signed=False)} overdue)" if overdue else ""
    return f"Asked{of}{by}{late}: {row['ask']}"


def next_committee(chance: Chance | None) -> str:
    """Return the chance at the nearer horizon, for the note under the one of twelve months."""
    if chance is None or chance.probability is None:
        return ""
    return f"{chance_words(chance.probability)} {chance.words.split(' (')[0]}"


def no_chance(chance: Chance | None) -> str:
    """Return why there is no prediction, as a sentence."""
    if chance is None:
        return "Predictions are still being worked out."
    why = WHY_NONE.get(chance.none, chance.none)
    return f"No prediction: it is {why}." if why else "No prediction."


def chance_help(chances: Sequence[Chance]) -> str:
    """Return the chances with their intervals and the scale of their words, for what is shown on hover."""
    said = []
    for chance in chances:
        if chance.probability is None:
            continue
        ends = f"{chance_words(chance.low)} to {chance_words(chance.high)}"
        between = "" if chance.low is None else f", {ends} nine times in ten"
        said.append(f"{chance.words[:1].upper()}{chance.words[1:]}: {chance_words(chance.probability)}{between}.")
    return " ".join([*said, likelihood_scale()])
