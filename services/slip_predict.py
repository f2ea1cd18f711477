"""The predictions of a date as the command line tells them: chances, days, and the record that stands beside them."""

from dataclasses import asdict
from datetime import date
from typing import Any, Final

import pandas as pd

from models.slip_pairs import Horizon
from services import slip, slip_coverage, slip_ground, slip_view
from services.access import Scope
from services.slip_store import without_nan

FAR: Final = slip_coverage.ROWS[1:]
RECORD: Final = ("n", "base_rate", "auc", "skill", "precision_top")


def predict(scope: Scope, as_of: date, horizon: Horizon, days: int) -> dict[str, Any]:
    """Return what `services.slip.predict` does, with the days of each project, the method and its record.

    Per project come ``p50_days`` and ``p80_days`` (half and eight in ten of such forecasts move later by no more) and
    ``chance_30`` and ``chance_90``; None without a prediction. ``method`` and ``note`` say what speaks and why,
    ``record`` how it did (None where it has none), ``days_record`` how often past moves stayed within the days shown.
    ``lack`` says what is missing where nothing speaks (`services.slip_view.Lack`), else None.
    """
    told = slip.predict(scope, as_of, horizon, days)
    record = slip.record(scope, as_of, horizon, days)
    scored = (record.get("methods") or {}).get(record.get("method"))
    moves, held = _moves(scope, as_of, horizon)
    nothing = dict.fromkeys(FAR)
    reasons = pd.Series([row["reason_none"] for row in told["projects"]], dtype=object)
    lack = None if record.get("method") else slip_view.lack_of(scope, as_of, horizon, days, record, reasons)
    rows = [row | moves.get(str(row["project_key"]), nothing) for row in told.pop("projects")]
    return dict(
        without_nan(
            told
            | {
                "method": record.get("method", ""),
                "note": record.get("note", ""),
                "record": None if scored is None else {name: scored[name] for name in RECORD},
                "days_record": held,
                "lack": None if lack is None else asdict(lack),
                "projects": rows,
            }
        )
    )


def _moves(scope: Scope, as_of: date, horizon: Horizon) -> tuple[dict[str, dict[str, float]], dict[str, Any] | None]:
    """Return the days of each project with a chance by its key, and how days said before held; None where unjudged."""
    ground = slip_ground.ground(scope, as_of, horizon)
    if ground is None or ground.states.empty:
        return {}, None
    held = slip_coverage.coverage(scope, ground)
    rows = slip_coverage.days(ground, held.levels).set_index("project_key")
    moves = {str(key): {name: float(row[name]) for name in FAR} for key, row in rows.iterrows()}
    return moves, _held(held.told) if held.judged else None


def _held(told: pd.DataFrame) -> dict[str, Any]:
    shown = told.set_index("level")["shown"]
    return {"n": int(told["n"].max()), "within_50": float(shown[0.5]), "within_80": float(shown[0.8])}
