"""How far the voters of a workshop agree, and whether anybody alone moves the result."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from data_access import UnitOfWork
from models import ahp_groups, consensus
from services.workshops import group_answer, joint
from services.workshops.terms import SMALLEST_GROUP
from services.workshops.voters import voters


def found(work: UnitOfWork, row: Mapping[str, Any], weights: Mapping[str, float]) -> dict[str, Any] | None:
    """Return the agreement as stored with a result; None where fewer than three voters can be ranked apart.

    `s_star` is Goepel's consensus with its `band`, `w` Kendall's concordance; `aip` the weights put together from each
    person's own, `aip_apart` the largest difference to those of the judgments; `without_one` the largest change of a
    weight when anybody's ballot is left out, `leader_stays` whether the first stays first then. `groups` holds the
    weights of each group of voters that is large enough to be told, where the workshop has groups, and `say_counted`
    whether their say counts in `aip`.
    """
    keys = [each["key"] for each in row["frame"]["objectives"]]
    held = voters(work, row)
    people = len(held.weights)
    if people < SMALLEST_GROUP:
        return None
    say = row["frame"]["say"]
    groups = _by_group(keys, held.weights, held.groups, say)
    counted = bool(groups) or (bool(say) and not row["anonymous"])
    shares = group_answer.weights(held.groups, say if counted else {})
    together = np.array([weights[key] for key in keys])
    own = ahp_groups.aip(held.weights, shares)
    ranks = pd.DataFrame(held.weights).round(9).rank(axis=1, ascending=False)
    concordance = consensus.concordance(ranks).w
    s_star = consensus.shared_view(held.weights)
    left_out = ahp_groups.without_each(len(keys), held.judgments, method="geometric")
    left_out = left_out[~np.isnan(left_out).any(axis=1)]
    base = without_nobody(len(keys), held.judgments)
    return {
        "people": people,
        "s_star": float(s_star),
        "band": consensus.band(s_star),
        "w": None if concordance is None else float(concordance),
        "aip": {key: float(share) for key, share in zip(keys, own, strict=True)},
        "aip_apart": float(np.abs(own - together).max()),
        "without_one": float(np.abs(left_out - base).max()) if len(left_out) else 0.0,
        "leader_stays": bool((left_out.argmax(axis=1) == base.argmax()).all()),
        "groups": groups,
        "say_counted": counted,
    }


def without_nobody(n: int, judgments: list[dict[tuple[int, int], float]]) -> np.ndarray:
    """Return the weights of all voters together, all counting the same: what leaving one out is compared with."""
    together = ahp_groups.combined(n, judgments).judgments
    return np.asarray(joint.weights(n, together).weights)


def _by_group(
    keys: list[str], weights: np.ndarray, groups: tuple[str, ...], say: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """Return the weights of each group; none of them where one could be told from the others by difference."""
    sizes = {group: groups.count(group) for group in set(groups)}
    if not say or any(size < SMALLEST_GROUP for size in sizes.values()) or len(sizes) < 2:
        return {}
    told = {}
    for group in sorted(sizes):
        mine = ahp_groups.aip(weights[[each == group for each in groups]])
        told[group or "everybody else"] = {key: float(share) for key, share in zip(keys, mine, strict=True)}
    return told
