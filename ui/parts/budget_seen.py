"""What one position of the Budget page's controls shows, in the numbers that its parts need."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from models.selection_problem import Selection
from services.access import Scope
from services.candidates import Asked, Candidates
from services.portfolio_candidates import Funding, Valuing
from services.portrait import Filters
from ui.cached import budget as cached
from ui.filters import View
from ui.wording import budget_rules as rule_words
from ui.wording.budget_why import Terms
from ui.wording.formats import money


@dataclass(frozen=True)
class Seen:
    """The candidates, what was asked of them, and the selection that answers it."""

    view: View
    funding: Funding
    valuing: Valuing
    asked: Asked
    chosen: Selection

    @property
    def cache_key(self) -> tuple[Scope, date, Valuing, Filters, Asked]:
        """The arguments of what is cached for this position."""
        return self.view.scope, self.view.as_of, self.valuing, self.view.filters, self.asked

    @property
    def found(self) -> Candidates:
        """The candidates, one for each option of a project that is allowed."""
        return cached.stated(*self.cache_key).candidates

    @property
    def place(self) -> tuple[Scope, date, Valuing, Filters]:
        """The same without what was asked."""
        return self.cache_key[:4]

    @property
    def impossible(self) -> bool:
        """Whether nothing can be chosen."""
        return self.chosen.status == "infeasible"

    @property
    def by_hand(self) -> tuple[str, ...]:
        """Keys of the projects decided by hand."""
        return (*self.asked.forced_in, *self.asked.forced_out)

    @property
    def total(self) -> int:
        """The total in whole minor units, with what is held for risk."""
        assert self.asked.total is not None
        return self.asked.total + self.asked.held

    @property
    def above(self) -> dict[str, int]:
        """Cost of the work above the line in whole minor units, by class."""
        return {name: cost for name, (_, cost) in self.funding.above().items()}

    @property
    def free(self) -> int:
        """What is left to decide, in whole minor units."""
        return self.total - self.asked.held - sum(self.above.values())

    @property
    def candidates(self) -> int:
        """How many projects can be decided."""
        return len(self.funding.projects) - len(self.found.decided)

    @property
    def all_found(self) -> int:
        """How many projects are candidates, with those that have no cost."""
        return len(self.funding.projects) + len(self.funding.not_considered)

    @property
    def funded(self) -> int:
        """How many of them are given money."""
        return len(self.funded_projects - self.found.decided)

    @property
    def share(self) -> float:
        """Share of the value of all candidates."""
        whole = self.found.open_value
        return self.chosen.value / whole if whole else 0.0

    def money(self, minor: int) -> float:
        """Return whole minor units as money."""
        return float(self.found.money(minor))

    def words(self, minor: int) -> str:
        """Return whole minor units as people read money."""
        return money(self.money(minor), self.view.facts.currency)

    def names(self, keys: tuple[str, ...]) -> list[str]:
        """Return the names of projects that can be decided, in the order of the list."""
        found = self.found
        wanted = set(keys) - found.decided - set(found.none_of.values())
        terms = self.terms
        plain = [terms.project(key) for key in found.options_of if key in wanted]
        return plain + [name for key, name in zip(found.keys, found.names, strict=True) if key in wanted]

    @property
    def objectives(self) -> dict[str, str]:
        """Names of the objectives by key."""
        return cached.objectives(self.view.scope, self.view.as_of)

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Groups of projects that a rule can bound: all, and those of each department, programme, category, place."""
        projects = self.funding.projects
        found = {"All projects": tuple(projects["project_key"])}
        for column in ("department", "programme", "category", "location"):
            for name, keys in projects.groupby(column)["project_key"]:
                found.setdefault(str(name), tuple(keys))
        return found

    @property
    def terms(self) -> Terms:
        """What things are called in the answers why."""
        found, currency = self.found, self.view.facts.currency
        projects = self.funding.projects
        names = dict(zip(found.keys, found.names, strict=True))
        names |= dict(zip(projects["project_key"], projects["name"], strict=True))
        unit = float(10**found.digits)
        rules = {one.id: rule_words.rule(one, names, self.objectives, unit, currency) for one in self.asked.rules}
        return Terms(names, rules, unit, currency, found.open_value)

    @property
    def funded_projects(self) -> frozenset[str]:
        """Keys of the projects that are given money."""
        found = self.found
        chosen = set(self.chosen.chosen)
        given = {key for key, options in found.options_of.items() if chosen & set(options)}
        return frozenset(given | (chosen & set(self.funding.projects["project_key"])))

    def value_of(self, key: str) -> float:
        """Return the value of a project."""
        projects = self.funding.projects
        return float(projects.loc[projects["project_key"] == key, "value"].iloc[0])

    @staticmethod
    def table_of(**columns: list[str]) -> pd.DataFrame:
        """Return texts as a table."""
        return pd.DataFrame(columns)
