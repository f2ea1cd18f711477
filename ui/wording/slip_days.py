"""By how many days forecasts are likely to move, as intervals and never a point date, and how the intervals held."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from models.slip_days_record import FAILS_BY
from models.slip_pairs import Horizon
from ui.wording.formats import DASH, chance, count, is_missing, month, number, percent

LIMITS: Final = (
    "Half of such moves stay below the first figure and eight in ten below the second; two in ten go beyond it. The "
    "figures rest on the chances of a move of more than 30 and of more than 90 days and on past cases with like time "
    "left, phase and time between reports. No single date is given, because the middle misses by months."
)
FURTHEST: Final = (
    "Within 12 months a move counts at its furthest: the latest finish forecast on the way, even where the forecast "
    "came back afterwards or the project was completed sooner."
)
UNJUDGED: Final = (
    "No days said at a past date by the method that speaks now have an outcome yet, so nothing is known of how they "
    "hold."
)
AT_FURTHEST: Final = "At their furthest within 12 months"
ENOUGH_MISSED: Final = 0.005


def interval(p50_days: float, p80_days: float) -> str:
    """Return the P50 to P80 of a move, as it stands in a column; where both are the same, what eight in ten keep.

    >>> interval(47, 184.2), interval(-12, 30), interval(-40, -5)
    ('47 to 184 days later', '12 days earlier to 30 later', '40 to 5 days earlier')
    >>> interval(0, 0), interval(30, 30)
    ('no later in eight of ten', '30 days later or less in eight of ten')
    """
    if is_missing(p50_days) or is_missing(p80_days):
        return DASH
    low, high = round(p50_days), round(p80_days)
    if low == high:
        side = f"{count(abs(low), 'day')} {'later or less' if low > 0 else 'earlier or more'}" if low else "no later"
        return f"{side} in eight of ten"
    if high <= 0:
        return f"{number(-low)} to {count(-high, 'day')} earlier"
    if low < 0:
        return f"{count(-low, 'day')} earlier to {number(high)} later"
    return f"{number(low)} to {count(high, 'day')} later"


def sentence(p50_days: float, p80_days: float, horizon: Horizon = "next") -> str:
    """Return the P50 and P80 of a move in words, within twelve months at its furthest; "" where they are missing.

    >>> sentence(47, 184)
    'Half of such forecasts move later by 47 days or less, eight in ten by 184 days or less.'
    >>> sentence(0, 62)
    'Half of such forecasts hold or come earlier, eight in ten move later by 62 days or less.'
    """
    if is_missing(p50_days) or is_missing(p80_days):
        return ""
    low, high = round(p50_days), round(p80_days)
    half, eight = (f"{AT_FURTHEST}, half", f"{AT_FURTHEST}, eight") if horizon == "12m" else ("Half", "Eight")
    if high <= 0:
        return f"{eight} in ten of such forecasts hold or come earlier."
    middle, far = (f"{count(value, 'day')} or less" for value in (low, high))
    if low <= 0:
        return f"{half} of such forecasts hold or come earlier, eight in ten move later by {far}."
    return f"{half} of such forecasts move later by {middle}, eight in ten by {far}."


def finish_range(finish: Any, p50_days: float, p80_days: float) -> str:
    """Return the months between which the forecast finish would then read, for the P50 and P80 of its move.

    >>> finish_range(pd.Timestamp("2027-01-15"), 47, 184), finish_range(pd.Timestamp("2027-01-15"), 0, 2)
    ('Mar 2027 to Jul 2027', 'Jan 2027 or earlier (8 in 10)')
    """
    if is_missing(finish) or is_missing(p50_days) or is_missing(p80_days):
        return DASH
    early, late = (month(finish + pd.Timedelta(days=round(value))) for value in (p50_days, p80_days))
    return f"{late} or earlier (8 in 10)" if early == late else f"{early} to {late}"


def reads(finish: Any, p50_days: float, p80_days: float, horizon: Horizon) -> str:
    """Return what the forecast finish would then read, in a sentence.

    >>> reads(pd.Timestamp("2027-01-15"), 47, 184, "12m")
    'At its furthest on the way, its forecast finish would then read Mar 2027 to Jul 2027.'
    """
    said = f"ts forecast finish would then read {finish_range(finish, p50_days, p80_days)}."
    return f"At its furthest on the way, i{said}" if horizon == "12m" else f"I{said}"


def at_furthest(horizon: Horizon) -> str:
    """Return what stands behind a statement of moves where they are those at their furthest; "" elsewhere."""
    return f", {AT_FURTHEST[:1].lower()}{AT_FURTHEST[1:]}" if horizon == "12m" else ""


def counted(horizon: Horizon) -> str:
    """Return what counts as the move where that needs saying; "" elsewhere."""
    return FURTHEST if horizon == "12m" else ""


def chances(chance_30: float, chance_90: float, one_rate: bool = False) -> str:
    """Return the chances of a move and of a long one, and why they are the same where they are.

    `one_rate` says that each is one rate for all projects.

    >>> chances(0.64, 0.41)
    '64% to move later by more than 30 days, 41% by more than 90.'
    """
    if is_missing(chance_30) or is_missing(chance_90):
        return ""
    if chance_30 == chance_90 and one_rate:
        return f"{chance(chance_30)} to move later by more than 30 days, and the same by more than 90."
    if chance_30 == chance_90:
        return (
            f"{chance(chance_30)} to move later by more than 30 days, and the same by more than 90: worked out apart, "
            "the second came out no lower, and it cannot be higher."
        )
    return f"{chance(chance_30)} to move later by more than 30 days, {chance(chance_90)} by more than 90."


def same_chances(rows: pd.DataFrame) -> str:
    """Return why the chances of a move and of a long one are the same for some of the projects; "" where for none.

    >>> same_chances(pd.DataFrame({"chance_30": [0.6, 0.5], "chance_90": [0.6, 0.2]}))[:46]
    'For 1 of 2 projects both chances are the same:'
    """
    same = int((rows["chance_30"] == rows["chance_90"]).sum())
    if not same:
        return ""
    return (
        f"For {number(same)} of {count(len(rows), 'project')} both chances are the same: the two are worked out apart, "
        "and a chance of more than 90 days that comes out above that of more than 30 is lowered to it, since it cannot "
        "be higher."
    )


def coverage(told: pd.DataFrame, horizon: Horizon = "next") -> str:
    """Return how often moves stayed within what was shown, from `slip_days_record.coverage`; "" without a record.

    A move at the bound itself counts by the part of it that lies inside.
    """
    rows = {round(100 * row["level"]): row for row in told.to_dict("records")}
    if not {50, 80} <= set(rows) or not rows[80]["n"]:
        return ""
    n, far, middle = rows[80]["n"], rows[80]["shown"], rows[50]["shown"]
    at = " at their furthest" if horizon == "12m" else ""
    return (
        f"Of {number(n)} past predictions with a known outcome {percent(far)} stayed{at} within the days shown for "
        f"eight in ten, and {percent(middle)} within those shown for half."
    )


def moved_levels(levels: Mapping[float, float], told: pd.DataFrame) -> str:
    """Return what reading intervals off wider or narrower than the distribution has them has brought; "" where none is.

    `levels` as `slip_days_record.levels_that_hold` and `told` as `slip_days_record.coverage` return them.
    """
    read, far = levels.get(0.8, 0.8), _of_far(told)
    if abs(read - 0.8) < ENOUGH_MISSED or far is None:
        return ""
    side = "wider" if read > 0.8 else "narrower"
    own = (
        f"Those shown now are drawn {side}, as far as the chances beside them allow, since the figures of the method "
        f"alone kept {percent(far['share'])} in place of 80%."
    )
    if not far["moved_n"]:
        return f"{own} No past date was drawn so, so what that brings is not known yet."
    return (
        f"{own} At the past dates that were already drawn anew, from what was known then, "
        f"{percent(far['moved_shown'])} of {number(far['moved_n'])} stayed within them; {percent(far['moved_share'])} "
        "would have without."
    )


def read_as(levels: Mapping[float, float], told: pd.DataFrame) -> str:
    """Return what "eight in ten" is worth where moves did not keep it; "" where they did.

    Where the days shown now are drawn anew, that is judged on the past dates at which they were already.
    """
    far = _of_far(told)
    if far is None:
        return ""
    anew = abs(levels.get(0.8, 0.8) - 0.8) >= ENOUGH_MISSED
    kept = float(far["moved_shown"] if anew and far["moved_n"] else far["shown"])
    if is_missing(kept) or abs(kept - 0.8) <= FAILS_BY or (anew and not far["moved_n"]):
        return ""
    return f"So where it says eight in ten, read {number(100 * kept)} in 100."


def held(
    told: pd.DataFrame, levels: Mapping[float, float], judged: int, known: int, horizon: Horizon = "next"
) -> list[str]:
    """Return how the days said at past dates held, in sentences; one that says so where nothing can be judged yet.

    `told` and `levels` as `slip_days_record` returns them; `judged` of `known` past predictions were looked at.
    """
    said = coverage(told, horizon) if judged else ""
    if not said:
        return [UNJUDGED]
    part = "" if judged >= known else f"Judged on {number(judged)} of {number(known)} past predictions."
    return [sentence for sentence in (said, moved_levels(levels, told), read_as(levels, told), part) if sentence]


def _of_far(told: pd.DataFrame) -> dict[str, Any] | None:
    """Return what is known of the P80, as `slip_days_record.coverage` gives it; None where nothing is."""
    rows = [row for row in told.to_dict("records") if round(100 * row["level"]) == 80 and row["n"]]
    return {str(name): value for name, value in rows[0].items()} if rows else None


def hover(name: str, row: Mapping[str, Any]) -> str:
    """Return what is shown over a project's interval, with plotly's line breaks; `name` is escaped."""
    short, long = chance(row["chance_30"]), chance(row["chance_90"])
    span = interval(row["p50_days"], row["p80_days"])
    return f"<b>{name}</b><br>{span}<br>{short} to move more than 30 days, {long} more than 90"
