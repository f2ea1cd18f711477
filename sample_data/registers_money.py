"""Costs by fiscal year, contracts, and the people that projects need."""

import numpy as np
import pandas as pd

from sample_data import names, slots
from sample_data.portfolio import stream
from sample_data.process import ACTIVE, COMPLETED, ON_HOLD, PROPOSED, phase_of
from sample_data.registers_strategy import fiscal_year, year_names
from sample_data.world import World, iso, words

MIXED_BELOW = 0.95
TITLES = np.array([("Main works", "Electrical and mechanical works"), ("System and set-up",
"Data migration and support"),
                   ("Vehicles", "Fitting out")], dtype=object)  # fmt: skip
FTE_BY_PHASE = np.array([0.6, 0.8, 1.3, 0.7, 1.6, 0.5])
ROLES_OF_CATEGORY = ((0, 1, 7), (0, 2, 7), (0, 1, 3), (0, 1, 7), (0, 1, 7), (0, 3, 7), (0, 2, 3), (0, 3, 4), (0, 2, 3),
                     (0, 4), (0, 5, 6), (0, 5, 6), (0, 3, 4), (0, 1, 4))  # fmt: skip


def _year_end(year: int) -> int:
    return int(np.datetime64(f"{year}-{names.FISCAL_START_MONTH:02d}").astype("datetime64[D]").astype(int)) - 1


def _overlap_days(year: int, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return the days of [first, last] that lie in a fiscal year."""
    return np.maximum(np.minimum(_year_end(year), last) - np.maximum(_year_end(year - 1) + 1, first) + 1, 0)


def _actual_by_year(world: World, month: int, here: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Return years x projects: spent in each fiscal year; before the first file, spread evenly from the start."""
    dates, money = world.plan.dates, world.money.actual_cost
    entry = world.plan.entry[here]
    opening = np.where(world.history.present[entry, here], money[entry, here], 0)
    first = world.start[here]
    length = np.maximum(dates[entry] - first + 1, 1)
    result = np.zeros((years.size, here.size), dtype=np.int64)
    before = np.zeros(here.size, dtype=np.int64)
    for place, year in enumerate(years):
        end = _year_end(int(year))
        index = int(np.searchsorted(dates, min(end, int(dates[month])), side="right")) - 1
        early = np.clip(end - first + 1, 0, length) / length
        spent = np.round(opening * early).astype(np.int64)
        seen = (index >= entry) & (index >= 0)
        total = np.where(seen, money[max(index, 0), here], spent)
        result[place] = total - before
        before = total
    return result


def _forecast_by_year(world: World, month: int, here: np.ndarray, years: np.ndarray, spent: np.ndarray) -> np.ndarray:
    """Return years x projects: spent plus what is still to be spent, by days up to the forecast finish."""
    today, status = world.plan.dates[month], world.history.status[month][here]
    left = np.maximum(world.money.forecast_cost[month][here] - spent.sum(axis=0), 0)
    first = np.where(status == PROPOSED, today + 120, today + 1)
    last = np.maximum(world.history.forecast[month][here], first + 30)
    weights = np.stack([_overlap_days(int(year), first, last) for year in years]).astype(float)
    done = np.cumsum(weights, axis=0) / np.maximum(weights.sum(axis=0), 1)
    cumulative = np.round(done * left).astype(np.int64)
    return spent + np.diff(cumulative, axis=0, prepend=0)


def _fill(total: np.ndarray, forecast: np.ndarray) -> np.ndarray:
    """Return years x projects: a total laid on the years in order, no year above its forecast."""
    cumulative = np.minimum(np.cumsum(forecast, axis=0), total)
    return np.diff(cumulative, axis=0, prepend=0)


def costs(world: World, month: int) -> pd.DataFrame:
    """Return money by project, fiscal year and kind; the years of a project add up to its forecast cost."""
    here = world.here(month)
    ends = np.maximum(world.history.forecast[month][here], world.plan.dates[month] + 160)
    years = np.arange(fiscal_year(world.start[here]).min(), fiscal_year(ends).max() + 1)
    spent = _actual_by_year(world, month, here, years)
    forecast = _forecast_by_year(world, month, here, years, spent)
    budget = world.money.approved_budget[month][here]
    share = np.where(budget >= 0, budget, 0) / np.maximum(forecast.sum(axis=0), 1)
    now = (years == fiscal_year(world.plan.dates[month : month + 1])[0])[:, None]
    values = {
        "Approved": np.where(budget >= 0, np.round(forecast * share).astype(np.int64), -1),
        "Released": _fill(world.money.funding_released[month][here], forecast),
        "Committed": np.maximum(_fill(world.money.committed[month][here], forecast), spent),
        "Actual": spent,
        "Accrued": np.where(now, np.round(spent * 0.04).astype(np.int64), 0),
        "Forecast": forecast,
    }
    return _kinds(world, month, here, years, values)


def _kinds(
    world: World, month: int, here: np.ndarray, years: np.ndarray, values: dict[str, np.ndarray]
) -> pd.DataFrame:
    year, project = np.nonzero(values["Forecast"] > 0)
    capital = np.array([kind.capital for kind in names.CATEGORIES])[world.plan.category[here]][project]
    mixed = capital < MIXED_BELOW
    keys = world.plan.keys_at(month)[here][project]
    manager = world.plan.manager[here][project]
    # One project in five draws on a second fund every other year.
    second = (manager % 5 == 0) & (years[year] % 2 == 1)
    fund = words(names.FUNDS)[(world.plan.department[here][project] + manager % 3 + second) % len(names.FUNDS)]
    tables = []
    for kind in ("Capex", "Opex"):
        columns = {"Project key": keys, "Period": year_names(years)[year], "Kind": kind, "Line": "All", "Fund": fund}
        for title, amounts in values.items():
            amount = amounts[year, project]
            capex = np.where(mixed, np.round(amount * capital).astype(np.int64), amount)
            part = np.where(amount < 0, -1, capex if kind == "Capex" else amount - capex)
            columns[title] = pd.Series(part, dtype="Int64").mask(part < 0)
        table = pd.DataFrame(columns)
        tables.append(table if kind == "Capex" else table[mixed])
    return pd.concat(tables).sort_values(["Project key", "Period", "Kind"], kind="stable").reset_index(drop=True)


def contracts(world: World, month: int) -> pd.DataFrame:
    """Return one contract per project in delivery or later, two for large ones."""
    draws = stream(world.plan.seed, "contracts").random((3, world.plan.size))
    here = world.here(month)
    let = here[world.history.step[month][here] >= 12]
    second = let[world.plan.budget[let] > 15e6]
    project = np.concatenate([let, second])
    part = np.repeat((0, 1), (let.size, second.size))
    share = np.where(part == 0, 0.55, 0.2) + 0.15 * draws[0][project]
    eac, spent = world.money.forecast_cost[month][project], world.money.actual_cost[month][project]
    value = np.round(eac * share, -2).astype(np.int64)
    over = world.history.status[month][project] == COMPLETED
    paid = np.where(over, value, np.minimum(np.round(spent * share * 0.95), value)).astype(np.int64)
    finish, today = world.history.forecast[month][project], world.plan.dates[month]
    due = np.minimum(today + 12 + (draws[1][project] * 80).astype(int), np.maximum(finish, today + 5))
    supplier = [
        names.SUPPLIERS[field][(int(draw * 97) + 3 * turn) % len(names.SUPPLIERS[field])]
        for field, draw, turn in zip(world.field[project], draws[2][project], part, strict=True)
    ]
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[project], "Contract key": slots.keys("C", 2 * project + part + 1),
        "Supplier": supplier, "Title": TITLES[world.field[project], part],
        "Value": value, "Committed": value, "Paid": paid, "Start": iso(world.step_days()[12, project] + 15),
        "End": iso(finish), "Status": np.where(over, "Closed", "Active"),
        "Next deliverable due": np.where(over, "", iso(due)),
    })  # fmt: skip


def _months_ahead(world: World, month: int, count: int = 12) -> list[str]:
    first = np.datetime64(world.date(month), "M")
    return [str(first + ahead) for ahead in range(1, count + 1)]


def resource_demand(world: World, month: int) -> pd.DataFrame:
    """Return people needed over the next twelve months by role and project, as long as the project lasts."""
    here = world.here(month)
    live = here[np.isin(world.history.status[month][here], (ACTIVE, ON_HOLD))]
    phase = phase_of(world.history.step[month])
    lines = []
    for project in live:
        size = (world.plan.budget[project] / 1e7) ** 0.5 * FTE_BY_PHASE[phase[project]]
        for place, role in enumerate(ROLES_OF_CATEGORY[world.plan.category[project]]):
            need = max(round(float(size * (1.0, 1.4, 0.7)[place]) * 4) / 4, 0.25)
            lines.append(
                (names.ROLES[role], world.plan.keys_at(month)[project], need, world.history.forecast[month][project])
            )
    tables = [
        [(role, period, key, need) for role, key, need, finish in lines if iso(np.array([finish]))[0] >= period]
        for period in _months_ahead(world, month)
    ]
    flat = [line for table in tables for line in table]
    return pd.DataFrame(flat, columns=["Role", "Period", "Project key", "Demand FTE"])


def resource_capacity(world: World, month: int) -> pd.DataFrame:
    """Return people available by role and month: enough on the whole, short in two roles."""
    demand = resource_demand(world, month)
    first = demand[demand["Period"] == _months_ahead(world, month)[0]].groupby("Role")["Demand FTE"].sum()
    lines = []
    for period in _months_ahead(world, month):
        for place, role in enumerate(names.ROLES):
            plenty = (1.15, 1.05, 0.85, 1.2, 1.1, 0.8, 1.0, 1.1)[place]
            lines.append((role, period, max(round(float(first.get(role, 0)) * plenty), 1), 9_500 + 700 * place))
    return pd.DataFrame(lines, columns=["Role", "Period", "Capacity FTE", "Rate"])
