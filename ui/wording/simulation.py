"""What the moves of single forecasts add up to, in words: slips, cost and finishes of the portfolio."""

from collections.abc import Mapping
from typing import Final

from models.portfolio_simulation import FEW_COSTS, NO_COST, Simulation
from ui.wording.formats import between, count, day, money, number

LIMITS: Final = (
    "Each draw moves every forecast once, by the next report or within twelve months as asked, and the finishes are "
    "the forecasts as they would then stand, within twelve months at their furthest; later moves are not among them.",
    "Costs grow as forecast costs grew in this portfolio's past when a finish moved by as much, each past case weighed "
    "by what it cost. The cost is that of the forecasts when the period ends, and no loss that anybody has estimated.",
)
NO_COSTS: Final = {
    NO_COST: "No project reports a forecast cost, so nothing is said of cost. The projects file may hold one.",
    FEW_COSTS: "Too few past reports hold a forecast cost to learn how it grows: at least 50 cases are needed.",
}


def slips(told: Simulation, slip_days: int, words: str) -> str:
    """Return how many projects the draws expect to slip; `words` say by when."""
    if not told.n:
        return "No project has a slip prediction at this date."
    many = between(told.slips.p10, told.slips.p90)
    return f"We expect {many} of {count(told.n, 'project')} to slip more than {slip_days} days {words}."


def by(words: str) -> str:
    """Return the day on which a period ends, of the words that say it.

    >>> by("within 12 months (by 31 Oct 2027)"), by("by the next report")
    ('by 31 Oct 2027', 'by the next report')
    """
    inside = words.partition("(")[2].partition(")")[0].strip()
    return inside if inside.startswith("by ") else words


def moved_once(words: str) -> str:
    """Return what the finishes of the fan rest on; `words` say within what time."""
    within = words.split(" (")[0]
    if within.startswith("within"):
        return (
            f"Each forecast moved once, to the furthest that forecasts went in the past {within}; that some come back, "
            "and later moves, are not among them."
        )
    return f"Each forecast moved once, as forecasts did in the past {within}; later moves are not among them."


def cost(told: Simulation, currency: str, words: str) -> str:
    """Return what the forecast costs add up to now and at the end of the period, or why nothing is said of cost."""
    if told.cost is None:
        return NO_COSTS.get(told.cost_note, "")
    now, half, far = (money(value, currency) for value in (told.cost_now, told.cost.p50, told.cost.p80))
    return (
        f"{count(told.costed, 'project')} with a combined forecast cost of {now}: {by(words)} half the time at most "
        f"{half}, eight times in ten at most {far}."
    )


def finishes(told: Simulation, at: int = -1) -> str:
    """Return how many projects finish by a quarter of the fan (the last unless given), as forecast and as drawn."""
    if told.finishes.empty or not told.n:
        return ""
    row = told.finishes.iloc[at]
    return (
        f"As forecasts stand, {number(row['forecast'])} of {count(told.n, 'project')} finish by {day(row['by'])}; once "
        f"they have moved, eight times in ten at least {number(row['p20'])} do, and half the time at least "
        f"{number(row['p50'])}."
    )


def left_out(told: Simulation) -> str:
    """Return who takes no part; "" where everybody does."""
    said = []
    if told.left_out:
        said.append(f"{count(told.left_out, 'project')} without a prediction")
    if told.cost is not None and told.costed < told.n:
        said.append(f"in the cost also {number(told.n - told.costed)} without a forecast cost")
    return f"Not among them: {', and '.join(said)}." if said else ""


def method(told: Simulation) -> str:
    """Return how the figures were made."""
    shared = (
        "independent of each other"
        if told.correlation == 0
        else f"tied by one common factor (correlation {told.correlation:.2f}, read off how past slips came together)"
    )
    return (
        f"{number(told.draws)} draws with a fixed seed; projects are {shared}. A sum that holds eight times in ten is "
        "read off the drawn sums: it is not the sum of what holds eight times in ten for each."
    )


def narrow(levels: Mapping[float, float]) -> str:
    """Return that the draws spread too little where past moves went beyond what was said of them; "" elsewhere.

    `levels` as `slip_days_record.levels_that_hold` returns them.

    >>> narrow({0.5: 0.5, 0.8: 0.88})[:52], narrow({0.5: 0.5, 0.8: 0.8})
    ('At past dates moves went further than was said of th', '')
    """
    if levels.get(0.8, 0.8) <= 0.8:
        return ""
    return (
        "At past dates moves went further than was said of them more often than two times in ten. The days of single "
        "projects are widened for that, these sums are not: read them as rather too sure."
    )
