"""What the slip model looks at: every input with its plain group and the direction that is held, declared once.

No input knows the future, and none describes a person: sponsor and manager are never read. A column that is not named
here, mapped or not, plays no part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Group = Literal[
    "time left",
    "phase",
    "last move",
    "own record",
    "phase record",
    "department record",
    "gap",
    "progress",
    "reported status",
    "milestones and issues",
    "age and duration",
]
GROUPS: Final[tuple[Group, ...]] = get_args(Group)


@dataclass(frozen=True)
class Input:
    """One input of the slip model.

    ``monotone`` is +1 where a larger value may only raise the chance of a slip, -1 where it may only lower it, 0 where
    the data decide. A ``categorical`` input holds words, every other one holds numbers, missing where unknown.
    """

    name: str
    group: Group
    monotone: Literal[-1, 0, 1] = 0
    categorical: bool = False


INPUTS: Final[tuple[Input, ...]] = (
    Input("time_left_days", "time left"),
    Input("time_left_gaps", "time left"),
    Input("time_left_share", "time left"),
    Input("phase", "phase", categorical=True),
    Input("time_in_phase_days", "phase"),
    Input("last_move_days", "last move"),
    Input("previous_move_days", "last move"),
    Input("reports_since_move", "last move"),
    Input("own_slip_rate", "own record", 1),
    Input("slips_so_far", "own record"),
    Input("moves_later", "own record"),
    Input("cumulative_move_days", "own record"),
    Input("rebaselines", "own record"),
    Input("late_days", "own record"),
    Input("reports_so_far", "own record"),
    Input("phase_slip_rate", "phase record", 1),
    Input("category", "department record", categorical=True),
    Input("department", "department record", categorical=True),
    Input("category_slip_rate", "department record", 1),
    Input("department_slip_rate", "department record", 1),
    Input("portfolio_slip_rate", "department record", 1),
    Input("gap_days", "gap"),
    Input("usual_gap_days", "gap"),
    Input("percent_complete", "progress"),
    Input("progress_over_elapsed", "progress", -1),
    Input("spi_t", "progress", -1),
    Input("rag_overall", "reported status", 1),
    Input("rag_overall_change", "reported status"),
    Input("rag_schedule", "reported status", 1),
    Input("open_issues", "milestones and issues"),
    Input("open_threats", "milestones and issues"),
    Input("late_milestones", "milestones and issues"),
    Input("days_to_next_gate", "milestones and issues"),
    Input("planned_duration_days", "age and duration"),
    Input("age_days", "age and duration"),
    Input("elapsed_share", "age and duration"),
)

NAMES: Final = tuple(item.name for item in INPUTS)
CATEGORICAL: Final = tuple(item.name for item in INPUTS if item.categorical)
NUMERIC: Final = tuple(item.name for item in INPUTS if not item.categorical)
BY_NAME: Final = {item.name: item for item in INPUTS}

REGISTER_COLUMNS: Final = (
    "forecast_finish",
    "actual_finish",
    "phase",
    "status",
    "category",
    "department",
    "rag_overall",
    "rag_schedule",
    "start_date",
    "approved_baseline_finish",
    "baseline_version",
    "planned_value",
    "earned_value",
    "percent_complete",
)
"""The columns of the projects register that the inputs are made from, beside the project key and the as-of date."""

COUNTS: Final = ("open_issues", "open_threats", "late_milestones", "days_to_next_gate")
"""Optional columns of the history, from other registers as they stood at each as-of date; missing where unknown."""


def of_group(group: Group) -> tuple[str, ...]:
    """Return the names of the inputs of a group, in the order of the declaration."""
    return tuple(item.name for item in INPUTS if item.group == group)


SHARED: Final = tuple(name for name in NAMES if name.endswith("slip_rate") and name != "own_slip_rate")
"""Inputs that many projects have in common at a date: the rates of phase, category, department and portfolio."""

TELL_THE_DATE: Final = (
    "gap_days",
    "usual_gap_days",
    "reports_so_far",
    "slips_so_far",
    "moves_later",
    "cumulative_move_days",
    "rebaselines",
    "age_days",
)
"""Inputs that differ between dates because time goes by, whatever the projects do."""
