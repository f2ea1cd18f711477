"""Why a project has its chance to slip, in points that add up; what became of like cases; what would help."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from models.slip_pairs import Horizon
from models.slip_reasons import length
from models.slip_recourse import Option, Recourse
from ui.wording.formats import chance, count, day, days, is_missing, month, number
from ui.wording.slip_groups import label, values

MOST_TOLD: Final = 4
AT_FURTHEST: Final = " at their furthest within 12 months"
ALL_ELSE: Final = "All else"
AVERAGE: Final = "Average of past cases"
CHANCE: Final = "Its chance"
COLUMNS: Final = ("label", "words", "points", "kind")
LIMITS: Final = (
    "Points say how the method comes to its chance, not what makes a project slip. They are shared out evenly over all "
    "orders in which the groups of inputs could be looked at (Shapley values), against the same past cases for all "
    "projects, and add up to the chance."
)
LIKENESS: Final = (
    "Likeness is measured in what the method looks at, and as much as it looks at it; one case per project, and only "
    "cases whose outcome was known at this date."
)
RECOURSE_LIMITS: Final = (
    "This is what the method would say of such a state. It does not follow that bringing the state about keeps the "
    "forecast from moving."
)


def steps(base: float, added: Mapping[str, float], probability: float, state: Mapping[str, Any]) -> pd.DataFrame:
    """Return the way from the average to the chance, in whole points that add up.

    Parameters
    ----------
    base, probability : float
        The average over past cases and the chance, shares of one.
    added : mapping of str to float
        What each group adds, shares of one; with `base` they sum to `probability`.
    state : mapping
        The inputs of the state.

    Returns
    -------
    DataFrame
        ``label`` (for an axis), ``words`` (the state's values, "" where none), ``points`` (whole) and ``kind``
        ("average", "group", "else", "chance"): the average, the groups with most points and all else in an order that
        stays on the scale, the chance.
    """
    whole = _whole_points(added, round(100 * probability) - round(100 * base))
    ranked = sorted(whole, key=lambda group: -abs(added[group]))
    told = [group for group in ranked[:MOST_TOLD] if whole[group]]
    rest = sum(points for group, points in whole.items() if group not in told)
    rows: list[tuple[str, str, int, str]] = [(AVERAGE, "", round(100 * base), "average")]
    parts = [(label(group), values(group, state), whole[group], "group") for group in told]
    parts += [(ALL_ELSE, "", rest, "else")] if rest else []
    rows += _on_the_scale(parts, round(100 * base))
    rows.append((CHANCE, "", round(100 * probability), "chance"))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _on_the_scale(parts: list[tuple[str, str, int, str]], start: int) -> list[tuple[str, str, int, str]]:
    """Return the parts in such an order that the way to the chance stays between 0 and 100 where any does.

    The largest comes first of those that stay on the scale; where none does, the largest of all.
    """
    left, ordered, reached = list(parts), [], start
    while left:
        fits = [part for part in left if 0 <= reached + part[2] <= 100]
        chosen = max(fits or left, key=lambda part: abs(part[2]))
        left.remove(chosen)
        ordered.append(chosen)
        reached += chosen[2]
    return ordered


def why(told: pd.DataFrame, probability: float, cases: int) -> str:
    """Return the steps as sentences; `cases` is how many past cases the method learned from."""
    parts: list[str] = []
    for row in told[told["kind"].isin(["group", "else"])].to_dict("records"):
        words = row["words"] or row["label"].lower()
        points = abs(row["points"])
        noun = "" if parts else f" {'point' if points == 1 else 'points'}"
        parts.append(f"{words} adds {points}{noun}" if row["points"] > 0 else f"{words} takes {points}{noun} off")
    average = f"{told['points'].iloc[0]}% on average"
    start = (
        f"Over {count(cases, 'past case')} the method's own chance is {average} (a mean of chances, not what moved)."
    )
    if not parts:
        return f"{start} Nothing known of this project moves it: {chance(probability)}."
    said = "; ".join(parts)
    return f"{start} {said[0].upper()}{said[1:]}: {chance(probability)}."


def one_rate(probability: float, cases: int) -> str:
    """Return that one rate, of so many past cases, stands for all projects.

    >>> one_rate(0.44, 3586)
    'One rate stands for all projects, that of 3,586 past cases: 44%. Nothing known of this one is looked at.'
    """
    rate = f"One rate stands for all projects, that of {count(cases, 'past case')}: {chance(probability)}."
    return f"{rate} Nothing known of this one is looked at."


def exactness(error: Mapping[str, float]) -> str:
    """Return how exact the points are; `error` holds the standard errors, shares of one.

    >>> exactness({"phase": 0.012, "gap": 0.0}), exactness({"phase": 0.001})
    ('Each figure is exact to about 2 points.', 'Each figure is exact to about 1 point.')
    """
    known = [100 * float(value) for value in dict(error).values() if np.isfinite(value)]
    widest = max(round(1.645 * max(known, default=0.0)), 1)
    return f"Each figure is exact to about {count(widest, 'point')}."


def similar(cases: pd.DataFrame, slip_days: int, horizon: Horizon = "next") -> str:
    """Return what became of the most similar past cases, as `slip_similar.similar` returns them."""
    if cases.empty:
        return "No other project has a past case whose outcome is known."
    n, moved = len(cases), int(cases["slipped"].sum())
    later = f"moved later by more than {slip_days} days{AT_FURTHEST if horizon == '12m' else ''}"
    if n == 1:
        return f"The most similar past case {later if moved else later.replace('moved', 'did not move')}."
    how_many = "none" if not moved else "all" if moved == n else number(moved)
    return f"Of the {number(n)} most similar past cases, {how_many} {later}."


def own(cases: int, moved: int, slip_days: int, horizon: Horizon = "next") -> str:
    """Return how the project's own past cases went.

    >>> own(9, 3, 30)
    'Of its own 9 past cases, 3 moved later by more than 30 days.'
    """
    later = f"moved later by more than {slip_days} days{AT_FURTHEST if horizon == '12m' else ''}"
    return f"Of its own {count(cases, 'past case')}, {number(moved)} {later}."


def case(row: Mapping[str, Any], name: str) -> str:
    """Return one past case and what became of it; `name` is its project's.

    >>> case({"as_of": pd.Timestamp("2021-03-31"), "phase": "Design", "time_left_days": 335.0, "moved_days": 120.0,
    ...       "outcome_date": pd.Timestamp("2022-03-31")}, "Bridge")
    'Bridge in Mar 2021, in Design with 11 months left: +120 days by Mar 2022.'

    A row that holds what stood at the end, as `slip_endings.endings` gives it, is told with that.
    """
    left = row["time_left_days"]
    standing = f"{length(left)} left" if round(left) >= 0 else f"{length(-left)} past its own forecast"
    phase = row.get("phase") or ""
    where = f"in {phase} with {standing}" if phase else f"with {standing}"
    became = _furthest(row) if "end_days" in row else f"{_moved(row['moved_days'])} by {month(row['outcome_date'])}"
    return f"{name} in {month(row['as_of'])}, {where}: {became}."


def _moved(move_days: float) -> str:
    return "held" if round(move_days) == 0 else days(move_days)


def _furthest(row: Mapping[str, Any]) -> str:
    """Return the furthest move of a case within twelve months, and what stood at the end."""
    furthest = f"{_moved(row['moved_days'])} at its furthest within 12 months"
    if is_missing(row["end_days"]):
        return furthest
    ended = round(row["end_days"])
    side = f"{count(abs(ended), 'day')} {'after' if ended > 0 else 'before'}" if ended else "on"
    if row["end_completed"] and is_missing(row["end_date"]):
        return f"{furthest}; completed since, its last forecast {days(ended) if ended else 'as before'}"
    if row["end_completed"]:
        return f"{furthest}; completed on {day(row['end_date'])}, {side} the date forecast in {month(row['as_of'])}"
    last = f"in its last report, {day(row['end_date'])}"
    if ended == round(row["moved_days"]):
        return f"{furthest}, and so still {last}"
    return f"{furthest}; {days(ended) if ended else 'back at that date'} {last}"


def recourse(found: Recourse) -> list[str]:
    """Return what would bring the chance under the threshold, a sentence per way; an honest "nothing" is one too."""
    limit = chance(found.threshold)
    if found.under_already:
        return [f"Its chance, {chance(found.probability)}, is under {limit} already."]
    if not found.options:
        return [
            f"Nothing that the method knows and a project can change brings the chance under {limit}: the lowest it "
            f"would say of what was tried is {chance(found.lowest)}."
        ]
    return [_way(option) for option in found.options]


def _way(option: Option) -> str:
    later = f"{count(option.weeks, 'week')} later"
    slip = " To put the forecast later by so much now is the slip itself, taken at once." if option.is_slip else ""
    said = f"the method would say {chance(option.probability)} instead of {chance(option.otherwise)}."
    if not option.phase:
        return f"With the forecast {later}, {said}{slip}"
    held = f"the forecast {later}" if option.weeks else "the forecast held"
    return (
        f"In {option.phase} by the report of {day(option.at)} and with {held}, the method would then say "
        f"{chance(option.probability)}; still in its present phase, {chance(option.otherwise)}.{slip}"
    )


def _whole_points(added: Mapping[str, float], total: int) -> dict[str, int]:
    """Return the contributions in whole points that sum to a total, each off by less than two (largest remainder)."""
    exact = {group: round(100 * float(share), 6) for group, share in added.items()}
    whole = {group: int(np.floor(points)) for group, points in exact.items()}
    missing = total - sum(whole.values())
    # A group that adds nothing is not given a point either.
    by_rest = sorted((group for group in exact if exact[group]), key=lambda group: (whole[group] - exact[group], group))
    for at in range(abs(missing) if by_rest else 0):
        place = by_rest[at % len(by_rest)] if missing > 0 else by_rest[-1 - at % len(by_rest)]
        whole[place] += 1 if missing > 0 else -1
    return whole
