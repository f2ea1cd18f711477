"""How far the voters of a workshop agree, and whether anybody alone moves the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data_access import UnitOfWork
from models import ahp_groups, consensus
from services.workshops import group_answer, joint
from services.workshops.terms import SMALLEST_GROUP
from services.workshops.voters import Voters, voters


def found(work: UnitOfWork, row: Mapping[str, Any], weights: Mapping[str, float]) -> dict[str, Any] | None:
    """Return the agreement as stored with a result; None where fewer than three voters can be ranked apart.

    `s_star` is Goepel's consensus with its `band`, `w` Kendall's concordance; `aip` the weights put together from each
    person's own, `aij` those of the judgments, `aip_apart` the largest difference between both; `equal` is `aij` with
    all counting the same. `without_one` is the largest change of a weight when anybody's ballot is left out, `without`
    who that is and what becomes of which objective (where answers bear names), `leader_stays` whether the first stays
    first. `groups` holds the weights of each group of voters that is large enough to be told, where the workshop has
    groups, and `say_counted` whether their say counts in `aip`.
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
    return {
        "people": people,
        "s_star": float(s_star),
        "band": consensus.band(s_star),
        "w": None if concordance is None else float(concordance),
        "aip": _by_key(keys, own),
        "aij": dict(weights),
        "equal": _by_key(keys, without_nobody(len(keys), held.judgments)),
        "aip_apart": float(np.abs(own - together).max()),
        "groups": groups,
        "say_counted": counted,
        **_without_one(keys, left_out(keys, held, say if not row["anonymous"] else {})),
    }


@dataclass(frozen=True, eq=False)
class LeftOut:
    """The weights of all voters, and those without each of them, the one who moves most first; `names` of these."""

    base: np.ndarray
    rows: np.ndarray
    names: tuple[str, ...]


def left_out(keys: Sequence[str], held: Voters, say: Mapping[str, float]) -> LeftOut:
    """Return what the answers put together give without each voter of whom the others still connect all objectives."""
    shares = [say.get(group, 1.0) for _, group in held.judges]
    rows = ahp_groups.without_each(len(keys), held.judgments, shares, method="geometric")
    base = without_nobody(len(keys), held.judgments, shares)
    effect = np.nan_to_num(np.abs(rows - base).max(axis=1), nan=-1.0)
    order = [place for place in np.argsort(-effect, kind="stable") if effect[place] >= 0]
    return LeftOut(base, rows[order], tuple(held.judges[place][0] for place in order))


def without_nobody(
    n: int, judgments: list[dict[tuple[int, int], float]], shares: Sequence[float] | None = None
) -> np.ndarray:
    """Return the weights of all voters together, all counting the same unless shares say otherwise."""
    together = ahp_groups.combined(n, judgments, shares).judgments
    return np.asarray(joint.weights(n, together).weights)


def _without_one(keys: list[str], held: LeftOut) -> dict[str, Any]:
    """Return the largest effect that leaving anybody out has, and whose it is where names are known."""
    if not len(held.rows):
        return {"without_one": 0.0, "without": None, "leader_stays": True}
    change = held.rows[0] - held.base
    most = int(np.abs(change).argmax())
    told = {"objective": keys[most], "before": float(held.base[most]), "after": float(held.rows[0][most])}
    return {
        "without_one": float(np.abs(change).max()),
        "without": {"name": held.names[0], **told} if held.names[0] else None,
        "leader_stays": bool((held.rows.argmax(axis=1) == held.base.argmax()).all()),
    }


def _by_key(keys: list[str], shares: np.ndarray) -> dict[str, float]:
    return {key: float(share) for key, share in zip(keys, shares, strict=True)}


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
        told[group or "everybody else"] = _by_key(keys, mine)
    return told
