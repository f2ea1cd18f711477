"""Files of a project list with traps laid into it, and the same list without any; loaded as an analyst would."""

import numpy as np
import pandas as pd

from data_access.intake import Source
from services import access, intake, portfolios, uploads
from services.access import Scope

ME = access.Actor("tester", "admin")
MONTHLY = tuple(pd.date_range("2024-01-31", periods=18, freq="ME"))
GAPPED = (*MONTHLY[:6], *MONTHLY[10:])
LAST = MONTHLY[-1].date()
FUTURE = "Total schedule change"
PLACEHOLDER = pd.Timestamp("2031-06-30")
HEAD = f"As of,Project key,Name,Status,Forecast finish,{FUTURE}"


def clean(projects: int = 60) -> str:
    """Return a list reported every month in month ends, which keeps its finished projects; some slip, some hold."""
    return _text(MONTHLY, _finishes(projects, len(MONTHLY)), finished=5)


def trapped(projects: int = 60) -> str:
    """Return a list of survivors with a column that knows the future, unequal gaps, a placeholder and the year 2108."""
    finishes = _finishes(projects, len(GAPPED))
    finishes[: projects // 3] = PLACEHOLDER
    finishes[-1, 4] = pd.Timestamp("2108-10-21")
    return _text(GAPPED, finishes, future=True)


def load(text: str, key: str = "planted") -> Scope:
    """Load a file into a portfolio of its own and return the scope that reads it."""
    portfolios.create(ME, key, "Planted", "USD")
    view = access.scope(ME, key)
    plan = uploads.plan(ME, view, uploads.read(ME, view, Source(text.encode(), "list.csv")))
    intake.commit(ME, view, plan["hash"])
    return access.scope(ME, key)


def _finishes(projects: int, dates: int) -> np.ndarray:
    """Return the finish of each project at each date: every third project slips two months at every report."""
    start = pd.Timestamp("2027-01-31")
    moves = np.where(np.arange(projects) % 3 == 0, 2, 0)[:, None] * np.arange(dates)
    first = (np.arange(projects) * 7 % 47)[:, None]
    return np.vectorize(lambda months: start + pd.offsets.MonthEnd(months), otypes=[object])(first + moves)


def _text(dates: tuple[pd.Timestamp, ...], finishes: np.ndarray, *, finished: int = 0, future: bool = False) -> str:
    lines = [HEAD]
    for at, as_of in enumerate(dates):
        for number, row in enumerate(finishes):
            status = "completed" if number < finished else "active"
            total = (row[-1] - row[0]).days if future else ""
            named = f"P-{number:03},Project {number},{status}"
            lines.append(f"{as_of:%Y-%m-%d},{named},{row[at]:%Y-%m-%d},{total}")
    return "\n".join(lines) + "\n"
