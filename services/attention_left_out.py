"""What the list of projects that need attention leaves out: what could not be looked at, and the largest money."""

from typing import Any

import pandas as pd

from services import portrait
from services.portrait import Filters, Portrait


def looked_at(found: Portrait, compared: bool, filters: Filters = ()) -> dict[str, bool]:
    """Return which questions could be asked of the live projects that the filters keep.

    Keys: changes (there is a date to compare with), disagreement (a project has both a reported and a computed
    status), chances (one has a chance to slip), asks (one asks for something).
    """
    shown = portrait.filtered(found.projects, found.impacts, filters)
    live = shown[shown["live"].astype(bool)]
    return {
        "changes": compared,
        "disagreement": bool((live["said_overall"].notna() & live["found_overall"].notna()).any()),
        "chances": bool(live["probability"].notna().any()),
        "asks": bool(live["ask"].notna().any()),
    }


def largest(found: Portrait, listed: pd.DataFrame, filters: Filters = ()) -> dict[str, Any] | None:
    """Return the live project with the most cost to go times chance to slip of all, where it is not among the listed.

    `listed` is what `portfolio_view.attention` gives. None where the largest is listed, or nothing is predicted.
    """
    shown = portrait.filtered(found.projects, found.impacts, filters)
    live = shown[shown["live"].astype(bool)]
    known = live.assign(consequence=live["cost_to_go"] * live["probability"])
    known = known[known["consequence"] > 0].sort_values("consequence", ascending=False, kind="stable")
    if known.empty or known["project_key"].iloc[0] in set(listed["project_key"]):
        return None
    return {str(name): value for name, value in known.iloc[0].items()}
