"""The list of projects: found by words, narrowed, ordered, each with the trail of its forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
import pandas as pd

from models import health, predicted_status, search
from services import portrait, states
from services.access import Scope
from services.portrait import Filters, Portrait
from services.seen import looking

Which = Literal["live", "proposed", "finished", "all"]
WHICH: Final[tuple[Which, ...]] = ("live", "proposed", "finished", "all")
Order = Literal["consequence", "chance", "late", "cost_to_go", "disagreement", "name"]
ASCENDING: Final = ("name",)
COMPARED: Final = ("overall", *health.JUDGED)
TEXTS: Final = (
    "name",
    "programme",
    "department",
    "category",
    "location",
    "sponsor",
    "manager",
    "phase",
    "description",
    "comment",
    "ask",
)


@dataclass(frozen=True)
class Standing:
    """How the live projects that the filters keep stand.

    `late` counts those more than the red days late of `based`, or moved by as much since first seen where nobody has
    a baseline; `green` of those that report a status report green, `carried` of these at an earlier date only;
    `disagree` of the green are computed amber or worse.
    """

    live: int
    listed: int
    based: int
    late: int
    reporting: int
    green: int
    carried: int
    disagree: int


def rows(found_: Portrait, filters: Filters = ()) -> pd.DataFrame:
    """Return the projects that the filters keep, with `predicted` (schedule status), `differs` and `consequence`.

    `differs` counts the dimensions reported green and computed amber or worse, overall first;
    `consequence` is cost to go times the chance to slip, missing where either is.
    """
    kept = portrait.filtered(found_.projects, found_.impacts, filters)
    apart = [health.disagrees(kept[f"said_{name}"], kept[f"found_{name}"]) for name in COMPARED]
    return kept.assign(
        predicted=predicted_status.predicted(kept["probability"]),
        differs=np.sum(apart, axis=0),
        consequence=kept["cost_to_go"] * kept["probability"],
    )


def standing(kept: pd.DataFrame, red_days: float) -> Standing:
    """Return how the live projects among these rows stand."""
    live = kept[kept["live"].astype(bool)]
    reporting = live[live["said_overall"].notna()]
    green = reporting["said_overall"] < health.AMBER
    apart = health.disagrees(reporting["said_overall"], reporting["found_overall"])
    return Standing(
        live=len(live),
        listed=len(kept),
        based=int(live["slip_days"].notna().sum()),
        late=int((live["slip_days"] > red_days).sum()),
        reporting=len(reporting),
        green=int(green.sum()),
        carried=int((green & reporting["carried"].astype(bool)).sum()),
        disagree=int(apart.sum()),
    )


def counts(kept: pd.DataFrame) -> dict[Which, int]:
    """Return how many rows each choice of `narrowed` shows."""
    return {which: int(_standing(kept, which).sum()) for which in WHICH}


def narrowed(kept: pd.DataFrame, texts: pd.Series, asked: str, which: Which, order: Order) -> pd.DataFrame:
    """Return the rows of one standing that hold every word asked for, ordered, what is unknown last."""
    shown = kept[_standing(kept, which)]
    if asked:
        shown = shown[search.matches(shown["project_key"].map(texts), asked)]
    field = {"late": "slip_days", "chance": "probability", "disagreement": "differs"}.get(order, order)
    if field == "name":
        return shown.iloc[shown["name"].map(search.folded).argsort(kind="stable")].reset_index(drop=True)
    by = [field, *(["found_overall"] if order == "disagreement" else [])]
    return shown.sort_values(by, ascending=False, na_position="last", kind="stable").reset_index(drop=True)


def dimensions(kept: pd.DataFrame) -> list[str]:
    """Return the dimensions, overall first, of which anything is reported, computed or predicted."""
    named = ("overall", *health.DIMENSIONS)
    known = {name for name in named if kept[[f"said_{name}", f"found_{name}"]].notna().any(axis=None)}
    if kept["predicted"].notna().any():
        known.add("schedule")
    return [name for name in named if name in known]


def orders(kept: pd.DataFrame) -> list[Order]:
    """Return the orders that these rows give reason for, the usual one first."""
    known: dict[Order, bool] = {
        "consequence": bool(kept["consequence"].notna().any()),
        "chance": bool(kept["probability"].notna().any()),
        "late": bool(kept["slip_days"].notna().any()),
        "cost_to_go": bool(kept["cost_to_go"].notna().any()),
        "disagreement": bool((kept["differs"] > 0).any()),
        "name": True,
    }
    return [order for order, there in known.items() if there]


def texts(scope: Scope, as_of: date) -> pd.Series:
    """Return the words each project can be found by, folded, by key: names, keys of old, what is said of it."""
    state = states.projects(scope, as_of, TEXTS)
    with looking(scope) as (work, facts):
        former: dict[str, list[str]] = {}
        for old, new in states.renamed(work, facts).items():
            former.setdefault(new, []).append(old)
    keys = state["project_key"].map(lambda key: " ".join([key, *former.get(key, [])]))
    return search.joined(state[list(TEXTS)].assign(keys=keys)).set_axis(state["project_key"])


def trails(scope: Scope, until: date, keys: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return each project's fresh reports: as_of, forecast_finish and approved_baseline_finish, by date."""
    columns = ["forecast_finish", "approved_baseline_finish"]
    reported = states.history(scope, until, columns, keys)
    named = reported.sort_values("as_of", kind="stable").groupby("project_key", sort=False)
    return {str(key): lines[["as_of", *columns]].reset_index(drop=True) for key, lines in named}


def _standing(kept: pd.DataFrame, which: Which) -> pd.Series:
    if which == "live":
        return kept["live"].astype(bool)
    if which == "proposed":
        return kept["status"] == "proposed"
    if which == "finished":
        return kept["status"].isin(["completed", "cancelled"])
    return pd.Series(True, index=kept.index)
