"""Traps in one line each: that under the headline of the slip risk page, and those the command line prints."""

from typing import Final

from models.slip_baselines import MODEL, TABLE
from models.slip_traps import DATES, PAIRS
from services.slip_leavers import LeaversView
from services.slip_traps import Traps
from ui.wording import slip_leak
from ui.wording.formats import count, number
from ui.wording.slip_traps import listed, placed

WHERE: Final = "More under What to be careful about, further down."


def caution(found: Traps, left: LeaversView | None = None) -> str:
    """Return the weightiest trap in one line with where to read on; "" where none bears on the chances shown."""
    told = cautions(found, left)
    return f"Take care: {told[0]}. {WHERE}" if told else ""


def cautions(found: Traps, left: LeaversView | None = None) -> list[str]:
    """Return each trap that bears on the chances shown in one line without a full stop, the weightiest first.

    Traps that are told further down and change nothing here stay there: a column that the model does not read, and
    unequal gaps where chances within 12 months are shown.
    """
    told = [
        "" if found.leak is None else slip_leak.short(found.leak),
        _future(found),
        _survivors(found),
        _leavers(left),
        _one_date(found),
        _far(found),
        _year_end(found),
        _gaps(found),
        _little(found),
    ]
    return [line for line in told if line]


def _future(found: Traps) -> str:
    if not found.future_read:
        return ""
    knows = "knows" if len(found.future_read) == 1 else "know"
    return (
        f"the model reads {listed(found.future_read)}, which {knows} the future, so the chances and their record may "
        "look better than they are"
    )


def _survivors(found: Traps) -> str:
    if not found.survivors:
        return ""
    return "only survivors are held: projects that ended are missing from the past, so the chances are likely too high"


def _leavers(left: LeaversView | None) -> str:
    """Return that projects that left could take the method's skill away, where they could."""
    bounds = None if left is None or left.method not in (MODEL, TABLE) else left.record
    if bounds is None or not bounds.left:
        return ""
    ends = (bounds.skill.held, bounds.skill.slipped)
    if not (bounds.skill.counted > 0 and min(ends) < 0):
        return ""
    low, high = min(ends), max(*ends, bounds.skill.counted)
    return (
        f"{count(bounds.left, 'past case')} of projects that left have no outcome: counted either way, Brier skill "
        f"would lie between {number(low, 3)} and {number(high, 3)}, so the chances may be no better than one for all"
    )


def _one_date(found: Traps) -> str:
    held = sum(one.held for one in found.placeholders.one_date)
    if not held:
        return ""
    return (
        f"{number(held)} of {count(found.placeholders.forecasts, 'live forecast')} stand on placeholder dates, and the "
        f"chances of these projects, which the expected number counts too, say little; {placed(found)}"
    )


def _far(found: Traps) -> str:
    many = found.placeholders.far["project_key"].nunique()
    if not many:
        return ""
    return f"{count(many, 'project')} gave a finish more than 50 years away, which hides every real move"


def _year_end(found: Traps) -> str:
    if not found.placeholders.year_end:
        return ""
    return (
        f"{number(found.placeholders.year_end_held)} of {count(found.placeholders.forecasts, 'live forecast')} give "
        "only a year or half-year, so the chances tell of whole steps, not of the delay behind them"
    )


def _gaps(found: Traps) -> str:
    if found.gaps is None or found.horizon == "12m":
        return ""
    return (
        f"reports lie {number(found.gaps.shortest)} to {number(found.gaps.longest)} days apart, and a chance by the "
        "next committee is an average over such gaps"
    )


def _little(found: Traps) -> str:
    short = [
        words
        for name, words in (
            (DATES, count(found.dates, "reporting date")),
            (PAIRS, f"{count(found.pairs, 'known outcome')} for this horizon"),
        )
        if name in found.little
    ]
    return f"with only {listed(short)} the chances can be far off" if short else ""
