"""What the Alignment page says of versions of the objectives and of the projects that lost alignment by one."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from services.objective_versions import LEAST_FALL, Lost, Version
from services.workshops.traced import Traced
from ui.wording.formats import count, day, moment, money, number

MOST_TOLD: Final = 4
POINTS: Final = "Weight"


def label(version: Version) -> str:
    """Return a version in the few words of a list."""
    return f"Version {version.number} of {day(version.as_of)}, {told(version)[0]}"


def rows(versions: Sequence[Version]) -> pd.DataFrame:
    """Return the versions as a table shows them: version, as_of, at, by, source, changed, why."""
    return pd.DataFrame(
        [
            {
                "version": one.number,
                "as_of": one.as_of,
                "at": moment(one.received_at),
                "by": decided_by(one.workshop) if one.workshop else one.received_by,
                "source": _source(one),
                "changed": "; ".join(told(one)),
                "why": departures(one.workshop) if one.workshop else "",
            }
            for one in versions
        ],
        columns=["version", "as_of", "at", "by", "source", "changed", "why"],
    )


def decided_by(workshop: Traced) -> str:
    """Return who decided on the result of a workshop, and who noted it here."""
    return f"{workshop.by} (noted by {workshop.noted_by})"


def held(workshop: Traced) -> str:
    """Return a workshop by its title and the day it was closed."""
    return f"Workshop {workshop.title}" + (f", {day(workshop.closed_at)}" if workshop.closed_at else "")


def departures(workshop: Traced) -> str:
    """Return what was decided otherwise than a workshop found, with the reasons."""
    return "; ".join(
        f"{each.name}: {_points(float(each.decided))} instead of {_points(float(each.found))} points. {each.reason}"
        for each in workshop.departures
    )


def _source(version: Version) -> str:
    if version.workshop:
        return held(version.workshop)
    return "Edited here" if version.edited else version.file_name


def told(version: Version) -> list[str]:
    """Return what a version changed, the first few things in full."""
    if not version.changes:
        return [f"{count(version.objectives, 'objective')} recorded first"]
    said = [_change(one.objective, one.what, one.before, one.after) for one in version.changes[:MOST_TOLD]]
    rest = len(version.changes) - MOST_TOLD
    return [*said, f"{count(rest, 'more change')}"] if rest > 0 else said


def lost(found: Lost, currency: str) -> str:
    """Return how many live projects lost alignment by a version, with what they still cost and what stopping costs."""
    rows = found.projects
    if rows.empty:
        return (
            f"No live project lost alignment by this version: no strategic value fell by {number(LEAST_FALL, 1)} or "
            "more, and none served an objective that is gone."
        )
    known = rows["exit_cost"].notna()
    to_go = money(float(rows["cost_to_go"].fillna(0.0).sum()), currency)
    leaving = f"stopping them would cost {money(float(rows['exit_cost'].sum()), currency)}"
    if not known.any():
        leaving = "what stopping them would cost is not known of any"
    elif not known.all():
        leaving += f" for the {number(int(known.sum()))} whose exit cost is known"
    gone = int((rows["gone"] != "").sum())
    serving = f"; {number(gone)} of them served an objective that is gone" if gone else ""
    many = f"{count(len(rows), 'live project')} of {number(found.live)}"
    return f"{many} lost alignment, with {to_go} to go; {leaving}{serving}."


def _change(objective: str, what: str, before: Any, after: Any) -> str:
    if not what:
        return f"{objective} {'added' if after else 'taken out'}"
    if what == POINTS:
        return f"{objective} from {_points(before)} to {_points(after)} points"
    if what == "Name":
        return f"{before} is now called {after}"
    if after is None:
        return f"{objective}: {what.lower()} taken away"
    return f"{objective}: {what.lower()} {'changed' if before is not None else 'written'}"


def _points(given: float | None) -> str:
    return "no" if given is None else number(given, 0 if given % 1 == 0 else 2)
