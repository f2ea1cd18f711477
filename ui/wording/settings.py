"""What the settings of a portfolio do, in words."""

import calendar
from dataclasses import dataclass

MONTHS = {month: calendar.month_name[month] for month in range(1, 13)}
LABELS = {
    "ask": "not decided: files that write FY24 are refused",
    "start": "the year it starts in",
    "end": "the year it ends in",
}


@dataclass(frozen=True)
class Threshold:
    """A threshold: its name in the portfolio, what it is called, its step, and what it does."""

    name: str
    title: str
    step: float
    does: str


THRESHOLDS = (
    Threshold("schedule_amber_days", "Days late, amber above", 1.0, "Computed status of the schedule turns amber."),
    Threshold("schedule_red_days", "Days late, red above", 1.0, "It turns red; the headline counts these as late."),
    Threshold("cost_amber_percent", "Over budget in %, amber above", 1.0, "Computed status of cost turns amber."),
    Threshold("cost_red_percent", "Over budget in %, red above", 1.0, "It turns red."),
    Threshold("index_amber", "SPI and CPI, amber below", 0.01, "Either index below this turns its status amber."),
    Threshold("index_red", "SPI and CPI, red below", 0.01, "Either index below this turns it red."),
    Threshold("exposure_amber_percent", "Risk exposure in % of forecast cost, amber above", 1.0, "Risk turns amber."),
    Threshold("exposure_red_percent", "Risk exposure in % of forecast cost, red above", 1.0, "Risk turns red."),
    Threshold("top_objectives", "Objectives counted as the top", 1.0, "The share of money on the top objectives."),
)


def finding(name: str, currency: str, month: int, is_fixed: bool) -> str:
    """Return what holds for a portfolio, as the headline."""
    fixed = "; both are fixed, for data exist" if is_fixed else ""
    return f"{name} counts in {currency}, with fiscal years from {MONTHS[month]}{fixed}."


def key_of(name: str) -> str:
    """Return the key proposed for a portfolio's name.

    >>> key_of("Capital Programme 2026 (North)"), key_of("")
    ('capital-programme-2026-north', '')
    """
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name.lower()).split()
    return "-".join(words)[:40].strip("-")
