"""What a training leaves for each date: rows and record as pages read them, by the method the gate allowed then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from models.slip_baselines import MODEL, TABLE
from models.slip_eligibility import ELIGIBLE, NOT_ENOUGH_HISTORY
from models.slip_gate import REASONS
from models.slip_past_records import PastRecords
from models.slip_run import ModelRun
from models.slip_table import SlipTable
from services import slip_store

METHODS_SAID: Final = (MODEL, "table", "base_rate")
"""Columns beside the chance: what each of these would have said."""
CELL: Final = ("n", "moved", "low", "high")


@dataclass(frozen=True)
class Told:
    """One date as it is stored: rows as of `slip_store.Said` with `METHODS_SAID`, and the record as plain values."""

    made_on: date
    rows: pd.DataFrame
    record: dict[str, Any]


def told(run: ModelRun, quick: dict[date, tuple[pd.DataFrame, dict[str, Any]]]) -> Iterator[Told]:
    """Yield what is said of each date, on the rows and counts that were worked out of it before.

    A date of which the run says nothing, for nothing fresh was reported, stays as it is.
    """
    records = PastRecords(run.record)
    said = dict(tuple(run.predictions.groupby("as_of", sort=False)))
    gates = {pd.Timestamp(gate["as_of"]).date(): gate for gate in run.gates.to_dict("records")}
    for made_on, (rows, record) in sorted(quick.items()):
        gate, moment = gates.get(made_on), pd.Timestamp(made_on)
        if gate is None:
            yield Told(made_on, rows, record)
        else:
            made = _rows(rows, record, said.get(moment), str(gate["method"]))
            yield Told(made_on, made, record | _record(run, records, moment, gate))


def _rows(rows: pd.DataFrame, record: dict[str, Any], said: pd.DataFrame | None, method: str) -> pd.DataFrame:
    """Return the rows with the chance by the method, and the counts of the cell that the sentence tells of."""
    rows = rows[list(slip_store.ROWS)].copy()
    keys = rows["project_key"].astype(str)
    for name in ("probability", *METHODS_SAID):
        values = None if said is None else said.set_index(said["project_key"].astype(str)).get(name)
        rows[name] = float("nan") if values is None else keys.map(values).astype(float)
    rows[list(CELL)] = float("nan")
    if record.get("table") and method in (MODEL, TABLE):
        cells = SlipTable.from_dict(record["table"]).predict(rows)
        has_chance = rows["probability"].notna()
        rows[list(CELL)] = cells[list(CELL)].astype(float).where(has_chance)
    without = rows["probability"].isna() & (rows["reason"] == ELIGIBLE)
    rows["reason"] = rows["reason"].mask(without, NOT_ENOUGH_HISTORY)
    rows["reason"] = rows["reason"].mask(rows["probability"].notna(), ELIGIBLE)
    return rows


def _record(run: ModelRun, records: PastRecords, moment: pd.Timestamp, gate: dict[str, Any]) -> dict[str, Any]:
    """Return the record at a date; that of the newest date is the run's own, with segments and intervals."""
    method = str(gate["method"])
    newest = moment >= run.model_from
    backtest = run.record if newest else records.until(moment, method or TABLE)
    fitted = gate["fitted"]
    return {
        **slip_store.backtest_record(backtest),
        "method": method,
        "note": REASONS[gate["reason"]],
        "gate": str(gate["reason"]),
        "base_rate": slip_store.without_nan(float(gate["base_rate"])),
        "training_pairs": int(gate["training_pairs"]),
        "correlation": 1 - (1 - records.correlation(moment, method)) * (1 - float(gate.get("unsure") or 0.0)),
        "fitted": None if pd.isna(fitted) else pd.Timestamp(fitted).date().isoformat(),
        "model": None,
    }
