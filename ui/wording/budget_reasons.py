"""Why projects are in or out by hand, in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from ui.wording.formats import number

WHERE: Final = "Kept with a scenario, and shown beside the price of the decision."
EXAMPLE: Final = "Promised to the regulator"
OF_ONE: Final = "Reason, if you decide it by hand"
DECIDED: Final = {"in": "must be in", "out": "must be out"}


def button(given: int, decided: int) -> str:
    """Return what the button says that opens the reasons.

    >>> button(0, 3), button(2, 3)
    ('Reasons (none of 3 given)', 'Reasons (2 of 3 given)')
    """
    return f"Reasons ({number(given) if given else 'none'} of {number(decided)} given)"


def question(name: str, side: str) -> str:
    """Return the question for a reason.

    >>> question("Harbour wall", "in")
    'Harbour wall must be in, because'
    """
    return f"{name} {DECIDED[side]}, because"


def with_reason(text: str, reason: str | None) -> str:
    """Return a text with the reason after it, where one is given.

    >>> with_reason("forced in", "promised"), with_reason("forced in", "")
    ('forced in: promised', 'forced in')
    """
    return f"{text}: {reason}" if reason else text


def given(side: str, reason: str | None) -> str:
    """Return that a project is decided by hand, and why.

    >>> given("out", "no site"), given("in", None)
    ('Out by hand: no site.', 'In by hand; no reason is given.')
    """
    if not reason:
        return f"{side.capitalize()} by hand; no reason is given."
    return f"{side.capitalize()} by hand: {reason.rstrip('.')}."


def by_hand(
    forced_in: Sequence[str], forced_out: Sequence[str], names: Mapping[str, str], reasons: Mapping[str, str]
) -> list[str]:
    """Return the projects that a plan decides by hand, one line each.

    >>> by_hand(["A"], ["B"], {"A": "Harbour wall", "B": "Quay"}, {"A": "promised"})
    ['Harbour wall in by hand: promised', 'Quay out by hand']
    """
    sides = [*((key, "in") for key in forced_in), *((key, "out") for key in forced_out)]
    return [with_reason(f"{names.get(key, key)} {side} by hand", reasons.get(key)) for key, side in sides]
