"""Columns of a table as people read them: words for the head, a kind that fixes how cells are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ui.blocks.status import status_step
from ui.theme import LIGHT, STATUS_WORDS
from ui.wording import formats

Kind = Literal["text", "money", "days", "percent", "chance", "number", "count", "date", "status", "link", "trend"]
Width = Literal["small", "medium", "large"] | int


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `field` is the frame's column, `label` what stands above it; `kind` fixes the cells: money in currency units,
    days as numbers, percent and chance as shares of one (a chance is drawn as a bar), status as 1 to 5 or a letter,
    link as an address, trend as a list of numbers.
    """

    field: str
    label: str
    kind: Kind = "text"
    help: str = ""
    width: Width | None = None
    digits: int = 0
    pinned: bool = False


def shown(frame: pd.DataFrame, columns: Sequence[Column], currency: str) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the frame as drawn and the column configuration, keyed by the words above each column.

    Raises KeyError for a column the frame does not have.
    """
    drawn: dict[str, Any] = {}
    config: dict[str, Any] = {}
    for column in columns:
        values = frame[column.field]
        if column.kind == "money":
            divisor, unit = formats.money_scale(values)
            sign = formats.symbol(currency).strip()
            label = f"{column.label}, {sign}{' ' if len(sign) > 1 and unit else ''}{unit}".rstrip(", ")
            drawn[label] = values.astype(float) / divisor
        else:
            label = column.label
            drawn[label] = _cells(values, column.kind)
        config[label] = _config(column, label)
    return pd.DataFrame(drawn, index=frame.index), config


def coloured_status(config: dict[str, Any], columns: Sequence[Column]) -> dict[str, Any]:
    """Return the configuration with status letters on their colours.

    The grid writes the letters in white on anything but pale colours, so the dark steps are used in both themes.
    """
    options = [step for step in STATUS_WORDS if step != "none"]
    colours = [LIGHT.status_text[step] for step in options]
    for column in columns:
        if column.kind == "status":
            config[column.label] = st.column_config.MultiselectColumn(
                column.label, help=_status_help(column), options=options, color=colours, width=column.width or "small"
            )
    return config


def _status_help(column: Column) -> str:
    legend = "G green, A/G amber to green, A amber, A/R amber to red, R red; a dash: not reported."
    return f"{column.help} {legend}".strip()


def _cells(values: pd.Series, kind: Kind) -> Any:
    if kind == "text":
        return values.map(formats.text)
    if kind == "status":
        steps = values.map(status_step)
        return steps.map(lambda step: [formats.DASH] if step == "none" else [step])
    if kind in ("percent", "chance"):
        return values.astype(float) * 100
    if kind == "date":
        return pd.to_datetime(values)
    if kind in ("days", "number", "count"):
        return values.astype(float)
    return values


def _config(column: Column, label: str) -> Any:
    told: dict[str, Any] = {"help": column.help or None, "width": column.width, "pinned": column.pinned or None}
    kinds = st.column_config
    if column.kind == "money":
        return kinds.NumberColumn(label, format="%,.1f", **told)
    if column.kind == "chance":
        return kinds.ProgressColumn(label, format="%.0f%%", min_value=0.0, max_value=100.0, **told)
    if column.kind == "date":
        return kinds.DateColumn(label, format="D MMM YYYY", **told)
    if column.kind == "link":
        return kinds.LinkColumn(label, display_text="Open", **told)
    if column.kind == "trend":
        return kinds.LineChartColumn(label, **told)
    number_formats = {
        "days": "%+,d",
        "percent": f"%.{column.digits}f%%",
        "number": f"%,.{column.digits}f",
        "count": "%,d",
    }
    if column.kind in number_formats:
        return kinds.NumberColumn(label, format=number_formats[column.kind], **told)
    return kinds.TextColumn(label, **told)
