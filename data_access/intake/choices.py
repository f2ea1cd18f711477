"""How the values of a column are written: order of day and month, decimal sign, unit, percent scale."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, replace

from data_access.intake.dates import Order
from data_access.intake.facts import ColumnFacts
from data_access.intake.headers import unit_of
from data_access.intake.mapping import AS_OF, ColumnMapping
from data_access.intake.numbers import COMMA, DOT
from data_access.schema import Register

DateChoices = Order | Table[str, Order] | None
DECIDED: tuple[Order, ...] = ("day first", "month first")


@dataclass(frozen=True)
class FileDates:
    """What all date columns of a file say together.

    `contradiction` tells of a column that holds both orders: then no value that fits both can be trusted.
    `common` is the one order that all columns which decide by themselves agree on, with one of them.
    """

    contradiction: str = ""
    common: Order = ""
    decided_by: str = ""


def file_dates(facts: dict[str, ColumnFacts]) -> FileDates:
    """Return what the date columns of a file say together, mapped or not."""
    decided: dict[Order, str] = {}
    for header, found in facts.items():
        if found.dates.day_first and found.dates.month_first:
            return FileDates(
                f"{header} holds {found.dates.day_example}, which is day first, "
                f"and {found.dates.month_example}, which is month first"
            )
        if found.dates.order in DECIDED:
            decided.setdefault(found.dates.order, header)
    if len(decided) != 1:
        return FileDates()
    ((common, header),) = decided.items()
    return FileDates("", common, header)


def with_choices(
    column: ColumnMapping,
    facts: dict[str, ColumnFacts],
    register: Register,
    together: FileDates,
    chosen: DateChoices,
    remembered: ColumnMapping | None,
) -> ColumnMapping:
    """Return the column with its choices decided as far as its values, its header and earlier choices allow."""
    found = facts[column.header]
    kind = "date" if column.column == AS_OF else register.by_name[column.column].kind if column.column else ""
    if kind == "date":
        return _dated(column, found, together, chosen, remembered)
    if kind in ("money", "number", "whole", "percent", "probability"):
        column = _noted(column, facts)
    if kind == "money":
        unit = unit_of(column.header)
        multiplier = remembered.multiplier if remembered else str(unit.multiplier)
        return replace(column, multiplier=multiplier, currency=unit.currency)
    if kind in ("percent", "probability"):
        return _scaled(column, found, remembered)
    return column


def _dated(
    column: ColumnMapping,
    found: ColumnFacts,
    together: FileDates,
    chosen: DateChoices,
    remembered: ColumnMapping | None,
) -> ColumnMapping:
    own = found.dates.order
    wanted = chosen.get(column.header, "") if isinstance(chosen, Table) else (chosen or "")
    if own == "":
        return column
    if own in DECIDED and not (together.contradiction and found.dates.both):
        example = found.dates.day_example or found.dates.month_example
        return replace(column, order=own, choice_reason=f"{example} can only be {own}")
    if wanted in DECIDED:
        return replace(column, order=wanted, choice_reason="chosen by the analyst")
    if together.contradiction:
        return replace(column, order="undecided", choice_reason=together.contradiction)
    if remembered is not None and remembered.order in DECIDED:
        return replace(column, order=remembered.order, choice_reason="as remembered; its values fit both orders")
    if together.common:
        reason = f"its values fit both orders; read {together.common} like {together.decided_by}"
        return replace(column, order=together.common, choice_reason=reason, borrowed=True)
    if found.dates.is_faint:
        example = found.dates.day_example or found.dates.month_example
        reason = f"only few values decide, such as {example}; {found.dates.both:,} fit both orders"
        return replace(column, order="undecided", choice_reason=reason)
    return replace(column, order="undecided", choice_reason="its values fit both orders")


def _noted(column: ColumnMapping, facts: dict[str, ColumnFacts]) -> ColumnMapping:
    """Return the column with the decimal sign of its values, or of the file's other columns where they are silent."""
    own = facts[column.header].notation
    if own.mixed:
        reason = f"{own.dot} values only fit a decimal point, {own.comma} only a decimal comma"
        return replace(column, notation=own.notation, choice_reason=reason)
    if own.dot or own.comma or not own.ambiguous_dots:
        return replace(column, notation=own.notation)
    commas = [header for header, found in facts.items() if found.notation.comma and not found.notation.mixed]
    points = [header for header, found in facts.items() if found.notation.dot and not found.notation.mixed]
    if commas and not points:
        reason = f"the point groups thousands, as {commas[0]} writes a decimal comma"
        return replace(column, notation=COMMA, choice_reason=reason, borrowed=True)
    return replace(column, notation=DOT, choice_reason="the point is read as the decimal sign", borrowed=not points)


def _scaled(column: ColumnMapping, found: ColumnFacts, remembered: ColumnMapping | None) -> ColumnMapping:
    if found.above_one:
        return replace(column, percent_of=100, choice_reason="values above 1 occur: read as 0 to 100")
    if found.fractions:
        return replace(column, percent_of=1, choice_reason="all values lie between 0 and 1: read as shares")
    if remembered is not None:
        return replace(column, percent_of=remembered.percent_of, choice_reason="as remembered")
    return replace(column, percent_of=100, choice_reason="read as 0 to 100")
