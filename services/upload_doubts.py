"""What looks wrong about a file against the last report: a unit, values in another column's place, columns gone."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from data_access.intake import against_last
from data_access.intake.against_last import COLUMN_GONE as COLUMN_GONE
from data_access.intake.against_last import SWAPPED as SWAPPED
from data_access.intake.against_last import WRONG_UNIT as WRONG_UNIT
from data_access.portfolios import PortfolioFacts
from data_access.schema.registers import Register


def of_rows(
    facts: PortfolioFacts, register: Register, state: pd.DataFrame, rows: pd.DataFrame, unmapped: Sequence[str]
) -> dict[str, Any]:
    """Return what one part of a plan tells beside its changes: `doubts`, and `last_totals` of the projects it holds."""
    matched = against_last.Matched(register, state, rows)
    if not len(matched):
        return {"doubts": [], "last_totals": {}}
    found = [
        *against_last.unit_warnings(matched, partial(_amount, facts)),
        *against_last.swap_warnings(matched, rows),
        *against_last.gone_warnings(matched, unmapped, facts.minor_digits),
    ]
    told = [{"rule": one.rule, "column": one.column, "text": one.text} for one in found]
    return {"doubts": told, "last_totals": against_last.totals(matched)}


def gathered(parts: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the doubts of all dates as warnings, those of one rule and column as at the last date that has them."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for part in parts:
        rules = {(one["rule"], one["column"]) for one in part["doubts"]}
        found = {at: told for at, told in found.items() if at not in rules}
        for one in part["doubts"]:
            found.setdefault((one["rule"], one["column"]), []).append(one)
    return [one for told in found.values() for one in told]


def _amount(facts: PortfolioFacts, minor: int) -> str:
    return f"{facts.currency} {minor / 10**facts.minor_digits:,.0f}"
