"""What the Alignment page says: whether the money follows the objectives, and what is not known."""

import html
from collections.abc import Sequence
from typing import Final

import pandas as pd

from models.strategic_value import NO_OBJECTIVE, NOT_RATED, RATING_SCALE
from services.alignment import Alignment
from ui.wording.formats import count, is_missing, money, number, percent

NEAR = 0.03
HEAD_LETTERS = 9
BY: Final = {
    "category": "Category",
    "department": "Department",
    "programme": "Programme",
    "phase": "Phase",
    "location": "Location",
    "investment_class": "Investment class",
}
GROUPS: Final = (
    "A bold objective is a group: its points are shared out over its parts in proportion to theirs, and only the parts "
    "count: ratings given on the group itself do not. A group without points of its own weighs what its parts sum to."
)
PROPOSED: Final = (
    "Proposed projects join the ratings, the ranking and how firm it is. The headline, the two figures of money and "
    "the picture of importance against money still tell of live projects only."
)
LIMITS: Final = (
    "A rating of none, low, moderate, strong or extreme counts 0, 1, 3, 6 or 9. Where a number was measured, its value "
    "on the scale of the objective counts itself, such as 6.8, and the nearest rating is its word. Strategic value is "
    "the sum over the objectives of share times rating, from 0 to 9; the scale is fixed, so a project added or removed "
    "never changes the value of the others.",
    "The money of a project is its cost to go, split over the objectives in proportion to its ratings, without the "
    "points. Money of projects rated none throughout, and of projects not rated, stands apart.",
    "A rating that is missing adds nothing and is never taken for none: the value that the project would reach with "
    "every missing rating extreme stands beside.",
)


def rating(word: str | None, counts: float | None = None) -> str:
    """Return a rating as people read it, with what it counts; a dash where there is none.

    >>> rating("strong"), rating("none"), rating("strong", 6.8)
    ('Strong, 6', 'None, 0', 'Strong, 6.8 of 9')
    """
    if word is None:
        return "–"
    if counts is None or is_missing(counts) or abs(counts - RATING_SCALE[word]) < 1e-9:
        return f"{word.capitalize()}, {RATING_SCALE[word]}"
    return f"{word.capitalize()}, {number(counts, 1)} of 9"


def points(total: float) -> str:
    """Return the sum of all points, with what they are shared out to.

    >>> points(104.0), points(99.96)
    ('104 points, shared out to 100%', '100 points, shared out to 100%')
    """
    return f"{number(total)} points, shared out to 100%" if total > 0 else "without points"


def of_cost(share: float) -> str:
    """Return of what a share of the money is a share.

    >>> of_cost(0.12)
    '12% of the cost to go of live projects'
    """
    return f"{percent(share)} of the cost to go of live projects"


def about(statement: object, owner: object) -> str:
    """Return what reaching an objective means and who answers for it; "" where neither is written.

    >>> about("Nobody hurt", "Ada"), about(None, "Ada"), about("Nobody hurt.", None)
    ('Nobody hurt. Owner: Ada.', 'Owner: Ada.', 'Nobody hurt.')
    """
    parts = [f"{statement.rstrip('.')}." if isinstance(statement, str) and statement else ""]
    parts.append(f"Owner: {owner}." if isinstance(owner, str) and owner else "")
    return " ".join(part for part in parts if part)


def served(found: Alignment) -> pd.DataFrame:
    """Return per objective its importance and its share of the money that serves any objective.

    Returns
    -------
    DataFrame, one row per objective in the order of the points
        objective_key, name, importance, cost, share (0 where no money serves anything), gap (share less importance).
    """
    rows = found.objectives[["objective_key", "name"]].copy()
    held = found.money.reindex(rows["objective_key"])
    rows["importance"] = held["importance"].to_numpy(dtype=float)
    rows["cost"] = held["cost"].to_numpy(dtype=float)
    total = rows["cost"].sum()
    rows["share"] = rows["cost"] / total if total > 0 else 0.0
    return rows.assign(gap=rows["share"] - rows["importance"])


def finding(found: Alignment) -> str:
    """Return the headline."""
    objectives = count(len(found.objectives), "objective")
    if not len(found.objectives):
        return "No objectives are recorded, so nobody can say whether the money follows them."
    if not found.weighted:
        return f"{objectives} recorded, and none has points yet."
    if not (found.projects["rated"] > 0).any():
        return f"No project is rated against the {objectives} yet."
    rows = served(found)
    if not rows["cost"].sum() > 0:
        return "No money to go serves any objective yet."
    low, high = rows.loc[rows["gap"].idxmin()], rows.loc[rows["gap"].idxmax()]
    if max(abs(low["gap"]), abs(high["gap"])) < NEAR:
        return f"The money follows the {objectives}: none gets {percent(NEAR)} more or less than its importance."
    return (
        f"{low['name']} holds {percent(low['importance'])} of the importance and gets {percent(low['share'])} of the "
        f"money; {high['name']} holds {percent(high['importance'])} and gets {percent(high['share'])}."
    )


def aside(found: Alignment, currency: str) -> str:
    """Return what stands under the headline: how much money is meant, and how much of it says nothing."""
    if not found.weighted or found.money.empty:
        return ""
    total = float(found.money["cost"].sum())
    parts = [f"Of {money(total, currency)} to go on {count(found.known_cost, 'live project')} of known cost"]
    told = [
        f"{money(found.money.at[name, 'cost'], currency)} {words}"
        for name, words in ((NOT_RATED, "is not rated"), (NO_OBJECTIVE, "serves no objective"))
        if found.money.at[name, "cost"] > 0
    ]
    if not told:
        return f"{parts[0]}, all of it serves an objective."
    return f"{parts[0]}, {' and '.join(told)}."


def not_fully_rated(projects: pd.DataFrame) -> str:
    """Return how many projects lack ratings, and the most that one of them could reach; "" where none does."""
    lacking = projects[projects["unrated"] > 0]
    if lacking.empty:
        return ""
    nothing = int((lacking["rated"] == 0).sum())
    one = len(lacking) == 1
    if nothing == len(lacking):
        words = f"{count(len(lacking), 'project')} {'is' if one else 'are'} not rated at all"
    else:
        words = f"{count(len(lacking), 'project')} {'lacks' if one else 'lack'} some rating"
        words += f", {number(nothing)} of them every one" if nothing else ""
    highest = lacking["highest_score"].max()
    return f"{words}; with every missing rating extreme they could reach {number(highest, 1)}."


def cells(
    projects: pd.DataFrame, ratings: pd.DataFrame, impacts: pd.DataFrame, objectives: pd.DataFrame
) -> pd.DataFrame:
    """Return project by objective as the heatmap draws it; cells not rated say so and have no colour.

    A rating that was measured tells its own value beside the word.
    """
    labels = row_labels(projects)
    rows = []
    for key, project in labels.items():
        for objective, name in zip(objectives["objective_key"], objectives["name"], strict=True):
            word, counts = ratings.at[key, objective], impacts.at[key, objective]
            told = rating(word, counts)
            rows.append(
                {
                    "row": project,
                    "column": name,
                    "depth": float("nan") if word is None else counts / 9,
                    "base": 99,
                    "text": "–" if word is None else told.removesuffix(f", {RATING_SCALE[word]}"),
                    "note": "",
                    "hover": f"{html.escape(str(name))}: {'not rated' if word is None else told}",
                }
            )
    return pd.DataFrame(rows)


def short_heads(names: Sequence[str]) -> list[str]:
    """Return a head for each objective that fits a narrow column: its number and, where short, its first word.

    >>> short_heads(["Safe and reliable infrastructure", "Decarbonisation"])
    ['1 Safe', '2']
    """
    firsts = [name.split()[0].rstrip(",;:") if name.split() else "" for name in names]
    return [f"{place} {first if len(first) <= HEAD_LETTERS else ''}".rstrip() for place, first in enumerate(firsts, 1)]


def legend(names: Sequence[str]) -> str:
    """Return what the numbers in the heads stand for.

    >>> legend(["Safe streets", "Clean air"])
    '1 Safe streets · 2 Clean air'
    """
    return " · ".join(f"{place} {name}" for place, name in enumerate(names, 1))


def row_labels(projects: pd.DataFrame) -> dict[str, str]:
    """Return the label of each project by key; names that two projects share are told apart by their keys."""
    twice = projects["name"].duplicated(keep=False)
    labels = projects["name"].where(~twice, projects["name"] + " (" + projects["project_key"] + ")")
    return dict(zip(projects["project_key"], labels, strict=True))
