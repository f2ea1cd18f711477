"""What is said of a record of slip predictions that is too good to be true."""

from typing import Final

from models.slip_baselines import TABLE
from models.slip_inputs import COUNTS
from models.slip_leaks import HONEST
from services.slip_leaks import Leak
from ui.wording.formats import number
from ui.wording.slip_card import in_sentence
from ui.wording.slip_record import ranks
from ui.wording.slip_trap_dates import Told

NAME: Final = "A record too good to be true"
TELLS: Final = 0.85
"""An input that ranks so well by itself is named as the likely cause, one below as the nearest."""


def short(leak: Leak) -> str:
    """Return in one line what is wrong with the record, which input tells the outcomes best, and what to do."""
    if leak.asked:
        what = f"the record is too good to be true: {_who(leak)} ranked right {ranks(leak.auc)}"
    else:
        what = f"for moves of more than {leak.days} days {_when(leak)} {_who(leak)} ranked right {ranks(leak.auc)}"
    also = "" if leak.asked else ", and the chances here read the same columns"
    return f"{what}, where {_honest()}. A column probably knows the outcome{also}. {_tells(leak)}: {_do(leak)}"


def told(leak: Leak) -> Told:
    """Return the same as people read it in the list of traps."""
    asked = "" if leak.asked else f"For moves of more than {leak.days} days {_when(leak)}: "
    what = f"{_who(leak)} ranked right {ranks(leak.auc)} on past dates, where {_honest()}."
    why = (
        f"{_tells(leak)}. A column that is filled in once the outcome is known makes chances near perfect on the past "
        "and useless for the dates to come, so neither they nor their record can be relied on."
    )
    do = _do(leak)
    return Told(NAME, asked + (what if asked else _raised(what)), why, f"{_raised(do)}.")


def speaks(leak: Leak) -> str:
    """Return who gives the chances, where the record is beyond belief and no reason to trust them."""
    who = _raised(_who(leak))
    return f"{who} gives the chances, but its record is no reason to trust them: it is too good to be true."


def before_record(leak: Leak) -> str:
    """Return what has to be read before such a record."""
    return f"This record is too good to be true. {_tells(leak)}; see What to be careful about."


def _who(leak: Leak) -> str:
    return "the table of phase and time left" if leak.method == TABLE else "the model"


def _when(leak: Leak) -> str:
    return "by the next committee" if leak.horizon == "next" else "within 12 months"


def _honest() -> str:
    return f"honest forecasts of slips reach {number(100 * HONEST[0])} to {number(100 * HONEST[1])}"


def _tells(leak: Leak) -> str:
    if leak.alone >= TELLS:
        return f"{_named(leak)} by itself ranks right {ranks(leak.alone)}"
    return f"Of what it reads, {in_sentence(leak.input)} tells the outcomes best, right {ranks(leak.alone)} by itself"


def _named(leak: Leak) -> str:
    """Return the input as a reader knows it, with the column where the two bear different names."""
    words = _raised(in_sentence(leak.input))
    return words if not leak.column or leak.column.lower() == words.lower() else f"{words} ({leak.column})"


def _do(leak: Leak) -> str:
    if leak.column:
        return f"check how {leak.column} is filled in, or leave it out in the mapping"
    if leak.input in COUNTS:
        return "check when its register is filled in, or leave that register out"
    return "check whether forecasts are moved by a fixed rule, or were corrected afterwards"


def _raised(words: str) -> str:
    return words[:1].upper() + words[1:]
