"""Things that are raised on projects and closed later: risks, issues, changes, decisions, reviews."""

from dataclasses import dataclass

import numpy as np

from sample_data.history import NO_DATE
from sample_data.portfolio import stream
from sample_data.world import World


@dataclass(frozen=True)
class Slots:
    """n things: project, running number, day raised and closed (NO_DATE where still open), five uniforms each."""

    project: np.ndarray
    number: np.ndarray
    raised: np.ndarray
    closed: np.ndarray
    draws: np.ndarray

    def seen(self, world: World, month: int) -> "Slots":
        """Return what a register filed at a month shows: raised by then, closed only where closed by then."""
        date = world.plan.dates[month]
        rows = np.flatnonzero((self.raised <= date) & world.history.present[month][self.project])
        closed = np.where(self.closed <= date, self.closed, NO_DATE)
        return Slots(self.project[rows], self.number[rows], self.raised[rows], closed[rows], self.draws[:, rows])

    def choose(self, options: np.ndarray, draw: int) -> np.ndarray:
        """Return one of the options for each thing, by one of its uniforms."""
        return options[(self.draws[draw] * len(options)).astype(int)]

    def choose_by(self, field: np.ndarray, lists: tuple[np.ndarray, ...], draw: int) -> np.ndarray:
        """Return one option for each thing from the list of its project's field of work."""
        found = np.stack([self.choose(options, draw) for options in lists])
        return found[field[self.project], np.arange(self.project.size)]

    @property
    def open(self) -> np.ndarray:
        """Return which things are still open."""
        return self.closed == NO_DATE


def make(world: World, purpose: str, per_project: float, typical_days: float) -> Slots:
    """Return all things of one purpose over the whole history, about `per_project` on each project."""
    rng = stream(world.plan.seed, purpose)
    count = np.floor(per_project * 2 * rng.random(world.plan.size) + 0.5).astype(int)
    project = np.repeat(np.arange(world.plan.size), count)
    draws = rng.random((7, project.size))
    begin = np.maximum(world.start, world.plan.dates[0] - 240)[project]
    end = np.maximum(world.end[project], begin + 30)
    raised = begin + ((end - begin) * draws[5]).astype(np.int64)
    lasts = 10 + (typical_days * -np.log(1 - draws[6])).astype(np.int64)
    over = world.end < world.plan.dates[-1]
    closed = np.where(over[project], np.minimum(raised + lasts, end), raised + lasts)
    closed = np.where(closed <= world.plan.dates[-1], closed, NO_DATE)
    order = np.argsort(raised, kind="stable")
    number = np.arange(1, project.size + 1)
    return Slots(project[order], number, raised[order], closed[order], draws[:5, order])


def keys(prefix: str, number: np.ndarray) -> np.ndarray:
    """Return keys such as R-0012."""
    return np.array([f"{prefix}-{value:04d}" for value in number], dtype=object)
