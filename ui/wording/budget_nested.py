"""Keeping what is funded, in words: what it means, what it costs in value, and what a little more money adds."""

from collections.abc import Sequence

from ui.wording.budget import names, price
from ui.wording.formats import count, money, percent

SWITCH = "Keep what is funded"
SWITCH_HELP = (
    "More money never takes anything away from a project that less money funds. It starts from what is funded now: "
    "live projects, and what is above the line."
)
METHODS: dict[str, str] = {"nested": "looked up in the chain of selections that only grow with the total"}
METHOD = (
    "The chain is fixed before the total is: upward from what is funded now each step is the best selection that holds "
    "the one before, downward the best part of it, and between these projects come in by value for money. So a total "
    "always buys the same set, whatever was tried before."
)
THRESHOLD = "Change only for more than"


def given_up(value: float, of_value: float, proven: bool = True) -> str:
    """Return what keeping costs in value; "at most" where the free optimum is only bounded.

    >>> given_up(2.1, 100), given_up(0, 100)
    ('Keeping what is funded gives up 2.1 points of value against a free choice.', 'Keeping what is funded gives up \
nothing.')
    """
    lost = price(max(value, 0.0), of_value)
    if lost == "nothing":
        return "Keeping what is funded gives up nothing."
    most = "" if proven else "at most "
    return f"Keeping what is funded gives up {most}{lost} of value against a free choice."


def below(total: float, lowest: float, currency: str) -> str:
    """Return why nothing is kept at a total, though something else could be bought.

    >>> below(9e8, 1.1e9, "USD")
    'Of what is funded nothing that obeys the rules costs less than $1.1 bn; $900 m pays only for other sets.'
    """
    least = money(lowest, currency)
    return (
        f"Of what is funded nothing that obeys the rules costs less than {least}; "
        f"{money(total, currency)} pays only for other sets."
    )


def not_kept(dropped: Sequence[str]) -> str:
    """Return which funded projects cannot stand beside the others whatever the total; empty where all can.

    >>> not_kept(["Old pier"])
    'Limits and rules do not allow all that is funded now, whatever the total: Old pier is not kept.'
    """
    if not dropped:
        return ""
    verb = "is" if len(dropped) == 1 else "are"
    return (
        f"Limits and rules do not allow all that is funded now, whatever the total: {names(dropped)} {verb} not kept."
    )


def changes(adds: Sequence[str], drops: Sequence[str], threshold: float, lost: float, of_value: float) -> str:
    """Return what is proposed against a reference, and the value that leaving the rest alone gives up.

    `threshold` is the share of the value that a change has to bring.

    >>> changes(["Harbour wall"], ["Old pier"], 0.01, 0.5, 100)
    'Worth more than 1% each: adds Harbour wall, drops Old pier. Leaving the rest as it was gives up 0.5 points of \
value.'
    """
    bound = percent(threshold, 0 if round(threshold * 100, 1) == round(threshold * 100) else 1)
    said = [f"{verb} {names(found)}" for verb, found in (("adds", adds), ("drops", drops)) if found]
    rest = price(max(lost, 0.0), of_value)
    left = "" if rest == "nothing" else f" Leaving the rest as it was gives up {rest} of value."
    if not said:
        return f"No change is worth more than {bound} of the value.{left}"
    return f"Worth more than {bound} each: {', '.join(said)}.{left}"


def kept(how_many: int, of_all: int) -> str:
    """Return how many of the reference stay.

    >>> kept(38, 41)
    '38 of 41 projects stay'
    """
    return f"{how_many:,} of {count(of_all, 'project')} stay"
