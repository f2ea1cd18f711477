"""The figures of one project in words: finish, cost, cost to go, chance to slip, open risks."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from models.terms import COST_TO_GO_RULES
from services.project_view import Chance
from ui.wording.formats import chance as chance_words
from ui.wording.formats import day, days, is_missing, money, money_exact, percent
from ui.wording.likelihood import likelihood
from ui.wording.project import chance_help, next_committee, no_chance
from ui.wording.slip import WHOLE

Words = dict[str, Any]


def figures(
    row: Mapping[str, Any],
    reports: pd.DataFrame,
    before: Mapping[str, Any] | None,
    since: str,
    year: Chance | None,
    soon: Chance | None,
    currency: str,
) -> list[Words]:
    """Return the figures that are known, at most five; `before` is the report that stood at the date `since`."""
    made = [
        _finish(row, reports, before, since),
        _cost(row, reports, before, since, currency),
        _to_go(row, currency),
        _chance(row, year, soon),
        _exposure(row, currency),
    ]
    return [words for words in made if words is not None]


def _finish(row: Mapping[str, Any], reports: pd.DataFrame, before: Mapping[str, Any] | None, since: str) -> Words:
    done = row["status"] == "completed" and not is_missing(row["actual_finish"])
    held = row["actual_finish"] if done else row["forecast_finish"]
    approved = row["approved_baseline_finish"]
    words: Words = {
        "label": "Finished" if done else "Forecast finish",
        "value": day(held),
        "note": "no approved finish is reported" if is_missing(approved) else f"approved {day(approved)}",
        "trend": _line(reports["forecast_finish"].map(lambda value: None if is_missing(value) else value.toordinal())),
    }
    then = None if before is None else before["forecast_finish"]
    if since and not is_missing(then) and not is_missing(row["forecast_finish"]) and not done:
        moved = (row["forecast_finish"] - then).days
        words |= _change(days(moved) if moved else "", moved, since)
    return words


def _cost(
    row: Mapping[str, Any], reports: pd.DataFrame, before: Mapping[str, Any] | None, since: str, currency: str
) -> Words | None:
    held, approved = row["forecast_cost"], row["approved_budget"]
    if is_missing(held) and is_missing(approved):
        return None
    field, label = ("approved_budget", "Approved budget") if is_missing(held) else ("forecast_cost", "Forecast cost")
    note = "no forecast cost is reported" if is_missing(held) else f"approved {money(approved, currency)}"
    words: Words = {
        "label": label,
        "value": money(row[field], currency),
        "note": "no approved budget is reported" if is_missing(approved) else note,
        "help": money_exact(row[field], currency),
        "trend": _line(reports[field]),
    }
    if since and before is not None and not is_missing(before[field]):
        moved = row[field] - before[field]
        words |= _change(money(moved, currency, signed=True) if moved else "", moved, since)
    return words


def _to_go(row: Mapping[str, Any], currency: str) -> Words | None:
    if is_missing(row["cost_to_go"]):
        return None
    spent = row["actual_cost"]
    held = str(row["cost_to_go_rule"])
    rule = COST_TO_GO_RULES[held]
    whole = f"whole {WHOLE[held]}: " if held in WHOLE else ""
    return {
        "label": "Cost to go",
        "value": money(row["cost_to_go"], currency),
        "note": f"{whole}no actual cost is reported" if is_missing(spent) else f"{money(spent, currency)} spent",
        "help": f"{rule[:1].upper()}{rule[1:]}.",
    }


def _chance(row: Mapping[str, Any], year: Chance | None, soon: Chance | None) -> Words | None:
    label = "Chance to slip within 12 months"
    chances = [chance for chance in (soon, year) if chance is not None]
    if year is not None and year.probability is not None:
        return {
            "label": label,
            "value": chance_words(year.probability),
            "note": "; ".join(part for part in (likelihood(year.probability), next_committee(soon)) if part),
            "help": f"A prediction: the forecast moves later by more than 30 days. {chance_help(chances)}",
        }
    if soon is not None and soon.probability is not None:
        return {
            "label": "Chance to slip by the next committee",
            "value": chance_words(soon.probability),
            "note": likelihood(soon.probability),
            "help": f"A prediction: the forecast moves later by more than 30 days. {chance_help(chances)}",
        }
    return {"label": label, "value": "–", "note": no_chance(year)}


def _exposure(row: Mapping[str, Any], currency: str) -> Words | None:
    if is_missing(row["exposure"]):
        return None
    share = row["exposure_share"]
    return {
        "label": "Open threats",
        "value": money(row["exposure"], currency),
        "note": "of unknown cost" if is_missing(share) else f"{percent(share)} of the forecast cost",
        "help": "Sum of probability times cost impact of the open threats. An expectation, not a loss.",
    }


def _change(words: str, moved: float, since: str) -> Words:
    if not words:
        return {"change": f"no change since {since}"}
    return {"change": f"{words} since {since}", "direction": "worse" if moved > 0 else "better"}


def _line(values: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if is_missing(value) else float(value) for value in values)
