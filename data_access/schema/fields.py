"""How a register's column is declared once: its type, unit, meaning and names in the wild."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Boolean, Date, Float, Integer, Text
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine

from data_access.schema.types import Money

Kind = Literal["text", "date", "money", "number", "whole", "percent", "probability", "rag", "choice", "period", "flag"]

STORED_AS: dict[str, type[TypeEngine[Any]]] = {
    "text": Text,
    "date": Date,
    "money": Money,
    "number": Float,
    "whole": Integer,
    "percent": Float,
    "probability": Float,
    "rag": Integer,
    "choice": Text,
    "period": Date,
    "flag": Boolean,
}


@dataclass(frozen=True)
class Field:
    """One column of a register as people know it.

    `unit` is empty where there is none; `choices` holds the allowed words in their order;
    `synonyms` are headers seen elsewhere for the same thing. RAG is stored 1 (green) to 5 (red).
    """

    name: str
    title: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    key: bool = False
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


def column(
    title: str,
    kind: Kind,
    meaning: str,
    *,
    unit: str = "",
    required: bool = False,
    key: bool = False,
    choices: tuple[str, ...] = (),
    synonyms: tuple[str, ...] = (),
) -> MappedColumn[Any]:
    """Return a mapped column that carries its own description."""
    described = {
        "title": title,
        "kind": kind,
        "meaning": meaning,
        "unit": unit,
        "required": required or key,
        "key": key,
        "choices": choices,
        "synonyms": synonyms,
    }
    return mapped_column(STORED_AS[kind], nullable=not (required or key), info={"field": described})


def text(title: str, meaning: str, **more: Any) -> MappedColumn[Any]:
    """Return a text column, kept as written."""
    return column(title, "text", meaning, **more)


def day(title: str, meaning: str, **more: Any) -> MappedColumn[Any]:
    """Return a calendar date column."""
    return column(title, "date", meaning, **more)


def money(title: str, meaning: str, **more: Any) -> MappedColumn[Any]:
    """Return a money column in minor units of the portfolio's currency."""
    return column(title, "money", meaning, unit="currency of the portfolio", **more)


def choice(title: str, meaning: str, *choices: str, **more: Any) -> MappedColumn[Any]:
    """Return a column that holds one of the given words."""
    return column(title, "choice", meaning, choices=choices, **more)


def rag(title: str, meaning: str, **more: Any) -> MappedColumn[Any]:
    """Return a status column on the ordered scale 1 (green) to 5 (red)."""
    return column(title, "rag", meaning, unit="1 green to 5 red", **more)
