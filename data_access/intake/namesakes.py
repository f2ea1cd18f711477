"""Columns that bear the name of a register's column and are not read as it: another won, or few values fit."""

from collections.abc import Sequence
from typing import Final

from data_access.intake import money
from data_access.intake.findings import Refusal, Warning
from data_access.intake.headers import normalised, without_brackets
from data_access.intake.mapping import ColumnMapping, Mapping
from data_access.intake.proposal import CHANGE, likeness
from data_access.schema import Field, Register

SAME_MEANING: Final = "two columns of one meaning"
NOT_READ_AS_MONEY: Final = "not read as money"
SURE: Final = 0.9
BY_A_PERSON: Final = ("chosen", "as remembered")
EXAMPLES: Final = 2
FEWEST, MOST = 3, 0.25


def namesake_warnings(mapping: Mapping, register: Register) -> list[Warning]:
    """Return warnings about columns kept under their own names that are called like a column of the register.

    Where another column was taken for it, which one won; where it holds money in words that were not read, an
    example. What a person decided is not told again.
    """
    found = []
    for column in (one for one in mapping.columns if one.column is None and one.samples):
        field = _meant(column.header, register)
        if field is None:
            continue
        won = mapping.of_column(field.name)
        if won is not None and not any(told in column.reason for told in BY_A_PERSON):
            text = f'{field.title} is read from "{won.header}"; "{column.header}" is kept under its own name'
            found.append(Warning(SAME_MEANING, field.name, f"{text}, with values such as {_shown(column)}."))
        elif won is None and field.kind == "money":
            text = f'"{column.header}" was not read as amounts, with values such as {_shown(column)}'
            found.append(Warning(NOT_READ_AS_MONEY, field.name, f"{text}."))
    return found


def unread_warnings(emptied: Sequence[Refusal], mapping: Mapping, register: Register, rows: int) -> list[Warning]:
    """Return a warning for each column of money most of whose values were emptied, as they are no amounts.

    `rows` is how many rows are loaded.
    """
    found = []
    for column in mapping.mapped:
        field = register.by_name[column.column or ""]
        texts = [one.value for one in emptied if one.column == column.header and one.rule == money.NOT_AN_AMOUNT]
        if field.kind == "money" and len(texts) >= max(FEWEST, MOST * rows):
            shown = " and ".join(f'"{text}"' for text in list(dict.fromkeys(texts))[:EXAMPLES])
            text = (
                f'{len(texts):,} values of "{column.header}" were not read as amounts and are emptied, such as {shown}.'
            )
            found.append(Warning(NOT_READ_AS_MONEY, field.name, text))
    return found


def _meant(header: str, register: Register) -> Field | None:
    """Return the register's column that a header surely names, None where it names none."""
    names = (normalised(header), without_brackets(header))
    if CHANGE.search(names[0]):
        return None
    best = max(register.fields, key=lambda field: likeness(names, field)[0])
    return best if likeness(names, best)[0] >= SURE else None


def _shown(column: ColumnMapping) -> str:
    return " and ".join(f'"{text}"' for text in column.samples[:EXAMPLES])
