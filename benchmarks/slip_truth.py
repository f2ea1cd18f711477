"""Print how the slip model's rolling record stands against the sample portfolio's true chances.

    python -m benchmarks.slip_truth [--portfolio sample] [--redrawn TIMES]

Reads the portfolio loaded from the sample in the configured database (`cli.py sample`), and the true chances that its
program wrote from running its own process forward. One JSON object on stdout: per question the scores of the model and
the table, their calibration line and mean distance against the truth, and the scores of the truth itself, which no
method can beat but by luck.

One portfolio is one draw of its outcomes. ``--redrawn`` asks how far a slope against the truth moves by that alone: for
the next report, every outcome is drawn anew from its true chance, so many times, and the whole record is made again;
the inputs, which tell of the moves that came, stay as they are.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from benchmarks.slip_backtest import without_nan
from data_access import reading
from models.record import calibration_line, scores
from models.slip_backtest import backtest
from models.slip_baselines import MODEL, TABLE
from models.slip_features import features
from models.slip_inputs import NAMES
from models.slip_pairs import Horizon, pairs_of
from models.slip_rolling import learned
from services import slip_history
from services.access import found, local_user, scope

SAMPLE: Final = Path(__file__).resolve().parents[1] / "sample_data"
QUESTIONS: Final[tuple[tuple[Horizon, int], ...]] = (("next", 30), ("next", 90), ("12m", 30), ("12m", 90))


def truth() -> pd.DataFrame:
    """Return the true chances, one row per project and date, keys as they are now."""
    rows = pd.read_csv(SAMPLE / "truth" / "slip_probabilities.csv.gz", parse_dates=["as_of"])
    lineage = pd.read_csv(SAMPLE / "lineage.csv")
    renamed = lineage.loc[lineage["kind"] == "renamed"].set_index("from_key")["to_key"]
    return rows.assign(project_key=rows["project_key"].map(lambda key: renamed.get(key, key)))


def judged(predictions: pd.DataFrame, true: pd.DataFrame, name: str) -> dict[str, Any]:
    """Return scores of the model, the table and the truth on the same pairs, and their lines against the truth."""
    keyed = predictions.assign(project_key=predictions["project_key"].astype(str))
    rows = keyed.merge(true[["project_key", "as_of", name]], on=["project_key", "as_of"])
    told: dict[str, Any] = {"pairs": len(rows), "of": len(predictions)}
    for method in (MODEL, TABLE, name):
        made = scores(rows["slipped"], rows[method], rows["base_rate_known"])
        slope, intercept = calibration_line(rows[name], rows[method])
        told["truth" if method == name else method] = {
            "auc": made.auc,
            "skill": made.skill,
            "slope_against_truth": slope,
            "intercept_against_truth": intercept,
            "mean_distance_from_truth": float(np.abs(rows[method] - rows[name]).mean()),
        }
    return told


def slopes_redrawn(history: pd.DataFrame, true: pd.DataFrame, days: int, times: int, jobs: int) -> list[float]:
    """Return the model's slope against the truth for outcomes of the next report drawn anew, one per draw."""
    frame = features(history, NAMES)
    known = pairs_of(frame, "next", days)
    name = f"p_next_{days}"
    keys = known[["project_key", "as_of"]].astype({"project_key": str})
    chance = keys.merge(true[["project_key", "as_of", name]], how="left")[name].to_numpy(dtype=float)
    told = ~np.isnan(chance)
    slopes = []
    for seed in range(times):
        drawn = np.random.default_rng(seed).random(len(known)) < chance
        anew = known.assign(slipped=np.where(told, drawn, known["slipped"]).astype(bool))
        said, _, _ = learned(frame, anew, anew, ("next", days), jobs=jobs)
        true_of = pd.Series(chance, index=known.index)[said.index]
        judged_rows = true_of.notna() & said[MODEL].notna()
        slopes.append(calibration_line(true_of[judged_rows], said.loc[judged_rows, MODEL])[0])
    return slopes


def main() -> None:
    """Run the four questions and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portfolio", default="sample")
    parser.add_argument("--redrawn", type=int, default=0, metavar="TIMES")
    parser.add_argument("--jobs", type=int, default=-1)
    asked = parser.parse_args()
    view = scope(local_user(), asked.portfolio)
    with reading() as work:
        newest = work.registers.dates(found(work, view.portfolio).id)[-1]
    history, true = slip_history.with_registers(view, newest), truth()
    figures = {}
    for horizon, days in QUESTIONS:
        made = backtest(history, horizon, days, draws=0, with_model=True, jobs=asked.jobs)
        figures[f"{horizon} {days}"] = judged(made.predictions, true, f"p_{horizon}_{days}")
        if horizon == "next" and asked.redrawn:
            slopes = slopes_redrawn(history, true, days, asked.redrawn, asked.jobs)
            spread = {"times": len(slopes), "mean": float(np.mean(slopes)), "deviation": float(np.std(slopes))}
            figures[f"{horizon} {days}"]["slope_redrawn"] = spread | {"least": min(slopes), "most": max(slopes)}
    print(json.dumps(without_nan(figures), indent=1))


if __name__ == "__main__":
    main()
