"""What the Alignment page says of how firm its ranking is."""

from typing import Any, Final

import pandas as pd

from models.rank_comparison import RankComparison
from models.weight_tornado import MOVE
from services.alignment_sensitivity import FIRST, Sensitivity
from ui.wording.formats import count, number, percent

ORDERS: Final = ("The first ten", "All projects")
STRONG, WEAK = 0.7, 0.3


def tightest(rows: pd.DataFrame, projects: int, every: bool) -> str:
    """Return which weight may move least before two projects change places, and between which values."""
    many = min(projects, FIRST) if not every else projects
    subject = f"the {count(many, 'project')}" if every or projects <= FIRST else f"the first {number(FIRST)} projects"
    known = rows.dropna(subset=["lowest", "highest"])
    if known.empty:
        return "One objective holds all of the weight, so no weight can move against the others."
    room = pd.concat([known["weight"] - known["lowest"], known["highest"] - known["weight"]], axis=1).min(axis=1)
    row = known.loc[room.idxmin()]
    if (known["lowest"].eq(0) & known["highest"].eq(1)).all():
        return f"The order of {subject} holds whatever any one weight is."
    return (
        f"The order of {subject} is most sensitive to {row['name']}: it holds while its weight is between "
        f"{percent(row['lowest'], 1)} and {percent(row['highest'], 1)}, now {percent(row['weight'], 1)}."
    )


def moving(found: Sensitivity) -> str:
    """Return which weight moves most projects."""
    row, first = found.moves.iloc[0], found.projects > FIRST
    most = int(max(row["moved_lower"], row["moved_higher"]))
    if not most:
        what = f"keep the first {number(FIRST)} as they are" if first else "change no project's place"
        return f"Ten points more or less of any one weight {what}."
    out = (
        f"{number(most)} of the first {number(FIRST)} leave them"
        if first
        else f"{count(most, 'project')} change places"
    )
    to = row["weight_low"] if row["moved_lower"] == most else row["weight_high"]
    return (
        f"Ten points of weight move ranks most with {row['name']}: at {percent(to, 1)} instead of "
        f"{percent(row['weight'], 1)}, {out}."
    )


def agreement(found: RankComparison | None) -> str:
    """Return how far the ranking agrees with the priorities that projects report."""
    if found is None:
        return "No project reports a priority, so there is nothing to compare the ranking with."
    both = f"{count(found.projects, 'project')} with both"
    if found.spearman is None:
        return f"The {both} do not differ in priority or in value, so there is no agreement to tell."
    strength = found.spearman
    words = "agrees well" if strength >= STRONG else "agrees in part" if strength >= WEAK else "hardly agrees"
    if strength <= -WEAK:
        words = "runs against"
    joined = "the priority reported" if words == "runs against" else "with the priority reported"
    left = f" {count(found.left_out, 'project lacks', 'projects lack')} one of them." if found.left_out else ""
    return f"The ranking {words} {joined}: rank correlation {number(strength, 2)} (Spearman) over the {both}.{left}"


def apart(differences: pd.DataFrame) -> pd.DataFrame:
    """Return the ranks with `apart` (places between them) and `puts` (whether the priority ranks it higher)."""
    gap = differences["difference"].astype(float)
    puts = ["higher" if one > 0 else "lower" if one < 0 else "alike" for one in gap]
    return differences.assign(apart=gap.abs(), puts=puts)


def interval_hover(row: Any, name: str) -> str:
    """Return what an interval says on hover; `name` is escaped."""
    weight, low, high = float(row.weight), float(row.lowest), float(row.highest)
    return f"<b>{name}</b><br>now {percent(weight, 1)}<br>holds from {percent(low, 1)} to {percent(high, 1)}"


def move_hover(row: Any, name: str) -> str:
    """Return what a bar of the tornado says on hover; `name` is escaped."""
    low, high = int(row.moved_lower), int(row.moved_higher)
    ends = [percent(float(end), 1) for end in (row.weight, row.weight_low, row.weight_high)]
    return f"<b>{name}</b><br>now {ends[0]}<br>at {ends[1]}: {count(low, 'project')}<br>at {ends[2]}: " + count(
        high, "project"
    )


def moves_note(found: Sensitivity) -> str:
    """Return what the bars of the tornado count, and that no weight moves beyond its ends."""
    first = found.projects > FIRST
    told = f"Projects that leave the first {number(FIRST)}." if first else "Projects whose rank changes."
    short = found.moves["weight"] < MOVE - 1e-9
    if not short.any():
        return told
    ends = "ends" if short.sum() == 1 else "end"
    return (
        f"{told} {count(int(short.sum()), 'weight')} below {percent(MOVE)} cannot fall by 10 points and {ends} at zero."
    )
