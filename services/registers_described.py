"""The data dictionary as pages show it."""

import pandas as pd

from data_access.intake.dictionary import kind_told
from data_access.schema import REGISTERS


def dictionary() -> pd.DataFrame:
    """Return one row per column of every register, in the registers' order.

    Columns: register (its name), register_title, register_meaning, title, holds (type and unit, in words), meaning,
    required ("key", "yes" or None), also (other names it is recognised by, None where there are none).
    """
    rows = [
        {
            "register": register.name,
            "register_title": register.title,
            "register_meaning": register.meaning,
            "title": field.title,
            "holds": kind_told(field),
            "meaning": field.meaning,
            "required": "key" if field.key else "yes" if field.required else None,
            "also": ", ".join(field.synonyms) or None,
        }
        for register in REGISTERS.values()
        for field in register.fields
        if field.name != "period_kind"
    ]
    return pd.DataFrame(rows)
