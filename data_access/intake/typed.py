"""A table of texts as typed columns of a register, with a note for every value a reader would not expect."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data_access.intake import periods
from data_access.intake.findings import refuse_file
from data_access.intake.mapping import AS_OF, Mapping
from data_access.intake.tables import RawTable
from data_access.intake.values import REPAIRS, ColumnValues, PortfolioFacts, read_column
from data_access.schema import Field, Register

AS_OF_FIELD = Field(AS_OF, "Status date", "date", "The day the row speaks of")


@dataclass(frozen=True)
class Typed:
    """Typed rows in the order of the file.

    `frame` has the register's columns that the file holds, then `source_row` and `extra`; `as_of` is the
    status date of each row (datetime64[s], NaT where missing).
    """

    frame: pd.DataFrame
    as_of: np.ndarray
    columns: list[ColumnValues] = dataclass_field(default_factory=list)


def typed_rows(
    raw: RawTable, mapping: Mapping, register: Register, portfolio: PortfolioFacts, as_of: date | None
) -> Typed:
    """Return the rows of a table read by a mapping.

    Raises
    ------
    FileRefused
        Where nobody has said which year a fiscal label names.
    """
    rates = mapping.conversion_rates
    columns = []
    for mapped in mapping.mapped:
        codes, distinct = raw.factorized(mapped.header)
        field = register.by_name[mapped.column or ""]
        columns.append(read_column(field, mapped, codes, distinct, portfolio, rates, typed=raw.typed))
    _check_labels(raw.file_name, columns)
    held = {values.field.name: values.per_row for values in columns}
    held.update(_period_kinds(columns, held, portfolio))
    order = [field.name for field in register.fields if field.name in held]
    index = pd.RangeIndex(len(raw.frame))
    frame = pd.DataFrame({name: _series(held[name], index) for name in order}, index=index)
    frame["source_row"] = raw.source_rows
    frame["extra"] = pd.Series(_extra(raw, mapping), index=index, dtype=object)
    dated = _dated(raw, mapping, portfolio, columns)
    if dated is None:
        dated = np.full(len(frame), np.datetime64(as_of, "s") if as_of else np.datetime64("NaT"), dtype="M8[s]")
    return Typed(frame, dated, columns)


def _check_labels(file_name: str, columns: list[ColumnValues]) -> None:
    """Refuse the file where a period such as FY24 could be either of two years."""
    for values in columns:
        if values.field.kind == "period" and periods.LABEL_UNDECIDED in values.reasons:
            example = values.written[values.reasons.index(periods.LABEL_UNDECIDED)]
            repair = REPAIRS[periods.LABEL_UNDECIDED]
            raise refuse_file(file_name, periods.LABEL_UNDECIDED, repair, column=values.header, value=example)


def _series(values: Any, index: pd.Index) -> pd.Series:
    """Return a column that keeps objects as objects: pandas would make texts of them, and NaN of None."""
    return pd.Series(values, index=index, dtype=values.dtype)


def _dated(
    raw: RawTable, mapping: Mapping, portfolio: PortfolioFacts, columns: list[ColumnValues]
) -> np.ndarray | None:
    """Return the status date of each row from its column, None where the file has no such column."""
    mapped = mapping.of_column(AS_OF)
    if mapped is None:
        return None
    codes, distinct = raw.factorized(mapped.header)
    values = read_column(AS_OF_FIELD, mapped, codes, distinct, portfolio, typed=raw.typed)
    columns.append(values)
    return np.asarray(values.per_row, dtype="M8[s]")


def _period_kinds(
    columns: list[ColumnValues], held: dict[str, Any], portfolio: PortfolioFacts
) -> dict[str, np.ndarray]:
    """Return the kind of each period where the file does not say it itself."""
    for values in columns:
        if values.field.kind == "period" and "period_kind" not in held:
            kinds = np.empty(len(values.written), dtype=object)
            for position, text in enumerate(values.written):
                found = periods.parse(text, portfolio.fiscal_start_month, portfolio.fiscal_label)
                kinds[position] = None if isinstance(found, str) else found[1]
            return {"period_kind": kinds.take(values.codes)}
    return {}


def _extra(raw: RawTable, mapping: Mapping) -> np.ndarray:
    """Return for each row its unmapped texts by header, None where there are none."""
    held = np.empty(len(raw.frame), dtype=object)
    headers = mapping.unmapped
    columns = []
    for header in headers:
        codes, distinct = raw.factorized(header)
        columns.append(np.array([text.strip() for text in distinct], dtype=object).take(codes))
    for position, texts in enumerate(zip(*columns, strict=True)):
        held[position] = {header: text for header, text in zip(headers, texts, strict=True) if text} or None
    return held
