"""What of a link to the Budget page could not be followed, in one sentence."""

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from ui.wording.formats import count, shortened

MOST, WIDTH = 5, 60
TOTAL, IN, OUT = "budget_total", "budget_in", "budget_out"
OFF, RULES = "budget_off", "budget_rules"
# What a control is called where its parameter cannot be followed; those of one kind by how their names begin.
LISTS: Final[Mapping[str, str]] = {
    "budget_years": "no year {} can have a limit",
    "budget_also": "there is no limit {}",
    "budget_live": "{} is no option of projects at work",
    "budget_partial": "{} is not among the new projects that can be funded in part",
    "budget_shifted": "{} is not among the projects that can start later",
}
CONTROLS: Final[Mapping[str, str]] = {
    "budget_exact": "the exact total",
    "budget_value": "what counts as value",
    "budget_rate": "the discount rate",
    "budget_delay": "when benefits come",
    "budget_inherit": "the share of value passed on",
    "budget_rating_": "the rating of a category",
    "budget_keep": "whether what is funded stays",
    "budget_shared": "whether years share the total",
    "budget_carry": "whether money is carried over",
    "budget_reserve": "whether the rest of a stage is set aside",
    "budget_held": "what is held for risk",
    "budget_reduce_": "an option of projects",
    "budget_loss": "the value lost by a later start",
    "budget_year_": "the limit of a year",
    "budget_amount_": "a further limit",
}


@dataclass(frozen=True)
class Projects:
    """Names of the projects on the page: all, those above the line, and those that must be in."""

    known: Set[str]
    above: Set[str]
    inside: Set[str]


def told(missed: Sequence[tuple[str, str]], projects: Projects, rules_off: int = 0, rules_unread: int = 0) -> str:
    """Return what could not be followed and what stands instead; "" where all was.

    Parameters
    ----------
    missed : pairs of a parameter and the text it gives.
    rules_off : rules switched off that are not among those of the page.
    rules_unread : rules stated by hand that cannot be read.

    >>> told([("budget_total", "abc")], Projects(set(), set(), set()))
    'Of this link, 1 thing could not be followed: the total "abc" is no number, so the usual total stands.'
    """
    parts = [_one(control, value, projects) for control, value in missed]
    if rules_unread:
        which = count(rules_unread, "rule")
        parts.append(
            f"{which} stated by hand cannot be read, so {'it does' if rules_unread == 1 else 'they do'} not hold"
        )
    if rules_off:
        verb = "is" if rules_off == 1 else "are"
        parts.append(f"{count(rules_off, 'rule')} switched off {verb} not among the rules here")
    if not parts:
        return ""
    more = [f"and {len(parts) - MOST} more"] if len(parts) > MOST else []
    return f"Of this link, {count(len(parts), 'thing')} could not be followed: {'; '.join(parts[:MOST] + more)}."


def _one(control: str, value: str, projects: Projects) -> str:
    quoted = f'"{shortened(value, WIDTH)}"'
    if control == TOTAL:
        why = "lies outside what can be chosen" if is_number(value) else "is no number"
        return f"the total {quoted} {why}, so the usual total stands"
    if control in (IN, OUT):
        return _project(control, quoted, value, projects)
    if control in LISTS:
        return LISTS[control].format(quoted)
    called = next(words for begins, words in CONTROLS.items() if control.startswith(begins))
    return f"{called} cannot be {quoted}, so the usual stands"


def _project(control: str, quoted: str, value: str, projects: Projects) -> str:
    if value in projects.above:
        return f"{value} stands above the line in any case" + (", so it cannot be out" if control == OUT else "")
    if control == OUT and value in projects.inside:
        return f"{value} must be in, so it cannot be out as well"
    if value in projects.known:
        return f"{value} is not among the projects that can be decided by hand here"
    return f"project {quoted} is not among the candidates"


def is_number(text: str) -> bool:
    """Return whether a text of an address is a number at all.

    >>> is_number("1.5"), is_number("abc"), is_number("nan")
    (True, False, False)
    """
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
