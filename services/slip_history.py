"""The reported history as the slip methods read it: evidence only, with what other registers held at each report."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd

from models import slip_counts
from models.slip_inputs import REGISTER_COLUMNS
from services import states
from services.access import Scope
from services.seen import looking

REGISTERS: Final = ("projects", *slip_counts.COLUMNS)
"""The registers that the slip model looks at."""


def evidence(scope: Scope, until: date, columns: Sequence[str]) -> pd.DataFrame:
    """Return the reports of all projects shown that count as evidence: none carried forward, no sums of others."""
    wanted = list(dict.fromkeys(["parent_key", *columns]))
    reported = states.history(scope, until, wanted)
    return reported[~reported["project_key"].isin(set(reported["parent_key"].dropna()))]


def with_registers(scope: Scope, until: date) -> pd.DataFrame:
    """Return the evidence with every column the slip model looks at, those of other registers included."""
    reported = evidence(scope, until, REGISTER_COLUMNS)
    rows = {}
    with looking(scope) as (work, facts):
        newest = states.renamed(work, facts)
        for name, columns in slip_counts.COLUMNS.items():
            wanted = [*columns, "valid_from", "valid_to"]
            held = work.registers.history(facts.id, name, until, facts.minor_digits, wanted)
            keys = held["project_key"].map(lambda key: newest.get(key, key)) if newest else held["project_key"]
            rows[name] = held.assign(project_key=keys)
    return slip_counts.counted(reported, rows)
