"""What the Portfolio page says of a date: five figures, what changed since another date, what needs attention."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from models import changes, expected_count, health, objective_tree, period_figures
from models.changes import CostChange
from models.slip_baselines import TABLE
from services import chances, partial_dates, period_summary, portrait, publications, states
from services.access import Scope
from services.partial_dates import Outstanding
from services.portrait import COMPARED, Filters, Portrait

LIKELY: Final = 0.66
"""From here on a slip is called likely (Mastrandrea et al., 2010)."""


@dataclass(frozen=True)
class Overview:
    """The figures of a date and of the one it is compared with, as `period_figures.figures` gives them.

    `now` and `before` (None without a comparison) also hold top_money, none_money, unrated_money where projects are
    rated, and waiting, oldest_days where decisions are recorded; moved is None of a first date, where it can be nothing
    but zero. `expected` is how many of the live projects are
    expected to slip, None without predictions; `likely_green` of the `likely` most likely report green (both 0 where
    nothing puts one project before another). `alike` holds the figures over the projects counted at both dates, as
    `period_figures.alike` gives them, empty without a comparison. `same_top` tells whether the top objectives are the
    same ones at both dates, None where nobody knows. `outstanding` tells who is still to come where only part has
    reported for the date, for then `expected` speaks of that part alone.
    """

    now: dict[str, Any]
    before: dict[str, Any] | None
    expected: expected_count.ExpectedCount | None
    likely: int
    likely_green: int
    alike: Mapping[str, Any]
    same_top: bool | None = True
    outstanding: Outstanding | None = None


@dataclass(frozen=True)
class Changed:
    """What changed since `since`: one row per project as `models.changes.between` gives it, and the cost."""

    since: date
    table: pd.DataFrame
    cost: CostChange


def earlier(scope: Scope, as_of: date) -> pd.DataFrame:
    """Return the projects of a date with the columns that comparisons need."""
    return states.projects(scope, as_of, COMPARED)


def overview(
    scope: Scope, found: Portrait, compare: date | None, filters: Filters = (), then: pd.DataFrame | None = None
) -> Overview:
    """Return the figures of the live projects that the filters keep; `then` is `earlier`, where it is at hand."""
    shown = portrait.filtered(found.projects, found.impacts, filters)
    first = None if found.has_baselines else portrait.first_forecasts(scope, found.as_of)
    red = float(found.thresholds["schedule_red_days"])
    now = period_figures.figures(shown, red, first) | _strategy(found, shown)
    if first is not None and portrait.is_first(scope, found.as_of):
        now |= {"moved": None, "moved_money": None}
    before = None
    alike: Mapping[str, Any] = {}
    same_top = True
    if compare is not None:
        then = earlier(scope, compare) if then is None else then
        impacts = states.register(scope, "impacts", compare, ["project_key", "objective_key", "rating"])
        kept = portrait.filtered(then, impacts, filters)
        weights = _weights(scope, compare)
        before = period_figures.figures(kept, red, first) | _strategy_then(
            scope, found, compare, kept, impacts, weights
        )
        same_top = _same_top(found, weights)
        alike = period_figures.alike(shown, kept, red, first)
    live = shown[shown["live"].astype(bool)]
    known = live[live["probability"].notna()]
    expected = chances.expected(known["probability"], found.chances) if len(known) else None
    likely = chances.most_likely(known if found.chances.method == TABLE else known.head(0))
    green = int((likely["said_overall"] <= chances.REPORTED_GREEN).sum())
    to_come = partial_dates.outstanding(scope, found.as_of, shown) if expected else None
    return Overview(now, before, expected, len(likely), green, alike, same_top, to_come)


def changed(
    scope: Scope, found: Portrait, compare: date, filters: Filters = (), then: pd.DataFrame | None = None
) -> Changed:
    """Return what changed since the comparison date, over the projects the filters keep; `then` as in `overview`."""
    now = portrait.filtered(found.projects, found.impacts, filters)
    then = earlier(scope, compare) if then is None else then
    # A project that moved between departments is compared with itself wherever it stood before.
    kept = set(portrait.filtered(then, found.impacts, filters)["project_key"]) | set(now["project_key"])
    then = then[then["project_key"].isin(kept)]
    now = found.projects[found.projects["project_key"].isin(kept)] if filters else now
    entered = sorted(set(now["project_key"]) - set(then["project_key"]))
    seen_before = set(states.history(scope, compare, [], entered)["project_key"]) if entered else set()
    table = changes.between(now, then, _decisions(scope, found.as_of), seen_before)
    return Changed(compare, table, changes.cost(now, then))


def attention(found: Portrait, since: Changed | None, filters: Filters = ()) -> pd.DataFrame:
    """Return the live projects that need somebody, the gravest first.

    Listed: forecast moved later by more than the amber days since the comparison; re-baselined with no decision on
    record; reported green while computed red; likely to slip; forecast cost up by more than the
    amber share since the comparison; an ask whose day has passed. Ordered by consequence = cost to go x chance to
    slip; where a project has no prediction the portfolio's mean chance stands in, where none has a cost each weighs 1.
    """
    shown = portrait.filtered(found.projects, found.impacts, filters)
    live = shown[shown["live"].astype(bool)].set_index("project_key", drop=False)
    told = ["moved_days", "absorbed_days", "decision", "decided_by_ref", "cost_change", "new", "returned"]
    news = (since.table if since else pd.DataFrame(columns=told)).reindex(live.index)[told]
    live = live.join(news)
    before = live["forecast_cost"] - live["cost_change"].astype(float)
    share = live["cost_change"].astype(float) / before.where(before > 0)
    late_ask = live["ask_by"] < pd.Timestamp(found.as_of)
    reasons = pd.DataFrame(
        {
            "slipped": live["moved_days"].astype(float) > float(found.thresholds["schedule_amber_days"]),
            "undecided": live["decision"] == changes.NO_DECISION,
            "disagrees": health.disagrees(live["said_overall"], live["found_overall"], health.RED),
            "likely": live["probability"] >= LIKELY,
            "dearer": share * 100 > float(found.thresholds["cost_amber_percent"]),
            "ask_overdue": late_ask & live["ask"].notna(),
        }
    )
    chance = live["probability"].fillna(live["probability"].mean()).fillna(1.0)
    money = live["cost_to_go"].fillna(0.0) if live["cost_to_go"].notna().any() else 1.0
    listed = live.assign(consequence=chance * money, cost_share=share).join(reasons.add_prefix("because_"))
    listed = listed[reasons.any(axis=1).to_numpy()]
    return listed.sort_values("consequence", ascending=False, kind="stable").reset_index(drop=True)


def trend(scope: Scope, until: date, as_published: bool = False) -> list[dict[str, Any]]:
    """Return the figures of all periods up to a date, oldest first, each with its `as_of`.

    As restated (the figures of today) or, where asked, as published; a period that was not published has only the
    figures of today. `published` tells whether it was, `restated` whether it was corrected since, `partial` whether
    only part of the portfolio has reported for it.
    """
    held = period_summary.stored(scope)
    told = publications.figures(scope)
    corrected = {one.as_of for one in publications.corrections(scope)} if told else set()
    shown, partly = held | told if as_published else held, partial_dates.dates(scope)
    marks = {"published": told, "restated": corrected, "partial": partly}
    return [
        {"as_of": as_of, **shown[as_of], **{name: as_of in marked for name, marked in marks.items()}}
        for as_of in sorted(shown)
        if as_of <= until
    ]


def as_dict(scope: Scope, as_of: date, compare: date | None) -> dict[str, Any]:
    """Return the page's figures as plain values for the command line."""
    found = portrait.read(scope, as_of)
    seen = overview(scope, found, compare)
    since = changed(scope, found, compare) if compare else None
    counts = {kind: int((since.table[kind] & since.table["live"]).sum()) for kind in changes.KINDS} if since else None
    expected = None if seen.expected is None else {**vars(seen.expected), **found.chances.stated()}
    listed = attention(found, since)
    columns = ["project_key", "name", "probability", "cost_to_go", "consequence", "moved_days"]
    needs = listed[columns].astype(object).where(listed[columns].notna(), None)
    return {
        "portfolio": found.facts.key,
        "name": found.facts.name,
        "currency": found.facts.currency,
        "as_of": as_of.isoformat(),
        "compare": compare.isoformat() if compare else None,
        "figures": seen.now,
        "figures_before": seen.before,
        "expected_to_slip": expected,
        "changes": counts,
        "cost_change": {**vars(since.cost), "mix": since.cost.mix, "total": since.cost.total} if since else None,
        "needs_attention": needs.head(10).to_dict("records"),
    }


def _strategy(found: Portrait, shown: pd.DataFrame) -> dict[str, Any]:
    live = shown[shown["live"].astype(bool)]
    said: dict[str, Any] = {}
    if found.dates["impacts"] and found.dates["objectives"]:
        said |= period_figures.money_by_standing(live["cost_to_go"].fillna(0.0), live)
    if found.decisions is not None:
        ours = _ours(found.decisions, found.projects, shown)
        said |= period_figures.waiting(ours, pd.Timestamp(found.as_of))
    return said


def _strategy_then(
    scope: Scope, found: Portrait, compare: date, kept: pd.DataFrame, impacts: pd.DataFrame, weights: pd.Series
) -> dict[str, Any]:
    live = kept[kept["live"].astype(bool)]
    said: dict[str, Any] = {}
    if len(impacts) and len(weights):
        most = int(found.thresholds["top_objectives"])
        stands = period_figures.standing(live["project_key"], impacts, weights, most)
        said |= period_figures.money_by_standing(live["cost_to_go"].fillna(0.0), stands)
    if states.register_date(scope, "decisions", compare):
        ours = _ours(states.register(scope, "decisions", compare), found.projects, kept)
        said |= period_figures.waiting(ours, pd.Timestamp(compare))
    return said


def _weights(scope: Scope, as_of: date) -> pd.Series:
    """Return the points of the objectives at a date by key, empty where none is recorded."""
    objectives = states.register(scope, "objectives", as_of, ["objective_key", "parent", "weight"])
    return objective_tree.leaf_points(objectives) if len(objectives) else pd.Series(dtype=float)


def _same_top(found: Portrait, then: pd.Series) -> bool:
    most = int(found.thresholds["top_objectives"])
    now = found.objectives.set_index("objective_key")["weight"]
    return period_figures.heaviest(now, most) == period_figures.heaviest(then, most)


def _ours(decisions: pd.DataFrame, everything: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Return the decisions about the projects shown; those about no project only where nothing is filtered out."""
    if len(shown) == len(everything):
        return decisions
    return decisions[decisions["project_key"].isin(set(shown["project_key"]))]


def _decisions(scope: Scope, as_of: date) -> pd.DataFrame | None:
    """Return the decisions on record, or None where a register ends before the date: then silence proves nothing."""
    newest = [states.register_date(scope, name, as_of) for name in ("changes", "gates")]
    if any(known is None or known < as_of for known in newest):
        return None
    taken = states.register(scope, "changes", as_of, ["project_key", "change_key", "status", "decided"])
    gates = states.register(scope, "gates", as_of, ["project_key", "gate", "outcome", "held"])
    return changes.recorded(taken, gates)


def reason_counts(listed: pd.DataFrame) -> dict[str, int]:
    """Return how many of the projects listed have each reason."""
    named = [name for name in listed.columns if name.startswith("because_")]
    return {name.removeprefix("because_"): int(np.count_nonzero(listed[name])) for name in named}
