"""What the slip risk page says of dates that stand for none: placeholders, the year alone, finishes out of reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.slip_traps import Placeholders
from ui.wording.formats import MONTHS, count, day, number, shortened

NAMED: Final = 3


@dataclass(frozen=True)
class Told:
    """One trap: its name, what was found, why it matters for the chances, and what to do."""

    name: str
    what: str
    why: str
    do: str


def dates(found: Placeholders, names: Sequence[str], record: str = "") -> list[Told]:
    """Return the traps among the dates themselves.

    `names` are those of the projects with a finish out of reach, `record` says what placeholder dates do to the record.
    """
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
                "chances of these projects, which the expected number counts too, say little. "
                f"{record[:1].upper()}{record[1:]}{'.' if record else ''}".rstrip(),
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


def listed(names: Sequence[str]) -> str:
    """Return names in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _far(found: Placeholders, names: Sequence[str]) -> Told:
    first = found.far.iloc[0]
    of = f" ({listed([shortened(name, 60) for name in names[:NAMED]])})" if names else ""
    if len(found.far) == 1:
        what = f"A finish in {first['forecast_finish'].year} was reported on {day(first['as_of'])}{of}."
    else:
        years = found.far["forecast_finish"].dt.year
        ends = f"{years.min()}" if years.min() == years.max() else f"{years.min()} to {years.max()}"
        what = (
            f"{count(len(found.far), 'report')} of {count(found.far['project_key'].nunique(), 'unfinished project')} "
            f"give a finish in {ends}{of}."
        )
    return Told(
        "A finish out of reach",
        what,
        "Coming and going it looks like a move of decades, and while it stands it hides every real one.",
        "Correct it at its date and load the file again.",
    )
