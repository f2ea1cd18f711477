"""Eight proposals rated against three objectives beside two that are decided, few enough to try every choice."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pandas as pd

from data_access import transaction
from models.strategic_value import RATING_SCALE
from services import access, portfolios
from services.access import Scope
from tests.services import town

ME = town.ME
AS_OF = date(2026, 10, 31)
COST = {"A": 90, "B": 70, "C": 60, "D": 55, "E": 40, "F": 30, "G": 25, "H": 10}
"""Cost of each proposal, in money; the two decided ones cost 50 together."""
DECIDED = 50
WORDS = {
    "A": ("extreme", "low", None),
    "B": ("strong", "moderate", "low"),
    "C": ("low", "extreme", "moderate"),
    "D": ("moderate", "none", "extreme"),
    "E": ("moderate", "low", "low"),
    "F": ("none", "strong", None),
    "G": ("low", "low", "moderate"),
    "H": ("low", None, "none"),
}
OBJECTIVES = ("O1", "O2", "O3")
WEIGHTS = {"O1": 0.5, "O2": 0.3, "O3": 0.2}
TOTAL = (DECIDED + 190) * town.CENTS


def projects() -> pd.DataFrame:
    rows = [(key, f"Proposal {key}", "proposed", "discretionary", cost) for key, cost in COST.items()]
    rows += [("M", "Dam safety", "active", "mandatory", 30), ("R", "Tram depot", "active", "committed", 20)]
    frame = pd.DataFrame(rows, columns=["project_key", "name", "status", "investment_class", "forecast_cost"])
    frame["forecast_cost"] = (frame["forecast_cost"] * town.CENTS).astype("Int64")
    return frame.assign(department="Water", description="Told in a sentence.")


def impacts() -> pd.DataFrame:
    rows = [
        (key, objective, rating, f"Report on {key}")
        for key, words in WORDS.items()
        for objective, rating in zip(OBJECTIVES, words, strict=True)
        if rating
    ]
    return pd.DataFrame(rows, columns=["project_key", "objective_key", "rating", "evidence"])


def store(key: str = "works", *, ratings: bool = True) -> Scope:
    """Store the portfolio and return its scope; without ratings there is nothing to choose."""
    facts = portfolios.create(ME, key, "Works", "USD")
    names = ["Growth", "Safety", "Clean air"]
    told = pd.DataFrame({"objective_key": OBJECTIVES, "name": names, "weight": [50.0, 30.0, 20.0]})
    with transaction() as work:
        town.load(work, facts.id, "projects", AS_OF, projects())
        town.load(work, facts.id, "objectives", AS_OF, told.assign(statement=[f"{name} for all" for name in names]))
        if ratings:
            town.load(work, facts.id, "impacts", AS_OF, impacts())
        work.portfolios.raise_version(facts.id)
    return access.scope(ME, key)


def value(key: str, weights: dict[str, float], words: dict[str, tuple[str | None, ...]]) -> float:
    """What a proposal is worth, by hand: weight times the number of the rating, nothing where it is not rated."""
    rated = zip(OBJECTIVES, words[key], strict=True)
    return sum(weights[objective] * RATING_SCALE[word] for objective, word in rated if word)


def best_value(weights: dict[str, float], words: dict[str, tuple[str | None, ...]], total: int, without: str) -> float:
    """The most that a total (money, for proposals) buys of all proposals but one, by trying every choice."""
    return max(
        sum(value(key, weights, words) for key in chosen)
        for chosen in subsets(key for key in COST if key != without)
        if sum(COST[key] for key in chosen) <= total
    )


def best_sets(weights: dict[str, float], words: dict[str, tuple[str | None, ...]], total: int) -> list[set[str]]:
    """Every choice that no other one beats, by trying all 256 of them."""
    bought = {
        chosen: sum(value(key, weights, words) for key in chosen)
        for chosen in subsets(COST)
        if sum(COST[key] for key in chosen) <= total
    }
    most = max(bought.values())
    return [set(chosen) for chosen, worth in bought.items() if worth >= most - 1e-9]


def subsets(keys: Iterable[str]) -> list[tuple[str, ...]]:
    listed = list(keys)
    return [chosen for size in range(len(listed) + 1) for chosen in combinations(listed, size)]
