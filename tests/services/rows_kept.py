"""Rows of a town's projects kept in their registers, as the tests of that keep and read them."""

import pandas as pd
import pytest

from services import access, project_registers, register_rows
from services.access import Actor, Scope
from services.register_rows import Kept
from services.row_plan import Line
from services.row_rules import RowsRefused
from tests.services import town
from tests.services.people_met import OPERATOR

JUNE = town.JUNE
RISK = {"project_key": "W5", "risk_key": "K1", "direction": "threat", "probability": 0.5, "impact_cost": 12e6,
        "status": "open"}  # fmt: skip


def now() -> Scope:
    return access.scope(OPERATOR, "town")


def keep(*lines: Line, register: str = "risks", project: str = "W5", who: Actor = town.ME, **more) -> Kept:
    return register_rows.keep(who, now(), register, JUNE, project, lines, **more)


def new(**values: object) -> Line:
    return Line(None, values)


def changed(seen: dict[str, object], **values: object) -> Line:
    return Line(seen, {**seen, **values})


def held(register: str = "risks", project: str = "W5") -> pd.DataFrame:
    tables = project_registers.tables(now(), [project], "", JUNE)
    return next((table.rows for table in tables if table.name == register), pd.DataFrame())


def problems(*lines: Line, **more) -> list[tuple[str, str]]:
    before = now()
    with pytest.raises(RowsRefused) as refused:
        keep(*lines, **more)
    assert now() == before
    assert all(one.rule and one.repair for one in refused.value.problems)
    return [(one.row, one.column) for one in refused.value.problems]


PERIOD = {"period_start": "2026-07-01", "period_kind": "fiscal year"}
