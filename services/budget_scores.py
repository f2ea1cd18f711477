"""The weights and ratings behind strategic values, and what the values would be if they were different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from models import objective_tree
from models.selection_draws import LEVELS, NOT_RATED, as_rated, impacts, one_weight, weights
from models.selection_problem import Problem
from models.selection_robustness import Case
from models.selection_uncertainty import Uncertainty
from models.strategic_value import RATING_SCALE
from services import ratings_counted, states
from services.access import Scope
from services.budget_conflicts import project_of
from services.candidates import Candidates


@dataclass(frozen=True, eq=False)
class Scores:
    """Weights of objectives and ratings of projects.

    Attributes
    ----------
    objectives : tuple of str, length d
    points : array of float, shape (d,)
        Above zero.
    projects : tuple of str, length m
    levels : array of int64, shape (m, d)
        Place of each rating on the scale of five, `NOT_RATED` where there is none.
    project_of : mapping of str to str
        The project of candidates that are options of one.
    measured : array of float, shape (m, d), or None
        What each rating counts where some are measured, 0 to 9 and 0 where there is none; None where levels say it.
    """

    objectives: tuple[str, ...]
    points: NDArray[np.float64]
    projects: tuple[str, ...]
    levels: NDArray[np.int64]
    project_of: Mapping[str, str]
    measured: NDArray[np.float64] | None = None

    @property
    def rated(self) -> NDArray[np.float64]:
        """What each rating counts, 0 to 9, shape (m, d); 0 where there is none."""
        return as_rated(self.levels) if self.measured is None else self.measured

    def drawn(
        self, stated: Problem, within: float, ratings: bool, draws: int, rng: np.random.Generator
    ) -> NDArray[np.float64]:
        """Return the values of all candidates in each draw, shape (draws, n)."""
        shares = weights(self.points, within, draws, rng)
        if not ratings:
            return self.valued(stated, np.einsum("md,rd->rm", self.rated, shares))
        return self.valued(stated, np.einsum("rmd,rd->rm", impacts(self.levels, draws, rng, self.rated), shares))

    def valued(self, stated: Problem, scored: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the values of all candidates for scores of the projects, shape (r, m).

        A value moves in proportion to its project's score, whatever else was made of it (its cost, a part of it).
        Where the score is zero as rated, a point is worth what it is worth elsewhere. Nothing rated keeps its value.
        """
        now = self.rated @ (self.points / self.points.sum())
        place = {key: number for number, key in enumerate(self.projects)}
        at = np.array([place.get(self.project_of.get(key, key), -1) for key in stated.keys], dtype=np.int64)
        known, base = at >= 0, now[at]
        scaled = known & (base > 0) & (stated.value > 0)
        worth = float(np.median(stated.value[scaled] / base[scaled])) if scaled.any() else 0.0
        decided = np.array([key in stated.forced_in for key in stated.keys], dtype=bool)
        unit = np.where(scaled, stated.value / np.where(base > 0, base, 1.0), worth)
        moves = known & (scaled | (base == 0)) & ~decided & ~self._nothing(stated)
        return np.asarray(np.where(moves, scored[:, at] * unit, stated.value), dtype=np.float64)

    def single_weights(self, stated: Problem, within: float) -> list[Uncertainty]:
        """Return each weight at both ends of its range, the others in proportion."""
        rated = self.rated
        found = []
        for place, objective in enumerate(self.objectives):
            ends = [one_weight(self.points, place, change) for change in (-within, within)]
            low, high = (Case(value=self.valued(stated, (rated @ shares)[None, :])[0]) for shares in ends)
            found.append(Uncertainty("weight", objective, low, high))
        return found

    def single_ratings(self, stated: Problem) -> list[Uncertainty]:
        """Return each project with all its ratings a level lower, and a level higher; what is not rated at its ends."""
        shares, top = self.points / self.points.sum(), len(LEVELS) - 1
        rated = self.levels != NOT_RATED
        lower = LEVELS[np.maximum(np.where(rated, self.levels - 1, 0), 0)] @ shares
        higher = LEVELS[np.minimum(np.where(rated, self.levels + 1, top), top)] @ shares
        now = self.rated @ shares
        found = []
        here = {self.project_of.get(key, key) for key in stated.keys} - set(stated.forced_in)
        for place, key in enumerate(self.projects):
            if key not in here:
                continue
            ends = []
            for end in (lower, higher):
                scored = now.copy()
                scored[place] = end[place]
                ends.append(Case(value=self.valued(stated, scored[None, :])[0]))
            found.append(Uncertainty("rating", key, *ends))
        return found

    def _nothing(self, stated: Problem) -> NDArray[np.bool_]:
        """Return which candidates stand for giving a project no money: theirs is no value to move."""
        is_option = np.array([key in self.project_of for key in stated.keys], dtype=bool)
        return np.asarray(is_option & (stated.value == 0), dtype=bool)


def read(scope: Scope, as_of: date, found: Candidates) -> Scores | None:
    """Return the weights and the ratings of the candidates known at a date; None where no objective has any weight."""
    return known(scope, as_of, found.keys, project_of(found))


def known(scope: Scope, as_of: date, keys: Sequence[str], options: Mapping[str, str]) -> Scores | None:
    """Return the same for the keys of candidates, and the project of those that are options of one."""
    stored = states.register(scope, "objectives", as_of, ["objective_key", "parent", "weight"])
    points = objective_tree.leaf_points(stored.drop_duplicates("objective_key"))
    points = points[points > 0]
    if points.empty:
        return None
    rated = ratings_counted.read(scope, as_of)
    rated = rated[rated["rating"].notna() & rated["objective_key"].isin(points.index)]
    place = {word: int(np.searchsorted(LEVELS, value)) for word, value in RATING_SCALE.items()}
    rated = rated.assign(level=rated["rating"].map(place))
    levels = rated.pivot(index="project_key", columns="objective_key", values="level")
    projects = list(dict.fromkeys(options.get(key, key) for key in keys))
    table = levels.reindex(index=projects, columns=points.index).fillna(NOT_RATED)
    counted = ratings_counted.wide(rated).reindex(index=projects, columns=points.index).fillna(0.0)
    return Scores(
        objectives=tuple(str(key) for key in points.index),
        points=points.to_numpy(dtype=np.float64),
        projects=tuple(projects),
        levels=table.to_numpy().astype(np.int64),
        project_of=dict(options),
        measured=counted.to_numpy(dtype=np.float64),
    )
