"""Objectives as a tree: what each of them weighs when groups share their points out over what stands below them.

A leaf's share is the product of the shares down the tree (analytic hierarchy process, Saaty 1980, local and global
priorities). Only leaves count, so a row that sums others is never counted beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd


def weighed(rows: pd.DataFrame) -> pd.DataFrame:
    """The objectives depth first, siblings by their points, with what each weighs.

    A group weighs its own points where it has any given, else the sum of what stands below it. Its weight is shared
    out over its members in proportion to theirs; where none of them has points, in equal parts. An objective whose
    parent is not listed, or that stands above itself, stands at the top.

    Parameters
    ----------
    rows : DataFrame
        objective_key (each once), parent (None or an objective_key), weight (points, missing where not given), and
        name, by which objectives of equal points are put in order, where there is one.

    Returns
    -------
    DataFrame
        objective_key, parent (None at the top), depth (0 at the top), leaf, own (points given, 0 where none), given,
        within (share among its siblings, 0 where nothing has points), points (what it weighs of all, in points of the
        top), share (of all).

    >>> rows = pd.DataFrame({"objective_key": ["A", "B", "C"], "name": ["A", "B", "C"],
    ...                      "parent": [None, "A", "A"], "weight": [60, 1, 2]})
    >>> weighed(rows)["points"].tolist()
    [60.0, 40.0, 20.0]
    """
    keys = rows["objective_key"].astype(str).tolist()
    given = dict(zip(keys, rows["weight"].astype(float).clip(lower=0.0), strict=True))
    names = dict(zip(keys, rows["name"].fillna("").astype(str) if "name" in rows else keys, strict=True))
    above = _parents(keys, rows["parent"].tolist())
    members: dict[str | None, list[str]] = {}
    for key in keys:
        members.setdefault(above[key], []).append(key)
    held: dict[str, float] = {}
    for key in keys:
        _held(key, members, given, held)
    for siblings in members.values():
        siblings.sort(key=lambda key: (-held[key], names[key]))
    total = sum(held[key] for key in members.get(None, []))
    points, within = _shared_out(members, held, total)
    found = list(_depth_first(members))
    order = [key for key, _ in found]
    own = np.array([given[key] for key in order], dtype=float)
    return pd.DataFrame(
        {
            "objective_key": order,
            "parent": pd.Series([above[key] for key in order], dtype=object),
            "depth": [depth for _, depth in found],
            "leaf": np.array([key not in members for key in order], dtype=bool),
            "own": np.nan_to_num(own),
            "given": ~np.isnan(own),
            "within": [within[key] for key in order],
            "points": [points[key] for key in order],
            "share": [points[key] / total if total > 0 else 0.0 for key in order],
        }
    )


def leaf_points(rows: pd.DataFrame) -> pd.Series:
    """What each objective that has none below it weighs, in points, by objective_key, in the order of `rows`.

    Objectives without groups keep the points they have, missing where they have none.
    """
    keys = rows["objective_key"].astype(str)
    if not rows["parent"].isin(keys).any():
        return pd.Series(rows["weight"].astype(float).to_numpy(), index=pd.Index(rows["objective_key"]), name="weight")
    found = weighed(rows)
    leaves = found[found["leaf"]].set_index("objective_key")["points"]
    return leaves.reindex([key for key in keys if key in leaves.index]).rename("weight")


def below(rows: pd.DataFrame, key: str) -> set[str]:
    """An objective and all that stand below it, of rows with objective_key and parent."""
    keys = rows["objective_key"].astype(str).tolist()
    above = _parents(keys, rows["parent"].tolist())
    return {key, *(each for each in keys if key in _upwards(each, above))}


def _parents(keys: list[str], parents: list[object]) -> dict[str, str | None]:
    """The parent of each objective; None where it has none, an unknown one, or stands above itself."""
    known = set(keys)
    above = {key: str(up) if up in known and up != key else None for key, up in zip(keys, parents, strict=True)}
    circling = [key for key in keys if key in _upwards(key, above)]
    return {**above, **dict.fromkeys(circling)}


def _upwards(key: str, above: Mapping[str, str | None]) -> list[str]:
    """All objectives above one, nearest first, until none is left or one comes again."""
    found: list[str] = []
    up = above[key]
    while up is not None and up not in found:
        found.append(up)
        up = above[up]
    return found


def _held(
    key: str, members: Mapping[str | None, list[str]], given: Mapping[str, float], held: dict[str, float]
) -> float:
    """What an objective holds: its own points, or the sum of its members' where it has none given."""
    if key not in held:
        below = [_held(each, members, given, held) for each in members.get(key, [])]
        mine = given[key]
        held[key] = (sum(below) if below else 0.0) if np.isnan(mine) else mine
    return held[key]


def _shared_out(
    members: Mapping[str | None, list[str]], held: Mapping[str, float], total: float
) -> tuple[dict[str, float], dict[str, float]]:
    """The points of each objective, and its share among its siblings."""
    points: dict[str, float] = {}
    within: dict[str, float] = {}
    waiting: list[tuple[str | None, float]] = [(None, total)]
    while waiting:
        group, weight = waiting.pop()
        siblings = members.get(group, [])
        whole = sum(held[key] for key in siblings)
        for key in siblings:
            equal = 0.0 if group is None else 1.0 / len(siblings)
            within[key] = held[key] / whole if whole > 0 else equal
            # Where a group weighs what its members sum to, each keeps its points to the last bit.
            points[key] = held[key] if whole == weight else weight * within[key]
            waiting.append((key, points[key]))
    return points, within


def _depth_first(members: Mapping[str | None, list[str]]) -> Iterator[tuple[str, int]]:
    waiting = [(key, 0) for key in reversed(members.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        yield key, depth
        waiting += [(each, depth + 1) for each in reversed(members.get(key, []))]
