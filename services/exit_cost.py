"""What it costs to stop a project: termination, and commitments that cannot be cancelled."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services import states
from services.access import Scope

ENDED: Final = ("closed", "terminated", "cancelled", "completed")


@dataclass(frozen=True, eq=False)
class ExitCost:
    """Whole minor units per project, and where each comes from.

    Attributes
    ----------
    cost : array of int64, shape (n,)
        Zero where it is not known.
    rule : array of str, shape (n,)
        "reported", "contracts" (committed and not yet paid) or "unknown"; "none" for work that has not begun.
    """

    cost: NDArray[np.int64]
    rule: NDArray[np.str_]

    def rules(self, of: NDArray[np.bool_]) -> dict[str, int]:
        """Return how many of some projects follow each rule."""
        return {str(name): int((self.rule[of] == name).sum()) for name in ("reported", "contracts", "unknown")}


def read(scope: Scope, as_of: date, projects: pd.DataFrame, digits: int) -> ExitCost:
    """Return the exit cost of projects (rows of a state with `exit_cost` and `status`, in order)."""
    reported = projects["exit_cost"].to_numpy(dtype=float)
    begun = ~projects["status"].eq("proposed").to_numpy()
    bound = np.full(len(projects), np.nan)
    if np.isnan(reported[begun]).any():
        bound = unpaid(scope, as_of).reindex(projects["project_key"]).to_numpy(dtype=float)
    known = np.where(np.isnan(reported), np.where(begun, bound, np.nan), reported)
    cost = np.rint(np.nan_to_num(np.maximum(known, 0)) * 10**digits).astype(np.int64)
    rule = np.where(~np.isnan(reported), "reported", np.where(~np.isnan(known), "contracts", "unknown"))
    return ExitCost(np.asarray(cost), np.where((rule == "unknown") & ~begun, "none", rule))


def unpaid(scope: Scope, as_of: date) -> pd.Series:
    """Return what running contracts bind and is not paid, in money by project; only projects with a contract."""
    rows = running_contracts(scope, as_of)
    return rows.groupby("project_key")["unpaid"].sum()


def running_contracts(scope: Scope, as_of: date) -> pd.DataFrame:
    """Return the contracts that have not ended: project_key, start, end, unpaid (committed, else value, less paid)."""
    rows = states.register(
        scope, "contracts", as_of, ["project_key", "value", "committed", "paid", "start", "end", "status"]
    )
    rows = rows[~rows["status"].fillna("").str.strip().str.lower().isin(ENDED)]
    bound = rows["committed"].where(rows["committed"].notna(), rows["value"])
    unpaid_ = (bound - rows["paid"].fillna(0)).clip(lower=0)
    return rows.assign(unpaid=unpaid_)[unpaid_.notna()].reset_index(drop=True)
