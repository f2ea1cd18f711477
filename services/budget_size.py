"""How a choice falls on small and large projects, and whether size explains it better than score."""

import numpy as np

from models.selection_problem import Selection
from models.size_bias import SizeBias, size_bias
from services.candidates import Asked
from services.portfolio_candidates import Funding

PER_MONEY = ("quality",)
WITHOUT_SCORE = ("equal",)


def of_choice(funding: Funding, asked: Asked, chosen: Selection) -> SizeBias | None:
    """Return the choice by size over the projects that could be chosen freely; None where all are worth the same.

    Costs are money. Left aside are projects above the line, those decided by hand, and those not worth anything.
    """
    if funding.valuing.measure in WITHOUT_SCORE:
        return None
    projects = funding.projects
    by_hand = {*asked.forced_in, *asked.forced_out}
    free = ~projects["decided"] & ~projects["project_key"].isin(by_hand) & (projects["value"] > 0)
    rows = projects[free]
    inside = set(chosen.chosen)
    options = funding.candidates.options_of
    chosen_rows = [not inside.isdisjoint(options.get(key, (key,))) for key in rows["project_key"]]
    cost, value = rows["cost"].to_numpy(dtype=float), rows["value"].to_numpy(dtype=float)
    score = value / np.maximum(cost, 1e-9) if funding.valuing.measure in PER_MONEY else value
    return size_bias(cost, score, np.array(chosen_rows, dtype=bool))
