"""The total of the Budget page in words: where it starts, and how it is given exactly."""

from typing import Final

from ui.wording.budget import changes_at
from ui.wording.formats import money, percent

EXACT_HELP: Final = "It counts in place of the slider until that is moved, and stays in the address."


def start(share: float, above: bool) -> str:
    """Return what the total is before anybody gives one.

    >>> start(0.6, True)
    'A place to start, not a budget: the work above the line, and 60% of what the rest costs.'
    >>> start(0.6, False)
    'A place to start, not a budget: 60% of what everything costs.'
    """
    what = f"the work above the line, and {percent(share)} of what the rest costs"
    return f"A place to start, not a budget: {what if above else f'{percent(share)} of what everything costs'}."


def exact(sign: str, unit: str) -> str:
    """Return the label of the exact amount.

    >>> exact("$", "m"), exact("CHF", "")
    ('Or exactly, $ m', 'Or exactly, CHF')
    """
    return f"Or exactly, {sign} {unit}".strip()


def raised(extra: float, currency: str) -> str:
    """Return the words of the button that raises the total to what a better set takes.

    >>> raised(1.41e6, "USD")
    'Raise the total by $1.41 m'
    """
    return f"Raise the total by {money(extra, currency)}"


def edge_note(first: float | None, better: float | None, currency: str) -> str:
    """Return what stands on the edge: also that what comes in before the next better set adds no value by itself.

    `first` is what the first project to come in takes more in total, `better` what the next better set takes.

    >>> edge_note(8.49e6, 8.49e6, "USD")
    'what comes in next, and what goes first'
    >>> edge_note(6.31e6, 8.49e6, "USD")[41:], edge_note(6.31e6, None, "USD")[41:]
    ('what comes in below total +$8.49 m adds no value', 'what comes in adds no value')
    """
    note = "what comes in next, and what goes first"
    if first is None or (better is not None and first >= better):
        return note
    below = "" if better is None else f" below {changes_at(better, currency)}"
    return f"{note}; what comes in{below} adds no value"
