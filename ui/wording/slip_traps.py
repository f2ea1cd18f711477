"""What the slip risk page says of traps in the data, and of projects that left before their outcome was known."""

from typing import Final

import pandas as pd

from models.slip_leavers import CANCELLED, COMPLETED, KINDS, UNEXPLAINED, Bounds, Leavers
from models.slip_traps import DATES, NO_YEAR, PAIRS
from services.slip_leavers import LeaversView
from services.slip_traps import Traps
from ui.wording import slip_leak
from ui.wording.formats import DASH, count, number, percent, shortened
from ui.wording.slip_record import ranks
from ui.wording.slip_trap_dates import Told as Told
from ui.wording.slip_trap_dates import dates
from ui.wording.slip_trap_dates import listed as listed

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
EARLIER: Final = "Load earlier snapshots, or wait for more reports."
METHOD: Final = (
    "Counted is each past report that could have been predicted, whose time is over and whose outcome never came. What "
    "these projects would have done is not known, so both ends are given. A project counts as no longer reported once "
    "a file that speaks for it leaves it out, or after more than one and a half of its usual gaps between reports."
)


def traps(found: Traps) -> list[Told]:
    """Return the traps as people read them, those that mislead most first; empty where nothing was found."""
    leak = None if found.leak is None else slip_leak.told(found.leak)
    of_dates = dates(found.placeholders, found.far_names, placed(found))
    told = [leak, _future(found), _survivors(found), *of_dates, _gaps(found)]
    return [one for one in (*told, _no_forecast(found) or _little(found)) if one is not None]


def placed(found: Traps) -> str:
    """Return what forecasts on placeholder dates do to the record, as a clause."""
    told = found.placed
    if told is None:
        return "the record is judged on such forecasts too, and how it would look without them is not known"
    many = f"{number(told.n)} of the {number(told.of)} predictions in the record are of such forecasts"
    if round(told.auc, 2) == round(told.auc_without, 2):
        return f"{many}, and without them it ranks as well"
    return f"{many}, and without them it ranks right {ranks(told.auc_without)} in place of {number(100 * told.auc)}"


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


def _no_forecast(found: Traps) -> Told | None:
    if found.placeholders.forecasts or found.pairs or not found.dates:
        return None
    return Told(
        "No forecast finish",
        "No live project has a forecast finish at this date.",
        "A slip is a move of that date, so without it nobody gets a chance, however long the history is.",
        "Choose its column in the mapping when the file is loaded again.",
    )


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
        "Load earlier snapshots, and read the interval rather than the number." if found.pairs else EARLIER,
    )
