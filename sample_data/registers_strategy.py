"""Objectives, impact ratings, benefits and what they brought."""

import numpy as np
import pandas as pd

from sample_data import names, slots
from sample_data.portfolio import stream
from sample_data.process import CANCELLED, COMPLETED
from sample_data.world import PEOPLE, World, words

RATINGS = words(("None", "Low", "Moderate", "Strong", "Extreme"))
EVIDENCE = words(("Named in the business case", "Modelled in the options study", "Agreed at the rating workshop"))
MONEY_OBJECTIVE = 5
DISBENEFIT = "Extra upkeep of new assets"


def objectives(world: World, month: int) -> pd.DataFrame:
    """Return the city's eight objectives with their points."""
    key, name, statement, weight = zip(*names.OBJECTIVES, strict=True)
    owners = [PEOPLE[260 + 3 * place] for place in range(len(key))]
    return pd.DataFrame({"Objective key": key, "Name": name, "Statement": statement, "Parent": "", "Owner": owners,
                         "Weight": weight})  # fmt: skip


def _levels(world: World) -> np.ndarray:
    """Return projects x objectives, 0 none to 4 extreme."""
    noise = stream(world.plan.seed, "impacts").random((4, world.plan.size, len(names.OBJECTIVES))).sum(axis=0) - 2
    return np.clip(np.round(np.array(names.IMPACT_MEANS)[world.plan.category] + 1.5 * noise), 0, 4).astype(int)


def impacts(world: World, month: int) -> pd.DataFrame:
    """Return the ratings of the projects that have been rated: about nine in ten, newcomers often not yet."""
    draws = stream(world.plan.seed, "rated").random((2, world.plan.size))
    waits = np.floor(draws[1] * 8).astype(int)
    rated = (
        world.history.present[month]
        & (draws[0] < 0.94)
        & ((world.plan.entry + waits <= month) | (world.plan.entry == 0))
    )
    rows = np.flatnonzero(rated)
    level = _levels(world)[rows]
    project, objective = np.indices(level.shape).reshape(2, -1)
    flat = level.ravel()
    why = np.where(flat >= 3, EVIDENCE[(rows[project] + objective) % len(EVIDENCE)], "")
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[rows][project],
        "Objective key": words(tuple(line[0] for line in names.OBJECTIVES))[objective],
        "Rating": RATINGS[flat], "Evidence": why,
    })  # fmt: skip


def _benefit_list(world: World, month: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return project, number, objective served and five uniforms of each benefit of the projects present."""
    rng = stream(world.plan.seed, "benefits")
    count = np.where(rng.random(world.plan.size) < 0.35, 2, 1)
    project = np.repeat(np.arange(world.plan.size), count)
    turn = np.concatenate([np.arange(number) for number in count])
    draws = rng.random((5, project.size))
    best = np.argsort(-_levels(world), axis=1, kind="stable")[project, turn]
    here = world.history.present[month][project]
    return project[here], np.arange(1, project.size + 1)[here], best[here], draws[:, here]


def benefits(world: World, month: int) -> pd.DataFrame:
    """Return one or two benefits per project, now and then a disbenefit."""
    project, number, best, draws = _benefit_list(world, month)
    title, unit = (words(tuple(line[place] for line in names.BENEFITS)) for place in (0, 1))
    harm = draws[1] > 0.94
    kind = np.where(harm, "Disbenefit", np.where(best == MONEY_OBJECTIVE, "Cashable", "Non-cashable"))
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[project], "Benefit key": slots.keys("B", number),
        "Name": np.where(harm, DISBENEFIT, title[best]), "Kind": kind,
        "Objective key": words(tuple(line[0] for line in names.OBJECTIVES))[best],
        "Owner": PEOPLE[200 + world.plan.department[project] * 3],
        "Unit": np.where(harm, unit[MONEY_OBJECTIVE], unit[best]),
        "Validated by finance": np.where(draws[2] < 0.6, "Yes", "No"),
    })  # fmt: skip


def benefit_values(world: World, month: int) -> pd.DataFrame:
    """Return planned, forecast and realised values of the first four fiscal years after the approved finish."""
    project, number, best, draws = _benefit_list(world, month)
    past = world.history
    known = world.baselines.version[month][project] > 0
    planned_year = fiscal_year(np.where(known, world.baselines.approved[month][project], past.forecast[month][project]))
    forecast_year = fiscal_year(past.forecast[month][project])
    now = int(fiscal_year(world.plan.dates[month : month + 1])[0])
    harm = draws[1] > 0.94
    rate = np.where(harm, 0.004, np.array([line[2] for line in names.BENEFITS])[best])
    full = np.maximum(rate * world.plan.budget[project] * (0.4 + draws[3]), 2.0)
    alive = past.status[month][project] != CANCELLED
    done = past.status[month][project] == COMPLETED
    tables = []
    for ahead, ramp in enumerate((0.5, 0.8, 1.0, 1.0), start=1):
        year = planned_year + ahead
        begun = alive & (year > forecast_year)
        expected = np.where(begun, full * ramp * (0.8 + 0.3 * draws[4]), 0.0)
        measured = np.where(done & begun & (year < now), np.round(expected * (0.7 + 0.5 * draws[2])), np.nan)
        tables.append(pd.DataFrame({"Benefit key": slots.keys("B", number), "Period": year_names(year),
                                    "Planned": np.round(full * ramp), "Forecast": np.round(expected),
                                    "Realised": measured}))  # fmt: skip
    table = pd.concat(tables, ignore_index=True).sort_values(["Benefit key", "Period"], kind="stable")
    return table.astype({"Planned": "Int64", "Forecast": "Int64", "Realised": "Int64"})


def fiscal_year(days: np.ndarray) -> np.ndarray:
    """Return the calendar year in which the fiscal year of each day ends."""
    months = np.asarray(days).astype("datetime64[D]").astype("datetime64[M]").astype(int)
    return 1970 + (months + 12 - (names.FISCAL_START_MONTH - 1)) // 12


def year_names(year: np.ndarray) -> np.ndarray:
    """Return fiscal years as written in the files, "2026-27" for the year that ends in 2027."""
    return np.array([f"{value - 1}-{value % 100:02d}" for value in np.asarray(year)], dtype=object)
