"""The groups of inputs of the slip model as a reader meets them: a label, and a state's values in people's units."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from models.slip_reasons import length
from ui.theme import STATUS_LETTERS, STATUS_WORDS
from ui.wording.formats import count, is_missing, number, percent

State = Mapping[str, Any]
LABELS: Final = {
    "time left": "Time left",
    "phase": "Phase",
    "last move": "Last move",
    "own record": "Own record",
    "phase record": "Record of the phase",
    "department record": "Record of the department",
    "gap": "Time between reports",
    "progress": "Progress",
    "reported status": "Reported status",
    "milestones and issues": "Milestones and issues",
    "age and duration": "Age and duration",
}
LITTLE: Final = 0.67
MUCH: Final = 1.5
"""Time left over what is usual in the phase, below and above which it is called little or much."""


def label(group: str) -> str:
    """Return a group as it stands on an axis."""
    return LABELS.get(group, group[:1].upper() + group[1:])


def values(group: str, state: State) -> str:
    """Return what a state holds in a group of inputs, as the subject of a sentence ("... adds 9 points").

    >>> values("last move", {"last_move_days": 120.0}), values("gap", {"gap_days": 122.0})
    ('a forecast that moved 120 days later last time', '4 months between reports')
    """
    said = SAID.get(group)
    return label(group).lower() if said is None else said(state)


def _time_left(state: State) -> str:
    left = _of(state, "time_left_days")
    if is_missing(left):
        return "no time left known"
    if round(left) < 0:
        return f"being {length(-left)} past its own forecast"
    if round(left) == 0:
        return "a forecast that falls on the day of the report"
    share, phase = _of(state, "time_left_share"), _phase_name(state)
    if not phase or is_missing(share) or LITTLE <= share <= MUCH:
        return f"{length(left)} left"
    return f"{'little' if share < LITTLE else 'much'} time left for {phase} ({length(left)})"


def _phase(state: State) -> str:
    phase = _phase_name(state)
    if not phase:
        return "no phase given"
    since = _of(state, "time_in_phase_days")
    return f"being in {phase}" if is_missing(since) or since < 1 else f"being in {phase} for {length(since)}"


def _last_move(state: State) -> str:
    moved, held = _of(state, "last_move_days"), _of(state, "reports_since_move")
    if is_missing(moved):
        return "no earlier forecast to compare with"
    if round(moved) == 0:
        return "a forecast held" if is_missing(held) or held < 1 else f"a forecast held for {_reports(held)}"
    return f"a forecast that moved {length_in_days(moved)} {'later' if moved > 0 else 'earlier'} last time"


def _own_record(state: State) -> str:
    reports, later = _of(state, "reports_so_far"), _of(state, "moves_later")
    if is_missing(reports) or reports < 1:
        return "no record of its own yet"
    if is_missing(later):
        return f"being reported {_times(round(reports) + 1)} so far"
    times = "never moved later" if later < 1 else f"moved later {_times(round(later))}"
    return f"its own record ({times} in {_reports(reports + 1)})"


def _phase_record(state: State) -> str:
    rate, phase = _of(state, "phase_slip_rate"), _phase_name(state)
    if is_missing(rate):
        return "no record of the phase"
    return f"the record of {phase or 'its phase'} ({_in_hundred(rate)})"


def _department_record(state: State) -> str:
    for name, words in (
        ("department_slip_rate", "of its department"),
        ("category_slip_rate", "of its category"),
        ("portfolio_slip_rate", "of the portfolio"),
    ):
        if not is_missing(_of(state, name)):
            return f"the record {words} ({_in_hundred(_of(state, name))})"
    return "no record of its department"


def _gap(state: State) -> str:
    gap = _of(state, "gap_days")
    return "no report before this one" if is_missing(gap) else f"{length(gap)} between reports"


def _progress(state: State) -> str:
    done, spi = _of(state, "percent_complete"), _of(state, "spi_t")
    said = [] if is_missing(done) else [f"being {percent(done / 100)} complete"]
    if not is_missing(spi):
        said.append(f"an SPI(t) of {number(spi, 2)}")
    return " with ".join(said) if said else "no progress reported"


def _status(state: State) -> str:
    rating = _of(state, "rag_overall")
    step = None if is_missing(rating) else STATUS_LETTERS.get(round(rating))
    return "no status reported" if step is None else f"being reported {STATUS_WORDS[step].lower()}"


def _milestones(state: State) -> str:
    said = [
        count(round(_of(state, name)), one)
        for name, one in (("late_milestones", "late milestone"), ("open_issues", "open issue"))
        if not is_missing(_of(state, name))
    ]
    return f"having {' and '.join(said)}" if said else "no milestones or issues on record"


def _age(state: State) -> str:
    age, duration = _of(state, "age_days"), _of(state, "planned_duration_days")
    if is_missing(age):
        return "no start known"
    planned = "" if is_missing(duration) or duration < 1 else f" into a plan of {length(duration)}"
    return f"being {length(max(age, 0))}{planned or ' old'}"


def length_in_days(moved: float) -> str:
    """Return the size of a move in days, without its sign.

    >>> length_in_days(-1), length_in_days(1200)
    ('1 day', '1,200 days')
    """
    return count(abs(round(moved)), "day")


def _of(state: State, name: str) -> float:
    """Return a number of a state; NaN where it is missing or the history has no such column."""
    value = state.get(name)
    return math.nan if is_missing(value) else float(value)  # type: ignore[arg-type]


def _reports(how_many: float) -> str:
    return count(round(how_many), "report")


def _times(how_often: int) -> str:
    return {1: "once", 2: "twice"}.get(how_often, f"{number(how_often)} times")


def _in_hundred(rate: float) -> str:
    return f"{number(100 * rate)} in 100 reports slipped"


def _phase_name(state: State) -> str:
    name = state.get("phase")
    words = "" if is_missing(name) else str(name)
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words.split())


SAID: Final[Mapping[str, Callable[[State], str]]] = {
    "time left": _time_left,
    "phase": _phase,
    "last move": _last_move,
    "own record": _own_record,
    "phase record": _phase_record,
    "department record": _department_record,
    "gap": _gap,
    "progress": _progress,
    "reported status": _status,
    "milestones and issues": _milestones,
    "age and duration": _age,
}
