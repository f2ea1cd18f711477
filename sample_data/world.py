"""One generated city: the plan, what happened, the money and the ratings, and words shared by all registers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_data import history, money, names, portfolio, ratings
from sample_data.process import ACTIVE, ON_HOLD, PROPOSED, STEPS_PER_PHASE, SlipProcess

FIRST_DAY = int(np.datetime64("1990-01-01").astype(np.int64))
LAST_DAY = int(np.datetime64("2070-12-31").astype(np.int64))
ISO_DAYS = np.append(np.arange(FIRST_DAY, LAST_DAY + 1).astype("datetime64[D]").astype(str).astype(object), "")


def iso(days: np.ndarray) -> np.ndarray:
    """Return ISO dates of days since 1970; an empty text where there is no date."""
    days = np.asarray(days)
    return ISO_DAYS[np.where((days < FIRST_DAY) | (days > LAST_DAY), len(ISO_DAYS) - 1, days - FIRST_DAY)]


def person(number: int) -> str:
    """Return the invented name of person 0-399."""
    surname, first = divmod(int(number) * 7, len(names.FIRST_NAMES))
    return f"{names.FIRST_NAMES[first]} {names.SURNAMES[(surname + first * 3) % len(names.SURNAMES)]}"


PEOPLE = np.array([person(number) for number in range(400)], dtype=object)


def words(choices: tuple[str, ...]) -> np.ndarray:
    """Return a lookup array of texts."""
    return np.array(choices, dtype=object)


@dataclass(frozen=True)
class World:
    """Everything the registers are written from."""

    process: SlipProcess
    plan: portfolio.Portfolio
    history: history.History
    baselines: history.Baselines
    money: money.Money
    ratings: ratings.Ratings

    @property
    def last_month(self) -> int:
        """Return the index of the last month."""
        return int(self.plan.dates.size) - 1

    @cached_property
    def start(self) -> np.ndarray:
        """Return each project's first day of work, days since 1970."""
        return money.start_days(self.process, self.plan)

    @cached_property
    def end(self) -> np.ndarray:
        """Return the last day on which things can happen to each project: its end, or the last status date."""
        over = ~(self.history.present & np.isin(self.history.status, (PROPOSED, ACTIVE, ON_HOLD)))
        live_months = np.where(over, -1, np.arange(self.last_month + 1)[:, None]).max(axis=0)
        return self.plan.dates[np.maximum(live_months, self.plan.entry)]

    @cached_property
    def field(self) -> np.ndarray:
        """Return which words each project uses: names.WORKS, SOFTWARE or SUPPLY."""
        return np.array([kind.field for kind in names.CATEGORIES])[self.plan.category]

    def date(self, month: int) -> str:
        """Return the status date of a month, ISO."""
        return str(iso(self.plan.dates[month : month + 1])[0])

    def here(self, month: int) -> np.ndarray:
        """Return the projects in the files of a month."""
        return np.flatnonzero(self.history.present[month])

    def classes(self, month: int) -> np.ndarray:
        """Return investment classes; discretionary work becomes committed once its contract is let."""
        kind = self.plan.investment_class
        let = (kind == portfolio.DISCRETIONARY) & (self.history.step[month] >= 4 * STEPS_PER_PHASE)
        return np.where(let, portfolio.COMMITTED, kind)

    def step_days(self) -> np.ndarray:
        """Return steps x projects: the day each step was begun, history.NO_DATE where it has not been seen."""
        steps = np.arange(self.process_steps + 1)[:, None]
        reached = np.stack([np.argmax(self.history.step >= step, axis=0) for step in range(self.process_steps + 1)])
        seen = self.history.step[-1] >= steps
        months = np.asarray(self.process.phase_months)
        before = (
            np.append(0.0, np.repeat(months / STEPS_PER_PHASE, STEPS_PER_PHASE).cumsum())[:, None] * self.plan.pace * 30
        )
        guess = (self.start + before).astype(np.int64)
        known = np.where(reached > self.plan.entry, self.plan.dates[reached] - 3 - self.plan.manager % 20, guess)
        return np.where(seen, known, history.NO_DATE)

    @property
    def process_steps(self) -> int:
        """Return the number of work steps."""
        return len(self.process.phase_months) * STEPS_PER_PHASE


def make(
    projects: int, periods: int, seed: int, process: SlipProcess | None = None, founding: float = portfolio.FOUNDING
) -> World:
    """Return a city of `projects` projects over `periods` months, the same for the same seed."""
    process = process or SlipProcess()
    plan = portfolio.build(projects, periods, seed, founding)
    past = history.run(process, plan)
    base = history.baselines(plan, past)
    cost = money.run(process, plan, past, base)
    return World(process, plan, past, base, cost, ratings.run(plan, past, base, cost))
