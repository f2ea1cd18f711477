"""Scenarios side by side: their figures, which project is in which of them, and what tells two of them apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from models.expected_count import ExpectedCount
from services import chances, states
from services.access import Scope
from services.project_options import AS_PLANNED
from services.scenarios import Scenario

IN: Final = "in"
OUT: Final = "out"
ABOVE: Final = "above"
ABSENT: Final = "absent"


@dataclass(frozen=True)
class Ahead:
    """What is expected of the projects a plan gives money to, the work above the line among them.

    `slips` is None where nothing is predicted, and `unknown` counts those without a prediction; `late` and
    `late_cost` (minor units) are those late against their approved dates today, None where no such date is known.
    """

    slips: ExpectedCount | None
    words: str
    unknown: int
    late: int | None
    late_cost: int | None


@dataclass(frozen=True)
class Difference:
    """What another plan has more and less than a first one.

    `changed` have money in both, in another way; `cost` whole minor units more; `share` of the value more, None where
    the two do not count the same value.
    """

    adds: tuple[str, ...]
    drops: tuple[str, ...]
    changed: tuple[str, ...]
    cost: int
    share: float | None


def ahead(scope: Scope, plan: Scenario) -> Ahead:
    """Return what is expected of the projects of a plan, at the date it was made of."""
    as_of = date.fromisoformat(plan.statement["as_of"])
    rows = _rows(plan)
    inside = {project: row for project, row in rows.items() if row["state"] in (IN, ABOVE)}
    made = chances.at(scope, as_of)
    known = made.rows.set_index("project_key")["probability"].reindex(list(inside)).dropna()
    slips = chances.expected(known, made) if len(known) else None
    state = states.projects(scope, as_of, ["forecast_finish", "approved_baseline_finish"])
    late_days = state.set_index("project_key")["late_days"].dropna()
    late = [project for project in inside if late_days.get(project, 0.0) > 0]
    return Ahead(
        slips=slips,
        words=made.words if slips else made.note,
        unknown=len(inside) - len(known),
        late=len(late) if len(late_days) else None,
        late_cost=sum(int(inside[project]["cost"]) for project in late) if len(late_days) else None,
    )


def grid(plans: Sequence[Scenario]) -> pd.DataFrame:
    """Return one row per project that is a candidate of any plan.

    Returns
    -------
    DataFrame
        project_key, name, class, cost (whole minor units) and value of the first plan that has it; `plan_NUMBER` and
        `way_NUMBER` per plan: "in", "out", "above" (the line) or "absent" (no candidate then), and by which option it
        gets its money where that is not its own name; `differs` where the plans do not all say the same.
    """
    read = {plan.number: _rows(plan) for plan in plans}
    projects = dict.fromkeys(project for rows in read.values() for project in rows)
    out = []
    for project in projects:
        first = next(rows[project] for rows in read.values() if project in rows)
        cells = {number: rows.get(project, {"state": ABSENT, "way": ""}) for number, rows in read.items()}
        told = {"project_key": project, **{name: first[name] for name in ("name", "class", "cost", "value")}}
        told |= {f"plan_{number}": cell["state"] for number, cell in cells.items()}
        told |= {f"way_{number}": cell["way"] for number, cell in cells.items()}
        told["differs"] = len({(cell["state"], cell["way"]) for cell in cells.values()}) > 1
        out.append(told)
    found = pd.DataFrame(out)
    return found.sort_values(["value", "cost", "project_key"], ascending=[False, False, True]).reset_index(drop=True)


def difference(first: Scenario, other: Scenario) -> Difference:
    """Return what another plan does otherwise than a first one, in names, money and value."""
    one, two = _rows(first), _rows(other)
    funds = {IN, ABOVE}
    inside = [{project for project, row in rows.items() if row["state"] in funds} for rows in (one, two)]
    both = inside[0] & inside[1]
    return Difference(
        adds=tuple(row["name"] for project, row in two.items() if project in inside[1] - inside[0]),
        drops=tuple(row["name"] for project, row in one.items() if project in inside[0] - inside[1]),
        changed=tuple(
            row["name"] for project, row in two.items() if project in both and row["way"] != one[project]["way"]
        ),
        cost=int(other.summary["cost"]) - int(first.summary["cost"]),
        share=other.summary["share"] - first.summary["share"] if comparable([first, other]) else None,
    )


def comparable(plans: Sequence[Scenario]) -> bool:
    """Return whether the shares of plans are shares of the same value."""
    measured = {
        (str(plan.statement["valuing"]), plan.statement["weights"]["version"], round(plan.statement["of_value"], 6))
        for plan in plans
    }
    return len(measured) == 1


def _rows(plan: Scenario) -> dict[str, dict[str, Any]]:
    """Return each project of a plan: name, class, where it stands and by which option, its cost and value there.

    A project that is out bears the cost and value of its dearest option.
    """
    told: Mapping[str, Any] = plan.statement
    problem, each = told["problem"], told["candidates"]
    chosen = set(told["result"]["chosen"])
    out: dict[str, dict[str, Any]] = {}
    for place, key in enumerate(problem["keys"]):
        if not each["funds"][place]:
            continue
        project, inside = each["projects"][place], key in chosen
        cost, title = sum(problem["cost"][place]), each["titles"][place]
        held = out.get(project)
        if held is not None and (held["state"] != OUT or (not inside and held["cost"] >= cost)):
            continue
        state = ABOVE if each["decided"][place] else IN if inside else OUT
        out[project] = {
            "name": title,
            "class": each["classes"][place],
            "state": state,
            "way": _way(key, project, each["names"][place], title) if inside else "",
            "cost": cost,
            "value": problem["value"][place],
        }
    return out


def _way(key: str, project: str, name: str, title: str) -> str:
    """Return by which option a project gets its money; "" where it goes on as planned, which needs no option."""
    as_planned = key == project or key.removeprefix(f"{project}|") in AS_PLANNED
    return "" if as_planned else name.removeprefix(f"{title}: ")
