"""Weighing objectives by judgments: in pairs, by rank, by swings, or against the best and the worst of them.

The weights become points among siblings, see `weighing_kept`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from models import ahp, ahp_incomplete, ahp_questions, ahp_repair, best_worst, rank_order, strategic_value, swing
from models.ahp_answers import Pair, connected
from services import alignment_figures
from services.errors import Explained

Method = Literal["pairwise", "rank", "swing", "best_worst"]
METHODS: Final[tuple[Method, ...]] = ("pairwise", "rank", "swing", "best_worst")
TOP: Final = ""
"""The group of the objectives that stand in none."""
WHOLE: Final = 100.0
FIRST: Final = 10


@dataclass(frozen=True)
class Weighed:
    """Weights of the members of a group (sum 1, by key), and what the method says of them.

    `told` holds for pairs cr, ri, table, answers, pairs and acceptable; for the best-worst method xi and input_ratio.
    """

    weights: dict[str, float]
    told: dict[str, Any]


@dataclass(frozen=True)
class Effect:
    """What other weights would do: the share of all of each objective, and the order of the projects.

    `shares` has objective_key, name, now and then (shares of all); `moved` projects of `projects` would change places,
    and `entering` would come among the first ten.
    """

    shares: pd.DataFrame
    projects: int
    moved: int
    entering: tuple[str, ...]


@dataclass(frozen=True)
class Helpful:
    """The answer whose change brings the others most into agreement.

    `pair` are the two keys, `given` and `suggested` how many times as important the first is as the second, `cr` and
    `cr_after` the consistency ratio with either; `reorders` tells whether two objectives would change places.
    """

    pair: tuple[str, str]
    given: float
    suggested: float
    cr: float
    cr_after: float
    reorders: bool
    weights_after: dict[str, float]


def groups(tree: pd.DataFrame) -> dict[str, list[str]]:
    """Return the keys of the members of each group with two or more, the top first."""
    above = tree["parent"].map(lambda key: key if isinstance(key, str) else TOP)
    found = {str(key): part.tolist() for key, part in tree["objective_key"].groupby(above, sort=False)}
    return {key: members for key, members in found.items() if len(members) > 1}


def found(method: Method, members: Sequence[str], judgments: Mapping[str, Any]) -> Weighed:
    """Return the weights that judgments give to some objectives; raises Explained where they give none.

    Parameters
    ----------
    judgments
        pairwise: answers ([key, other key, how many times as important], ...) and way (eigenvector or geometric).
        rank: order (keys, the most important first). swing: points (by key, 0 to 100, the most valued swing 100).
        best_worst: best, worst, best_to_others and others_to_worst (by key, 1 to 9).
    """
    try:
        weights, told = _METHODS[method](list(members), judgments)
    except (ValueError, KeyError, TypeError) as fault:
        raise Explained("These answers give no weights yet.", f"{str(fault)[:1].upper()}{str(fault)[1:]}.") from fault
    return Weighed(dict(zip(members, map(float, weights), strict=True)), told)


def next_question(members: Sequence[str], answers: Sequence[Sequence[Any]]) -> tuple[tuple[str, str] | None, bool]:
    """Return the pair to ask next, None where all are answered, and whether more answers would change no order."""
    known, n = _pairs(list(members), answers), len(members)
    pair = ahp_questions.next_pair(n, known)
    settled = connected(n, known) and ahp_questions.stable(n, known)
    return None if pair is None else (members[pair[0]], members[pair[1]]), settled


def most_helpful(members: Sequence[str], judgments: Mapping[str, Any]) -> Helpful | None:
    """Return the answer whose change helps consistency most; None where none does."""
    known = _pairs(list(members), judgments["answers"])
    repair = ahp_repair.most_helpful(len(members), known, judgments.get("way", "eigenvector"), table(len(members)))
    if repair is None:
        return None
    return Helpful(
        (members[repair.pair[0]], members[repair.pair[1]]),
        repair.judgment,
        repair.on_scale,
        repair.cr,
        repair.cr_after,
        repair.alters_ranking,
        dict(zip(members, map(float, repair.weights_after), strict=True)),
    )


def effect(tree: pd.DataFrame, ratings: pd.DataFrame, group: str, weights: Mapping[str, float]) -> Effect:
    """Return what weights of the members of a group would do to the shares, and to the order of rated projects."""
    then = alignment_figures.shares(tree, points(tree, group, weights))
    shares = tree.loc[tree["leaf"], ["objective_key", "name", "share"]].rename(columns={"share": "now"})
    shares["then"] = shares["objective_key"].map(then)
    before, after = (_ranks(ratings, shares.set_index("objective_key")[name]) for name in ("now", "then"))
    known = before.notna() & after.notna()
    entering = after.index[known & (after <= FIRST) & (before > FIRST)]
    return Effect(shares.reset_index(drop=True), int(known.sum()), int((before != after)[known].sum()), tuple(entering))


def difference(
    tree: pd.DataFrame, ratings: pd.DataFrame, group: str, one: Mapping[str, float], other: Mapping[str, float]
) -> int:
    """Return how many rated projects change places between two sets of weights of a group."""
    before, after = (_ranks(ratings, pd.Series(leaf_shares(tree, group, weights))) for weights in (one, other))
    return int((before != after)[before.notna() & after.notna()].sum())


def leaf_shares(tree: pd.DataFrame, group: str, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the share of all of each objective that projects serve, with other weights of the members of a group."""
    leaves = tree.loc[tree["leaf"], "objective_key"]
    found = alignment_figures.shares(tree, points(tree, group, weights)).reindex(leaves)
    return {str(key): float(share) for key, share in found.items()}


def points(tree: pd.DataFrame, group: str, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the points that stand for weights: of 100, or of what a group without points of its own weighs now."""
    whole = WHOLE
    if group != TOP:
        row = tree.set_index("objective_key").loc[group]
        members = tree.loc[tree["parent"] == group, "own"].sum()
        whole = WHOLE if row["given"] or not members > 0 else float(members)
    return {key: round(whole * weight, 2) for key, weight in weights.items()}


def table(size: int) -> str:
    """Return whose random index is used for so many objectives: the first table that reaches them."""
    reaching = [name for name, listed in ahp.RANDOM_INDEX.items() if size <= len(listed) + 2]
    return reaching[0] if reaching else ahp.ALONSO_LAMATA


def _pairs(members: list[str], answers: Sequence[Sequence[Any]]) -> dict[Pair, float]:
    return {(members.index(one), members.index(other)): float(times) for one, other, times in answers}


def _pairwise(members: list[str], judgments: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    known, n = _pairs(members, judgments["answers"]), len(members)
    if not connected(n, known):
        raise ValueError("some objectives are not compared with the others yet, in one step or more")
    held = ahp_incomplete.weights(n, known, judgments.get("way", "eigenvector"), table(n))
    told = {"cr": held.cr, "ri": held.ri, "table": held.table, "answers": held.answers, "pairs": held.pairs}
    return held.weights, {**told, "acceptable": held.acceptable, "way": held.method}


def _by_rank(members: list[str], judgments: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    order = list(judgments["order"])
    if sorted(order) != sorted(members):
        raise ValueError("every objective has one place in the order")
    return rank_order.weights([order.index(key) + 1 for key in members]), {}


def _by_swing(members: list[str], judgments: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    return swing.weights([float(judgments["points"][key]) for key in members]), {}


def _against_two(members: list[str], judgments: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    over, under = ([float(judgments[row][key]) for key in members] for row in ("best_to_others", "others_to_worst"))
    held = best_worst.weights(over, under, members.index(judgments["best"]), members.index(judgments["worst"]))
    return held.weights, {"xi": held.xi, "input_ratio": held.input_ratio}


def _ranks(ratings: pd.DataFrame, shares: pd.Series) -> pd.Series:
    """Return the rank of each project that has any rating, missing for the others and without any weight."""
    if not shares.sum() > 0:
        return pd.Series(np.nan, index=ratings.index)
    scored = strategic_value.scores(shares, ratings)
    return scored["score"].where(scored["rated"] > 0).round(9).rank(ascending=False, method="min")


_METHODS: Final = {"pairwise": _pairwise, "rank": _by_rank, "swing": _by_swing, "best_worst": _against_two}
