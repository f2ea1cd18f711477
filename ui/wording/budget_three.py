"""Three objectives in words: what can be weighed beside value and cost, and what the same money could buy instead."""

from collections.abc import Mapping
from typing import Any

from ui.wording.budget import price
from ui.wording.formats import count, money, number

SLIPS, RISK, OBJECTIVE = "slips", "risk", "objective:"
ASK = "Third objective"
WORK_IT_OUT = "Work it out"
FREE = "What is funded already is not kept here."
SHARED = "Years that share the total have their limits of the present one."
NOTHING = "Nothing to weigh beside value and cost"
NOTHING_WHY = (
    "A third objective is the slips expected of what is funded, its exposure to risk, or what one objective gets. "
    "None of them is known yet: predictions need a history of forecasts, exposure a register of risks, and "
    "contributions need ratings."
)


def label(name: str, objectives: Mapping[str, str]) -> str:
    """Return what a third count is called.

    >>> label("slips", {}), label("objective:O1", {"O1": "Safe"})
    ('Expected slips', 'Contribution to Safe')
    """
    if name.startswith(OBJECTIVE):
        key = name.removeprefix(OBJECTIVE)
        return f"Contribution to {objectives.get(key, key)}"
    return {SLIPS: "Expected slips", RISK: "Exposure to risk"}[name]


def amount(name: str, value: float, currency: str) -> str:
    """Return a third count with its unit.

    >>> amount("slips", 3.25, "USD"), amount("risk", 4.2e6, "USD"), amount("objective:O1", 120, "USD")
    ('3.2 expected slips', '$4.2 m of exposure to risk', '120 points of contribution')
    """
    if name == SLIPS:
        return f"{number(value, 1)} expected slips"
    if name == RISK:
        return f"{money(value, currency)} of exposure to risk"
    return f"{number(value)} {'point' if round(value) == 1 else 'points'} of contribution"


def finding(
    name: str, here: Mapping[str, Any], better: Mapping[str, Any] | None, currency: str, complete: bool = True
) -> str:
    """Return what the present money could buy that is better in the third count, and its price in value.

    `complete` says that all limits were searched.

    >>> here, other = {"share": 0.82, "third": 40.1}, {"share": 0.8, "third": 36.4}
    >>> finding("slips", here, other, "USD")
    'The present selection has 40.1 expected slips. For no more money 36.4 can be had with 2.0 points of value less.'
    >>> finding("slips", here, None, "USD")
    'The present selection has 40.1 expected slips. For no more money none was found that is better in this.'
    """
    more = name.startswith(OBJECTIVE)
    verb = "brings" if more else "has"
    said = f"The present selection {verb} {amount(name, here['third'], currency)}."
    if better is None:
        return f"{said} For no more money none was found {'' if complete else 'so far '}that is better in this."
    other = amount(name, better["third"], currency).split(" of ")[0].removesuffix(" expected slips")
    lost = here["share"] - better["share"]
    moved = price(abs(lost), 1.0)
    at = "for as much value" if moved == "nothing" else f"with {moved} of value {'less' if lost > 0 else 'more'}"
    return f"{said} For no more money {other} can be had {at}."


def note(found: int, more_is_better: bool) -> str:
    """Return what the points of the picture are.

    >>> note(12, False)
    '12 selections, none beaten by another in value, cost and this; the ring is the present one'
    """
    return f"{count(found, 'selection')}, none beaten by another in value, cost and this; the ring is the present one"


def standing(row: Mapping[str, Any]) -> str:
    """Return how sure one point is.

    >>> standing({"found": True, "proven": True, "here": False}), standing({"found": False, "here": True})
    ('Proven', 'The present selection')
    """
    if not row["found"]:
        return "The present selection"
    said = "Proven" if row["proven"] else "The best found in time, not proven"
    return f"{said}; the present selection" if row["here"] else said


def proof(found: int, proven: int, asked: int, unsettled: int, complete: bool) -> str:
    """Return how far the search went.

    >>> proof(12, 12, 20, 0, True), proof(9, 8, 20, 1, False)
    ('Each is proven.', '8 of 9 are proven; time ran out after 20 limits were tried, 1 of them without an answer.')
    """
    first = "Each is proven" if found == proven else f"{number(proven)} of {number(found)} are proven"
    tried = f"{count(asked, 'limit')} {'was' if asked == 1 else 'were'} tried"
    open_ones = f", {number(unsettled)} of them without an answer" if unsettled else ""
    if not complete:
        return f"{first}; time ran out after {tried}{open_ones}."
    return f"{first}{f'; {tried}{open_ones}' if unsettled else ''}."


def base(name: str, unknown: int, above: float, words: str, currency: str) -> str:
    """Return what the third count holds.

    >>> base("slips", 44, 30.2, "within 12 months", "USD")
    'Slips of more than 30 days within 12 months, the work above the line with them (30.2 expected slips); 44 projects \
have no prediction and count as none.'
    """
    held = amount(name, above, currency)
    if name.startswith(OBJECTIVE):
        return (
            f"Ratings towards the objective added up (low 1, moderate 3, strong 6, extreme 9); {held} come from the "
            "work above the line."
        )
    what = f"Slips of more than 30 days {words}" if name == SLIPS else "Chance times cost of the open threats"
    lacking = "no prediction" if name == SLIPS else "no open threat with its chance and cost"
    has = "has" if unknown == 1 else "have"
    rest = f"; {count(unknown, 'project')} {has} {lacking} and count{'s' if unknown == 1 else ''} as none"
    return f"{what}, the work above the line with them ({held}){rest if unknown else ''}."


def working(done: int, of: int) -> str:
    """Return how far the search is.

    >>> working(12, 54)
    'Looking for selections that nothing beats: 12 of at most 54 limits tried. Moving on ends it.'
    """
    return f"Looking for selections that nothing beats: {done:,} of at most {of:,} limits tried. Moving on ends it."
