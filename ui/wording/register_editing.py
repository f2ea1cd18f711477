"""Words by which people change the rows of a register: heads of columns, what to do, what was saved."""

from datetime import date
from typing import Final

from data_access.schema.fields import Field
from services.register_rows import Kept
from services.row_keys import NUMBERED
from services.row_rules import PERIOD_KINDS
from ui.wording.formats import count, day

SHORT: Final = 8
OPEN_OR_CLOSED: Final = ("Open", "Closed")
CLOSED_BY: Final = {
    "risks": "To close one, set Status to Closed and Closed to the day.",
    "issues": "To close one, set Status to Closed and Closed to the day.",
    "reviews": "To close one, set Closed to the day.",
    "decisions": "A decision waits until Taken holds a day.",
    "milestones": "A milestone is reached once Actual date holds a day.",
    "gates": "A gate is over once Held holds a day.",
}


def head(field: Field, currency: str) -> str:
    """Return what stands above a column.

    >>> from data_access.schema import REGISTERS
    >>> risks = REGISTERS["risks"].by_name
    >>> [head(risks[name], "USD") for name in ("impact_cost", "impact_days", "impact", "probability")]
    ['Impact on cost, USD', 'Impact on days', 'Impact, 1 to 5', 'Probability']
    """
    unit = currency if field.kind == "money" else field.unit
    return f"{field.title}, {unit}" if unit and len(unit) <= SHORT and unit not in field.title.lower() else field.title


def meaning(field: Field, register: str) -> str:
    """Return what a column holds, with its unit and whether it may stay empty."""
    words = f"{field.meaning}."
    if field.unit and field.kind != "money":
        words += f" Unit: {field.unit}."
    if field.name == NUMBERED.get(register, ("", ""))[0]:
        return f"{words} Left empty in a new row, it becomes the next number."
    return f"{words} Every row needs it." if field.required else words


def choices(field: Field) -> tuple[str, ...]:
    """Return the words to choose from, empty where anything may be written."""
    if field.name == "period_kind":
        return PERIOD_KINDS
    return OPEN_OR_CLOSED if field.meaning == "open or closed" else field.choices


def choice(option: object) -> str:
    """Return a word to choose as tables show it.

    >>> choice("finish-to-start")
    'Finish-to-start'
    """
    words = str(option)
    return words[:1].upper() + words[1:]


def how(register: str, as_of: date) -> str:
    """Return what to do, and from when it counts."""
    told = [f"What you save counts from {day(as_of)} on.", "New rows go at the bottom."]
    if register in NUMBERED:
        told.append("Leave the key of a new row empty and it gets the next number.")
    if register in CLOSED_BY:
        told.append(CLOSED_BY[register])
    told.append("To take a row out, tick it at its left end and delete it; earlier dates keep it.")
    return " ".join(told)


def saved(kept: Kept, title: str, as_of: date) -> str:
    """Return what was saved.

    >>> saved(Kept(1, ("R-7",), 0), "Risks", date(2026, 9, 30))
    'Risks as of 30 Sep 2026: 1 row changed, R-7 added.'
    >>> saved(Kept(0, (), 0), "Risks", date(2026, 9, 30))
    'Nothing differed, so nothing was saved.'
    """
    parts = []
    if kept.changed:
        parts.append(f"{count(kept.changed, 'row')} changed")
    if kept.added:
        parts.append(f"{' and '.join(kept.added) if len(kept.added) < 3 else count(len(kept.added), 'row')} added")
    if kept.removed:
        parts.append(f"{count(kept.removed, 'row')} taken out")
    return f"{title} as of {day(as_of)}: {', '.join(parts)}." if parts else "Nothing differed, so nothing was saved."
