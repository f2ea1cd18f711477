"""What the slip risk page says of traps in the data, and of projects that left before their outcome was known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from models.slip_leavers import CANCELLED, COMPLETED, KINDS, UNEXPLAINED, Bounds, Leavers
from models.slip_traps import DATES, NO_YEAR, PAIRS, Placeholders
from services.slip_leavers import LeaversView
from services.slip_traps import Traps
from ui.wording.formats import DASH, MONTHS, count, day, number, percent, shortened

NAMED: Final = 3
LEFT: Final = {
    COMPLETED: "completed without a date",
    CANCELLED: "cancelled",
    UNEXPLAINED: "no longer reported",
}
ALL_LEFT: Final = "All of them"
NOT_WORKED_OUT: Final = "What projects that left could change of this is not worked out for a portfolio of this size."
NOBODY_LEFT: Final = "No project left before its outcome was known, so the base rate and the record lack none."
SURVIVORS: Final = (
    "No project is seen to leave, but this list holds survivors only: those that left were taken out of its past, so "
    "nothing here can say how far they would change the base rate or the record."
)
METHOD: Final = (
    "Counted is each past report that could have been predicted, whose time is over and whose outcome never came. What "
    "these projects would have done is not known, so both ends are given. A project counts as no longer reported once "
    "a file that speaks for it leaves it out, or after more than one and a half of its usual gaps between reports."
)


@dataclass(frozen=True)
class Told:
    """One trap: its name, what was found, why it matters for the chances, and what to do."""

    name: str
    what: str
    why: str
    do: str


def traps(found: Traps) -> list[Told]:
    """Return the traps as people read them, those that mislead most first; empty where nothing was found."""
    told = [_future(found), _survivors(found), *_dates(found.placeholders, found.far_names), _gaps(found)]
    return [one for one in (*told, _little(found)) if one is not None]


def leavers(view: LeaversView, survivors: bool = False) -> str:
    """Return in a few sentences how many left, and how far that could move the base rate and the record.

    Of a list that holds `survivors` only nobody can be seen to leave.
    """
    found = view.found
    if found is None:
        return NOT_WORKED_OUT
    cases = len(found.pairs) + found.count()
    if not found.count():
        return SURVIVORS if survivors else NOBODY_LEFT
    kinds = [f"{number(found.count(kind))} {LEFT[kind]}" for kind in KINDS if found.count(kind)]
    rate = found.base_rate()
    share = f"{number(found.count())} of {count(cases, 'past case')} ended without an outcome: {listed(kinds)}."
    moved = (
        f"{percent(rate.counted, 1)} of the others moved; had all of these slipped it would be "
        f"{percent(rate.slipped, 1)}, had none {percent(rate.held, 1)}."
    )
    return " ".join(part for part in (share, moved, _record(view)) if part)


def leavers_rows(found: Leavers) -> pd.DataFrame:
    """Return the table of leavers: outcome, cases, projects, and the share that moved counted either way."""
    kinds: list[str | None] = [kind for kind in KINDS if found.count(kind)]
    rows = [
        {
            "outcome": ALL_LEFT if kind is None else LEFT[kind].capitalize(),
            "cases": found.count(kind),
            "projects": found.projects(kind),
            "as_slipped": found.base_rate(kind).slipped,
            "as_held": found.base_rate(kind).held,
        }
        for kind in (kinds if len(kinds) == 1 else [*kinds, None])
    ]
    return pd.DataFrame(rows)


def not_counted(found: Leavers) -> str:
    """Return which further cases have no outcome without anybody having left; "" for none."""
    parts = []
    if found.open:
        parts.append(f"{count(found.open, 'further case')} whose time is not over yet")
    if found.undated:
        parts.append(f"{number(found.undated)} of projects that still report, but no finish")
    if not parts:
        return ""
    return f"Not among them, and counted nowhere: {listed(parts)}."


def listed(names: Sequence[str]) -> str:
    """Return names in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _record(view: LeaversView) -> str:
    """Return how far those of them that were predicted could move the record; "" where none was."""
    told = view.record
    if told is None or not told.left:
        return ""
    whole = view.found is not None and told.left == view.found.count()
    who = "All of them had" if whole else f"{number(told.left)} of them had"
    return (
        f"{who} been given a chance: with those counted either way, AUC would lie {_range(told.auc)}, and Brier skill "
        f"{_range(told.skill)}."
    )


def _range(found: Bounds) -> str:
    """Return the ends of a score beside the score as counted."""
    ends = sorted(value for value in (found.held, found.slipped, found.counted) if value == value)
    if not ends:
        return f"at {DASH}"
    low, high, now = number(ends[0], 3), number(ends[-1], 3), number(found.counted, 3)
    return f"between {low} and {high} (now {now})"


def _future(found: Traps) -> Told | None:
    if not found.future:
        return None
    one = len(found.future) == 1
    name = "A column that knows the future" if one else "Columns that know the future"
    what = (
        f"{listed(found.future)} {'holds' if one else 'hold'} one value per project at all dates, which only the last "
        "date could know."
    )
    why = f"A chance learnt from {'it' if one else 'them'} would look near perfect on the past and fail from then on. "
    if found.future_read:
        why += f"The model reads {listed(found.future_read)}, so its record may look better than it is."
        return Told(name, what, why, "Load the file again with the values known at each date, or without them.")
    own = "this is" if one else "these are"
    why += f"The model reads its {number(found.inputs)} named inputs only, and {own} not among them."
    return Told(
        name, what, why, f"Leave {'it' if one else 'them'} out when judging how a project stood at an earlier date."
    )


def _survivors(found: Traps) -> Told | None:
    if not found.survivors:
        return None
    files = listed([shortened(name, 60) for name in found.survivors])
    return Told(
        "Survivors only",
        f"In {files} every project ever seen is in the last date, and earlier dates hold no finished ones.",
        "Projects that ended were taken out of the past, and those that stay are the ones that kept moving, so the "
        "chances are likely to be too high.",
        "Load the lists as they stood at each date, with the projects that have finished since.",
    )


def _dates(found: Placeholders, names: Sequence[str]) -> list[Told]:
    told = []
    if found.one_date:
        most = found.one_date[:NAMED]
        held = listed([f"{number(one.held)} stand on {day(one.date)}" for one in most])
        usual = number(max(1, max(one.usual for one in most)))
        told.append(
            Told(
                "Placeholder dates",
                f"Of {count(found.forecasts, 'live forecast')} {held}, where about {usual} would be usual.",
                "A date that nobody worked out stands still until somebody does, and then moves by months, so the "
                "chances of these projects say little.",
                "Ask for a finish of their own. Without one a project gets no chance, which beats a wrong one.",
            )
        )
    if found.year_end:
        days = listed([f"{of_month} {MONTHS[month - 1]}" for month, of_month in found.year_end])
        told.append(
            Told(
                "Year in place of a date",
                f"{number(found.year_end_held)} of {count(found.forecasts, 'live forecast')} stand on {days}, so only "
                f"the {'year' if len(found.year_end) == 1 else 'half-year'} is given.",
                "Such a forecast holds for long and then moves by a whole step: the chances tell of the step, not of "
                "the delay behind it.",
                "Ask for the month in which each project expects to finish.",
            )
        )
    if len(found.far):
        told.append(_far(found, names))
    return told


def _far(found: Placeholders, names: Sequence[str]) -> Told:
    first = found.far.iloc[0]
    of = f" ({listed([shortened(name, 60) for name in names[:NAMED]])})" if names else ""
    if len(found.far) == 1:
        what = f"A finish in {first['forecast_finish'].year} was reported on {day(first['as_of'])}{of}."
    else:
        years = found.far["forecast_finish"].dt.year
        ends = f"{years.min()}" if years.min() == years.max() else f"{years.min()} to {years.max()}"
        what = (
            f"{count(len(found.far), 'report')} of {count(found.far['project_key'].nunique(), 'project')} "
            f"give a finish in {ends}{of}."
        )
    return Told(
        "A finish out of reach",
        what,
        "Coming and going it looks like a move of decades, and while it stands it hides every real one.",
        "Correct it at its date and load the file again.",
    )


def _gaps(found: Traps) -> Told | None:
    gaps = found.gaps
    if gaps is None:
        return None
    what = (
        f"Reports lie {number(gaps.shortest)} to {number(gaps.longest)} days apart, {number(gaps.usual)} as a rule: "
        f"the longest gap is {number(gaps.ratio, 1)} times the usual one."
    )
    why = (
        f"The next committee is {number(gaps.shortest)} days off for some past cases and {number(gaps.longest)} for "
        "others, and in a longer gap more forecasts move: a chance by the next committee is an average over them."
    )
    do = "Use the chance within 12 months, which hardly depends on the gap, or report at equal intervals."
    if found.horizon == "12m":
        do = (
            "The chances within 12 months, shown here, hardly depend on it; take care with those by the next committee."
        )
    return Told("Unequal gaps", what, why, do)


def _little(found: Traps) -> Told | None:
    if not found.little:
        return None
    short = {
        DATES: f"only {count(found.dates, 'reporting date')}",
        PAIRS: f"only {count(found.pairs, 'known outcome')} for this horizon",
        NO_YEAR: "no outcome over 12 months yet",
    }
    what = listed([words for name, words in short.items() if name in found.little])
    return Told(
        "Little history",
        f"{what[0].upper()}{what[1:]}.",
        "Chances learnt from few cases can be far off, and a lucky stretch can pass for skill in the record.",
        "Load earlier snapshots, and read the interval rather than the number.",
    )
