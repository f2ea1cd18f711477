"""How safe a selection is, in sentences; `told` is what services.budget_safety.plain returns."""

from collections.abc import Mapping
from typing import Any

from ui.wording.budget import names as row
from ui.wording.formats import money, number, percent

INVITATION = (
    "The choice rests on weights, ratings and costs that nobody knows exactly. Here they are drawn from ranges, two "
    "hundred times, and each time the best set is found anew."
)
BEGIN = "Test the choice"
AGAIN = "Test it again"
WAITING = "Waiting for a process"
STANDINGS: dict[str, str] = {"core": "Core", "borderline": "Borderline", "exterior": "Exterior"}
STANDING_HELP: dict[str, str] = {
    "core": "Funded in nine of ten draws or more",
    "borderline": "Funded in some draws, not in others",
    "exterior": "Funded in one of ten draws or fewer",
}
ENDS: dict[str, dict[str, str]] = {
    "weight": {"low": "less", "high": "more"},
    "rating": {"low": "one level lower", "high": "one level higher"},
    "value": {"low": "lower", "high": "higher"},
    "cost": {"low": "lower", "high": "higher"},
}


def finding(told: Mapping[str, Any], *, kept: bool = False) -> str:
    """Return the headline; `kept` where what is funded now stays whatever is drawn, and is not tested.

    >>> finding({"stay_funded": 33, "funded": 41, "ranges": {"weights": .05}})
    '33 of 41 stay funded under nine in ten plausible weights.'
    """
    stay, funded = number(told["stay_funded"]), number(told["funded"])
    verb = "stays" if told["stay_funded"] == 1 else "stay"
    stays = f"{verb} funded under nine in ten plausible {_varied(told['ranges'])}."
    if not kept:
        return f"{stay} of {funded} {stays}"
    more = f"Of the {funded} more that the rest of the money buys best"
    return f"What is funded now is kept and not tested. {more}, {stay} {stays}"


def impossible(told: Mapping[str, Any]) -> str:
    """Return in how many draws what is kept no longer fits; "" where it always does.

    >>> impossible({"impossible": 60, "draws": 200})
    'In 60 of 200 draws what is kept and decided no longer fits the limits: they do not count above.'
    """
    if not told["impossible"]:
        return ""
    of = f"In {number(told['impossible'])} of {number(told['draws'])} draws"
    return f"{of} what is kept and decided no longer fits the limits: they do not count above."


def how(told: Mapping[str, Any]) -> str:
    """Return what was varied, how often, and how exactly each draw was solved.

    >>> how({"draws": 200, "solved": 200, "proven": 200, "impossible": 0, "unsolved": 0, "ranges": {"weights": .05}})
    '200 draws, each weight up to 5 points of a hundred off. Each was solved to the proof.'
    """
    ranges = told["ranges"]
    said = []
    if ranges.get("weights"):
        said.append(f"each weight up to {number(ranges['weights'] * 100)} points of a hundred off")
    if ranges.get("ratings"):
        said.append("each rating as it is, one level lower or one higher, and what is not rated any level")
    for name, noun in (("values", "value"), ("costs", "cost")):
        if ranges.get(name):
            said.append(f"each project's {noun} up to {percent(ranges[name])} off")
    solved = "Each was solved to the proof."
    if told["proven"] < told["solved"]:
        solved = f"{number(told['proven'])} of {number(told['solved'])} were solved to the proof."
    rest = ""
    if told["impossible"]:
        rest += f" In {number(told['impossible'])} nothing can be chosen; they do not count."
    if told["unsolved"]:
        rest += f" {number(told['unsolved'])} found no set in time; they do not count."
    return f"{number(told['draws'])} draws, {'; '.join(said) or 'with nothing varied'}. {solved}{rest}"


def biggest(told: Mapping[str, Any], called: Mapping[str, str], unit: float, currency: str) -> str:
    """Return which single uncertainty moves most money.

    Parameters
    ----------
    told : mapping
    called : mapping of str to str
        Names of projects and objectives by key.
    unit : float
        Minor units in one unit of money.
    currency : str
    """
    if not told["moves"]:
        tried = number(told["tried"])
        return f"No single uncertainty changes the set by itself; {tried} were tried." if told["tried"] else ""
    return f"Most money moves with {move(told['moves'][0], told['ranges'], called, unit, currency)}."


def move(
    one: Mapping[str, Any], ranges: Mapping[str, Any], called: Mapping[str, str], unit: float, currency: str
) -> str:
    """Return what one uncertainty moves.

    >>> one = {"of": "cost", "key": "A", "end": "high", "money": 500_00, "enters": ["C"], "leaves": ["A"]}
    >>> move(one, {"costs": 0.1}, {"A": "Harbour wall", "C": "Depot"}, 100, "USD")
    'the cost of Harbour wall: 10% higher, $500 changes hands, in comes Depot, out goes Harbour wall'
    """
    thing = called.get(one["key"], one["key"])
    end = ENDS[one["of"]][one["end"]]
    by = {
        "weight": f"{number(ranges.get('weights', 0) * 100)} points ",
        "value": f"{percent(ranges.get('values', 0))} ",
        "cost": f"{percent(ranges.get('costs', 0))} ",
    }.get(one["of"], "")
    noun = "ratings" if one["of"] == "rating" else one["of"]
    came, gone = ([called.get(key, key) for key in one[name]] for name in ("enters", "leaves"))
    parts = [f"{money(one['money'] / unit, currency)} changes hands"]
    parts += [f"in {'comes' if len(came) == 1 else 'come'} {row(came)}"] if came else []
    parts += [f"out {'goes' if len(gone) == 1 else 'go'} {row(gone)}"] if gone else []
    return f"the {noun} of {thing}: {by}{end}, {', '.join(parts)}"


def ended(message: str) -> str:
    """Return how a test ended that has no answer."""
    return message or "The test ended without an answer."


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def _varied(ranges: Mapping[str, Any]) -> str:
    nouns = [name for name in ("weights", "ratings", "values", "costs") if ranges.get(name)]
    return row(nouns) or "cases"
