"""The list of projects in words: its finding, and what each row says of its project."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from services.projects_list import Order, Standing, Which
from ui.wording.formats import chance as chance_words
from ui.wording.formats import count, day, days, is_missing, number, percent
from ui.wording.likelihood import likelihood, likelihood_scale
from ui.wording.portfolio import MOVES_LATER
from ui.wording.slip import WHY_NONE

WHICH: Final[dict[Which, str]] = {"live": "Live", "proposed": "Proposed", "finished": "Finished", "all": "All"}
ORDERS: Final[dict[Order, str]] = {
    "consequence": "Cost to go times chance to slip",
    "chance": "Most likely to slip",
    "late": "Latest",
    "cost_to_go": "Largest cost to go",
    "disagreement": "Status and evidence differ",
    "name": "Name",
}
DIMENSIONS: Final = {
    "overall": "Overall",
    "schedule": "Schedule",
    "cost": "Cost",
    "scope": "Scope",
    "benefits": "Benefits",
    "risk": "Risk",
    "reporting": "Reports",
}


def finding(standing: Standing, red_days: float, based: bool, first: bool = False) -> str:
    """Return the headline: how many are late, and how many that report green are computed amber or worse."""
    if not standing.live:
        return f"No project at work among the {count(standing.listed, 'project')} listed."
    return " ".join(part for part in (_late(standing, red_days, based, first), _green(standing)) if part)


def _late(standing: Standing, red_days: float, based: bool, first: bool) -> str:
    live = count(standing.live, "live project")
    if not standing.based:
        return f"{live}; none has " + ("an approved date." if based else "a forecast to compare.")
    if first and not based:
        return f"{live}. {MOVES_LATER}"
    known = "an approved date" if based else "a forecast"
    base = live if standing.based == standing.live else f"{count(standing.based, 'live project')} with {known}"
    if based:
        verb = "is" if standing.late == 1 else "are"
        return f"{number(standing.late)} of {base} {verb} more than {number(red_days)} days late."
    verb = "finishes" if standing.late == 1 else "finish"
    return f"{number(standing.late)} of {base} now {verb} more than {number(red_days)} days later than first reported."


def _green(standing: Standing) -> str:
    if not standing.reporting:
        return "None reports a status."
    if not standing.green:
        return "None reports green."
    verb = "is" if standing.disagree == 1 else "are"
    carried = f" ({number(standing.carried)} carried forward)" if standing.carried else ""
    return (
        f"Of the {number(standing.green)} that report green{carried}, {number(standing.disagree)} {verb} computed "
        "amber or worse."
    )


def who(row: Mapping[str, Any]) -> str:
    """Return key, department and phase, and how old the values are where they are carried forward."""
    parts = [str(row["project_key"]), row["department"], row["phase"]]
    said = " · ".join(str(part) for part in parts if not is_missing(part) and part)
    old = carried(row)
    return f"{said}. {old}" if old else said


def carried(row: Mapping[str, Any]) -> str:
    """Return how old values are that an earlier report gave, for projects at work; "" where they are fresh.

    >>> from datetime import date
    >>> carried({"live": True, "carried": True, "row_as_of": date(2026, 7, 31), "periods_behind": 2.0})
    'Values of 31 Jul 2026, 2 periods old.'
    """
    if not row["live"] or not row["carried"]:
        return ""
    return f"Values of {day(row['row_as_of'])}, {count(int(row['periods_behind']), 'period')} old."


def finish(row: Mapping[str, Any], based: bool, forecasts: int = 2) -> str:
    """Return the finish and how far it lies from the approved one, or has moved since first seen.

    Of a project with a single forecast nothing can be said to have moved or not.
    """
    done = row["status"] == "completed" and not is_missing(row["actual_finish"])
    held = row["actual_finish"] if done else row["forecast_finish"]
    if is_missing(held):
        return "No forecast finish"
    said = f"Finished {day(held)}" if done else day(held)
    apart = row["slip_days"]
    if is_missing(apart):
        return said
    if based:
        return f"{said}, on its approved date" if apart == 0 else f"{said}, {_late_or_early(apart)}"
    if forecasts < 2:
        return said
    return f"{said}, {'not moved' if apart == 0 else days(apart)} since first seen"


def _late_or_early(apart: float) -> str:
    return f"{days(abs(apart), signed=False)} {'late' if apart > 0 else 'early'}"


def chance(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the chance to slip with its word, and the plain reason; or that there is none, and why."""
    if is_missing(row["probability"]):
        none = row["slip_none"]
        why = "" if is_missing(none) or not none else WHY_NONE.get(str(none), str(none))
        return "No prediction", f"{why[:1].upper()}{why[1:]}." if why else ""
    said = f"{chance_words(row['probability'])} to slip, {likelihood(row['probability'])}"
    return said, str(row["slip_reason"])


def differs(names: Sequence[str]) -> str:
    """Return in which dimensions a green report is contradicted.

    >>> differs(["overall", "cost"])
    'Reported green, computed amber or worse: overall, cost.'
    """
    listed = ", ".join(DIMENSIONS[name].lower() for name in names)
    return f"Reported green, computed amber or worse: {listed}." if names else ""


def strip_words(lines: Mapping[str, Sequence[str | None]], dimensions: Sequence[str]) -> str:
    """Return a status strip for those who do not see it: "Reported: Schedule G, Cost A"."""
    said = []
    for label, steps in lines.items():
        pairs = zip(dimensions, steps, strict=True)
        known = [f"{name} {step}" for name, step in pairs if step is not None and step != "none"]
        said.append(f"{label}: {', '.join(known) if known else 'nothing'}")
    return "; ".join(said) + "."


def trail_words(name: str, reports: int, moved: float) -> str:
    """Return the course of a project's forecasts for those who do not see it."""
    course = "did not move" if moved == 0 else f"moved {days(moved)}"
    return f"Forecast finish of {name} over {count(reports, 'report')}: it {course} from first to last."


def shown(first: int, last: int, total: int, everything: int) -> str:
    """Return which rows of how many are drawn, and of how many they were found.

    >>> shown(1, 20, 45, 128), shown(1, 3, 3, 3)
    ('1 to 20 of 45 projects found among 128', '3 projects')
    """
    among = "" if total == everything else f" found among {number(everything)}"
    if first == 1 and last == total:
        return f"{count(total, 'project')}{among}"
    return f"{number(first)} to {number(last)} of {count(total, 'project')}{among}"


def method(limits: Mapping[str, Any], horizon: str, based: bool) -> tuple[str, ...]:
    """Return what trail, strip and chance rest on, in sentences."""
    compared = (
        "The trail is the forecast finish of each report, over the approved finish in grey; later stands higher, and "
        "each trail has its own scale."
        if based
        else "The trail is the forecast finish of each report; later stands higher, and each trail has its own scale. "
        "Nobody reports an approved finish, so nothing is called late."
    )
    return (
        compared,
        "Reported is what the files say. Computed: schedule amber above "
        f"{number(limits['schedule_amber_days'])} and red above {number(limits['schedule_red_days'])} days late, cost "
        f"amber above {number(limits['cost_amber_percent'])}% and red above {number(limits['cost_red_percent'])}% over "
        f"the approved budget, SPI and CPI below {percent(limits['index_amber'])} and {percent(limits['index_red'])}, "
        "open risks and missing reports alike; overall is the worst but for missing reports. A ring marks a green "
        "report that is computed amber or worse.",
        "Green but computed amber or worse is counted over live projects with a status, values carried forward "
        "included. Slip risk counts the evidence against green reports: that is this, and forecasts moved later since "
        "the status last changed and the opinion of the PMO; it leaves out what was not reported this time. Needs "
        "attention on Portfolio lists those computed red.",
        f"Predicted is the chance that the forecast moves later by more than 30 days {horizon}: amber from 33%, red "
        "from 66%. It is a prediction of the next move, not of the finish, and is never mixed with the other two. "
        f"{likelihood_scale()}",
        "Projects that others sum are left out of the live ones; a project without a status counts as active.",
    )
