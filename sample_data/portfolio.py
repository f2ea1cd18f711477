"""The lasting facts of each generated project: department, name, key, class, size, when it entered."""

import zlib
from dataclasses import dataclass

import numpy as np

from sample_data import names
from sample_data.process import ACTIVE, LAST_STEP, PROPOSED

CLASSES = ("Mandatory", "Committed", "Discretionary", "Run")
MANDATORY, COMMITTED, DISCRETIONARY, RUN = range(4)
FOUNDING = 0.46


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Return a generator of its own for one purpose, so that a change in one part leaves the others as they were."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


@dataclass(frozen=True)
class Split:
    """One project that becomes two at a month: its row ends and the two go on with their shares of the money."""

    month: int
    parent: int
    children: tuple[int, int]
    shares: tuple[float, float]


@dataclass(frozen=True)
class Rename:
    """A change of a project's key at a month."""

    month: int
    project: int
    old_key: str
    new_key: str


@dataclass(frozen=True)
class Portfolio:
    """Lasting facts of n projects (arrays of n) and the calendar (month ends as days since 1970)."""

    seed: int
    dates: np.ndarray
    category: np.ndarray
    department: np.ndarray
    programme: np.ndarray
    pace: np.ndarray
    budget: np.ndarray
    investment_class: np.ndarray
    entry: np.ndarray
    first_status: np.ndarray
    first_step: np.ndarray
    location: np.ndarray
    manager: np.ndarray
    name: np.ndarray
    key: np.ndarray
    splits: tuple[Split, ...]
    renames: tuple[Rename, ...]

    @property
    def size(self) -> int:
        """Return the number of projects ever known."""
        return int(self.category.size)

    def keys_at(self, month: int) -> np.ndarray:
        """Return the key each project carries in the files of a month."""
        keys = self.key.copy()
        for rename in self.renames:
            if month >= rename.month:
                keys[rename.project] = rename.new_key
        return keys


def month_ends(last: str, periods: int) -> np.ndarray:
    """Return the last days of `periods` months up to the month `last` ("2026-10"), days since 1970."""
    months = np.datetime64(last, "M") - np.arange(periods)[::-1]
    return ((months + 1).astype("datetime64[D]") - 1).astype(np.int64)


def build(projects: int, periods: int, seed: int, founding: float = FOUNDING, last: str = "2026-10") -> Portfolio:
    """Return the lasting facts of `projects` projects over `periods` months; `founding` is the share there at first."""
    rng = stream(seed, "portfolio")
    dates = month_ends(last, periods)
    category = _categories(projects, rng)
    department = np.array([kind.department for kind in names.CATEGORIES])[category]
    programme = rng.integers(0, 3, projects)
    kinds = names.CATEGORIES
    size = np.exp(np.array([kind.spread for kind in kinds])[category] * _normal(rng, projects))
    budget = np.round(np.array([kind.budget for kind in kinds])[category] * size, -4).clip(250_000)
    pace = np.array([kind.pace for kind in kinds])[category]
    entry = _entries(projects, periods, founding, rng)
    chance = rng.random(projects)
    first_status = np.where((entry > 0) & (chance < 0.8) | (chance < 0.12), PROPOSED, ACTIVE)
    first_step = np.where(entry > 0, 0, (rng.random(projects) ** 1.15 * (LAST_STEP - 2)).astype(np.int64))
    first_step = np.where(first_status == PROPOSED, 0, first_step)
    draft = Portfolio(
        seed, dates, category, department, programme, pace, budget, _classes(department, rng), entry, first_status,
        first_step, rng.integers(0, len(names.LOCATIONS), projects), rng.integers(0, 90, projects),
        _names(category, rng), _keys(department, dates[entry] - (first_step * pace * 115).astype(np.int64)), (), (),
    )  # fmt: skip
    return _with_lineage(draft, rng)


def _normal(rng: np.random.Generator, size: int) -> np.ndarray:
    return rng.random((12, size)).sum(axis=0) - 6.0


def _categories(projects: int, rng: np.random.Generator) -> np.ndarray:
    per_department = np.bincount([kind.department for kind in names.CATEGORIES])
    weight = np.array(
        [names.DEPARTMENTS[kind.department].share / per_department[kind.department] for kind in names.CATEGORIES]
    )
    counts = np.floor(np.cumsum(weight / weight.sum()) * projects + 1e-9).astype(int)
    category = np.searchsorted(counts, np.arange(projects), side="right").clip(0, len(weight) - 1)
    return category[np.argsort(rng.random(projects), kind="stable")]


def _entries(projects: int, periods: int, founding: float, rng: np.random.Generator) -> np.ndarray:
    first = round(projects * founding)
    later = 1 + np.floor(rng.random(projects - first) * max(periods - 1, 1)).astype(np.int64)
    return np.concatenate([np.zeros(first, dtype=np.int64), np.sort(np.minimum(later, periods - 1))])


def _classes(department: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    draw = rng.random(department.size)
    mandatory = np.array([0.14, 0.32, 0.06, 0.16, 0.22, 0.15, 0.05, 0.24])[department]
    run = np.array([0.08, 0.10, 0.10, 0.10, 0.18, 0.20, 0.10, 0.08])[department]
    committed = 0.22
    bounds = np.stack([mandatory, mandatory + run, mandatory + run + committed])
    return np.select([draw < bounds[0], draw < bounds[1], draw < bounds[2]], [MANDATORY, RUN, COMMITTED], DISCRETIONARY)


def _names(category: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    result = np.empty(category.size, dtype=object)
    for index, kind in enumerate(names.CATEGORIES):
        stems = names.PLACES if kind.placed else names.SYSTEMS
        wanted = np.flatnonzero(category == index)
        pool = len(stems) * len(kind.objects)
        order = np.argsort(rng.random(pool), kind="stable")
        for place, row in enumerate(wanted):
            lot, choice = divmod(place, pool)
            stem, thing = divmod(int(order[choice]), len(kind.objects))
            result[row] = f"{stems[stem]} {kind.objects[thing]}" + (f", lot {lot + 1}" if lot else "")
    return result


def _keys(department: np.ndarray, begun: np.ndarray) -> np.ndarray:
    years = begun.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
    result = np.empty(department.size, dtype=object)
    for index, kind in enumerate(names.DEPARTMENTS):
        for number, row in enumerate(np.flatnonzero(department == index), start=1):
            result[row] = kind.key_form.format(prefix=kind.prefix, year=years[row], number=number * 3 + row % 3)
    return result


def _with_lineage(plan: Portfolio, rng: np.random.Generator) -> Portfolio:
    """Return the plan with a few keys renamed and a few large early projects split into two of the last ones."""
    periods, projects = plan.dates.size, plan.size
    if periods < 12 or projects < 40:
        return plan
    pool = np.flatnonzero(
        (plan.entry == 0) & (plan.first_status == ACTIVE) & (plan.first_step.clip(0, 9) == plan.first_step)
    )
    chosen = pool[np.argsort(-plan.budget[pool] * (0.5 + rng.random(pool.size)), kind="stable")]
    count = 3
    splits, renames = [], []
    arrays = {field: getattr(plan, field).copy() for field in
              ("category", "department", "programme", "pace", "budget", "investment_class", "entry", "location",
               "manager", "name", "key", "first_status")}  # fmt: skip
    for place in range(count):
        parent, month = int(chosen[place]), int(periods * (0.35 + 0.2 * place))
        children = (projects - 2 * place - 1, projects - 2 * place - 2)
        shares = (0.6, 0.4)
        for letter, child, share in zip("AB", children, shares, strict=True):
            for field in arrays:
                arrays[field][child] = arrays[field][parent]
            arrays["entry"][child], arrays["first_status"][child] = month, ACTIVE
            arrays["budget"][child] = round(arrays["budget"][parent] * share, -3)
            arrays["name"][child] = f"{arrays['name'][parent]}, part {letter}"
            arrays["key"][child] = f"{arrays['key'][parent]}{letter}"
        splits.append(Split(month, parent, children, shares))
    for place in range(6):
        project, month = int(chosen[count + 2 * place]), int(periods * (0.2 + 0.14 * place)) - 1
        old = str(plan.key[project])
        renames.append(Rename(month, project, old, f"{old}-R" if place % 2 else f"NH-{7100 + 13 * place}"))
    values = {**plan.__dict__, **arrays, "splits": tuple(splits), "renames": tuple(renames)}
    return Portfolio(**values)
