"""The data dictionary, derived from the registers."""

from collections.abc import Iterable

import pandas as pd

from data_access.schema import REGISTERS, Field, Register

COLUMNS = ["Register", "Column", "Meaning", "What it holds", "Required", "Also known as"]
KINDS = {
    "text": "Text",
    "date": "Date",
    "money": "Amount of money",
    "number": "Number",
    "whole": "Whole number",
    "percent": "Percentage",
    "probability": "Probability",
    "rag": "Status: green, amber-green, amber, amber-red or red",
    "period": "Month, quarter or fiscal year",
    "flag": "Yes or no",
}


def dictionary(registers: Iterable[Register] = tuple(REGISTERS.values())) -> pd.DataFrame:
    """Return one row per column of every register: register, column, meaning, what it holds, required, other names."""
    rows = [
        (
            register.title,
            field.title,
            field.meaning,
            kind_told(field),
            "key" if field.key else "yes" if field.required else "",
            ", ".join(field.synonyms),
        )
        for register in registers
        for field in register.fields
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def kind_told(field: Field) -> str:
    """Return what a field holds, in words."""
    if field.choices:
        return f"One of: {', '.join(field.choices)}"
    unit = f", {field.unit}" if field.unit and field.kind not in ("rag", "money") else ""
    return f"{KINDS[field.kind]}{unit}"
