"""Why a status was computed as it was, in plain words."""

from collections.abc import Mapping
from typing import Any

from ui.wording.formats import MINUS, count, is_missing, money, number, percent

AMBER = 3


def evidence(row: Mapping[str, Any], currency: str) -> list[str]:
    """Return what the computed status rests on, the parts that are amber or worse, in a few words each.

    `row` holds the evidence (late_days, spi, cpi, over_budget_share, over_budget, exposure, exposure_share,
    periods_behind) and the computed status per dimension as `found_<dimension>`.
    """
    said: list[str] = []
    if _bad(row, "schedule"):
        said += _schedule(row)
    if _bad(row, "cost"):
        said += _cost(row, currency)
    if _bad(row, "risk"):
        said.append(
            f"open risks of {money(row['exposure'], currency)}, {percent(row['exposure_share'])} of the forecast cost"
        )
    if _bad(row, "reporting"):
        said.append(f"no report for {count(int(row['periods_behind']), 'period')}")
    return said


def late(days: float) -> str:
    """Return how late a forecast is against the approved date.

    >>> late(95), late(-1)
    ('95 days late', '1 day early')
    """
    whole = round(abs(days))
    return f"{number(whole)} {'day' if whole == 1 else 'days'} {'late' if days > 0 else 'early'}"


def _schedule(row: Mapping[str, Any]) -> list[str]:
    said = []
    if not is_missing(row["late_days"]) and row["late_days"] > 0:
        said.append(f"{late(row['late_days'])} against its approved date")
    if not is_missing(row["spi"]) and row["spi"] < 1:
        said.append(f"work earned is {percent(row['spi'])} of plan")
    return said


def _cost(row: Mapping[str, Any], currency: str) -> list[str]:
    said = []
    share = row["over_budget_share"]
    if not is_missing(share) and share > 0:
        said.append(f"forecast {percent(share)} over budget ({money(row['over_budget'], currency, signed=True)})")
    if not is_missing(row["cpi"]) and row["cpi"] < 1:
        said.append(f"spends more than it earns (CPI {number(row['cpi'], 2).replace(MINUS, '-')})")
    return said


def _bad(row: Mapping[str, Any], dimension: str) -> bool:
    found = row[f"found_{dimension}"]
    return not is_missing(found) and found >= AMBER
