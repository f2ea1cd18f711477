"""Rows to DataFrames and back, quickly and alike on both databases."""

import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import JSON, Boolean, Column, Connection, Date, Float, Integer, Select, Table, Text, select, type_coerce
from sqlalchemy.types import TypeEngine

from data_access.schema.types import Identifier, Money

OPEN_END = pd.Timestamp("9999-12-31").date()


def read(connection: Connection, columns: Sequence[Column[Any]], query: Any = None, digits: int = 2) -> pd.DataFrame:
    """Return the selected columns as a frame with settled types.

    Dates become datetime64 (empty: NaT), money becomes floats in currency units, numbers floats,
    text stays object with None. `query` is a function that adds conditions to the select.
    """
    sqlite = connection.dialect.name == "sqlite"
    selected = [
        type_coerce(column, Text).label(column.name) if sqlite and isinstance(column.type, Date | JSON) else column
        for column in columns
    ]
    statement: Select[Any] = select(*selected)
    rows = connection.execute(query(statement) if query else statement).fetchall()
    gathered = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame(
        {column.name: settled(values, column.type, digits) for column, values in zip(columns, gathered, strict=True)}
    )


def settled(values: Sequence[Any], kind: TypeEngine[Any], digits: int) -> Any:
    """Return one column's values as the array type its kind has in every frame."""
    if isinstance(kind, Date):
        return dates(values)
    if isinstance(kind, Money):
        numbers = pd.array(list(values), dtype="Int64")
        return numbers.to_numpy(dtype=float, na_value=np.nan) / 10**digits
    if isinstance(kind, Float):
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    if isinstance(kind, Boolean):
        return np.array(values, dtype=object)
    if isinstance(kind, type(Identifier) | Integer):
        if None in values:
            return np.array([np.nan if value is None else value for value in values], dtype=float)
        return np.array(values, dtype=np.int64)
    filled = np.empty(len(values), dtype=object)
    filled[:] = (
        [json.loads(value) if isinstance(value, str) else value for value in values]
        if isinstance(kind, JSON)
        else list(values)
    )
    return pd.Series(filled, dtype=object).array


def dates(values: Sequence[Any]) -> Any:
    """Return ISO texts or dates as datetime64, each distinct value read once."""
    filled = np.empty(len(values), dtype=object)
    filled[:] = list(values)
    codes, distinct = pd.factorize(filled)
    read_once = pd.to_datetime(pd.Series(distinct, dtype=object).astype(str), format="%Y-%m-%d", errors="coerce")
    known = read_once.to_numpy(dtype="datetime64[s]")
    out = np.full(len(values), np.datetime64("NaT"), dtype="datetime64[s]")
    present = codes >= 0
    out[present] = known[codes[present]]
    return out


def write(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Append the frame's rows to the table; its columns bear the table's names.

    Money must be whole minor units (Int64), `extra` JSON text, absent values NA or None. PostgreSQL is fed by COPY.
    """
    if frame.empty:
        return
    names = [name for name in frame.columns if not frame[name].isna().all()]
    plain = pd.DataFrame({name: _plain(frame[name]) for name in names})
    quoted = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "postgresql":
        buffer = io.StringIO()
        plain.to_csv(buffer, header=False, index=False, na_rep="")
        driver: Any = connection.connection.driver_connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table.name} ({quoted}) FROM STDIN WITH (FORMAT csv, NULL '')") as copy,
        ):
            copy.write(buffer.getvalue())
        return
    marks = ", ".join("?" * len(names))
    records = list(zip(*(plain[name].tolist() for name in names), strict=True))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", records)


def _plain(column: pd.Series) -> pd.Series:
    """Return the column as objects a driver understands: ISO dates, ints, floats, text, None."""
    if pd.api.types.is_datetime64_any_dtype(column):
        codes, distinct = pd.factorize(column)
        texts = np.array([*pd.DatetimeIndex(distinct).strftime("%Y-%m-%d"), None], dtype=object)
        return pd.Series(texts[codes], dtype=object)
    objects = column.astype(object)
    return pd.Series(np.where(column.isna().to_numpy(), None, objects.to_numpy()), dtype=object)
