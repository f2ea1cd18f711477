"""Files of the sample: how tables become CSV, department by department, and the manifest of what to load."""

import gzip
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sample_data import names
from sample_data.portfolio import stream
from sample_data.registers_projects import rows as project_rows
from sample_data.world import World, iso

MONEY_HEADERS = ("Original budget", "Approved budget", "Funding released", "Committed", "Actual cost", "Forecast cost",
                 "Contingency", "Exit cost", "Run cost per year", "Planned value", "Earned value",
                 "Expected value")  # fmt: skip
WHOLE = "whole"
MONTHLY = 12
"""Months filed one by one; what lies before came once, as one file of each department."""


@dataclass
class Manifest:
    """What was written, in the order in which to load it."""

    folder: Path
    lines: list[dict[str, str]] = field(default_factory=list)

    def add(self, table: pd.DataFrame, path: str, register: str, coverage: str, as_of: str, received: str) -> None:
        """Write a table below the folder and note it."""
        write_csv(table, self.folder / path)
        self.lines.append(
            {"path": path, "register": register, "coverage": coverage, "as_of": as_of, "received": received}
        )

    def save(self) -> None:
        """Write manifest.csv, by status date, projects first."""
        table = pd.DataFrame(self.lines)
        order = table["register"].ne("projects")
        table = table.assign(order=order).sort_values(["as_of", "order", "received", "path"], kind="stable")
        write_csv(table.drop(columns="order"), self.folder / "manifest.csv")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write plain UTF-8 CSV with line feeds on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(table.to_csv(index=False, lineterminator="\n").encode())


def write_gzip(table: pd.DataFrame, path: Path) -> None:
    """Write CSV in gzip without a time stamp, so that equal tables give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = io.BytesIO()
    with gzip.GzipFile(fileobj=target, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(table.to_csv(index=False, lineterminator="\n").encode())
    path.write_bytes(target.getvalue())


def blanks(table: pd.DataFrame) -> pd.DataFrame:
    """Return project rows with empty cells where a number is not known (money below zero, priority 0)."""
    result = table.copy()
    for title in MONEY_HEADERS:
        result[title] = result[title].astype("Int64").mask(result[title] < 0)
    result["Priority"] = result["Priority"].astype("Int64").mask(result["Priority"] == 0)
    return result


def dollars(table: pd.DataFrame) -> pd.DataFrame:
    """Return project rows with money written as $1,234.50, as one department does."""
    result = table.astype(dict.fromkeys(MONEY_HEADERS, object))
    for title in MONEY_HEADERS:
        result[title] = ["" if value is pd.NA else f"${value:,.2f}" for value in result[title]]
    return result


def late_reports(world: World) -> set[tuple[int, int]]:
    """Return (month, department) of the files that never came: a few over the years and one in the last month."""
    rng = stream(world.plan.seed, "late reports")
    months, departments = world.last_month, len(names.DEPARTMENTS)
    if months < 12:
        return {(months, 6)}
    picked = {(int(4 + (months - 6) * when), int(departments * which)) for when, which in rng.random((7, 2))}
    return picked | {(months, 6), (months - 2, 2)}


def gaps(world: World) -> list[tuple[int, int, int]]:
    """Return (project, first month, last month) of rows that a department forgot: one comes back, one never does."""
    plan, last = world.plan, world.last_month
    named = {rename.project for rename in plan.renames} | {split.parent for split in plan.splits}
    steady = [int(row) for row in range(plan.size) if plan.entry[row] == 0 and row not in named]
    if last < 12 or len(steady) < 30:
        return []
    return [(steady[11], last - 14, last - 12), (steady[23], last - 8, last)]


def department_files(world: World, manifest: Manifest) -> None:
    """Write what the departments filed: their history once, then a file a month, but for the late reporters'."""
    missing = late_reports(world)
    delays = stream(world.plan.seed, "received").integers(3, 13, (world.last_month + 1, len(names.DEPARTMENTS)))
    history: dict[int, list[pd.DataFrame]] = {}
    for month in range(world.last_month + 1):
        table, date = _month(world, month), world.date(month)
        received = [str(iso(world.plan.dates[month : month + 1] + days)[0]) for days in delays[month]]
        for index, department in enumerate(names.DEPARTMENTS):
            mine = table[table["Department"] == department.name]
            if (month, index) in missing or mine.empty:
                continue
            filed = dollars(mine) if index == names.DOLLAR_DEPARTMENT else mine
            if month <= world.last_month - MONTHLY:
                history.setdefault(index, []).append(filed)
            else:
                path = f"files/projects/{date[:7]}/{department.slug}.csv"
                manifest.add(filed, path, "projects", f"department={department.name}", date, received[index])
    until = max(world.last_month - MONTHLY, 0)
    date, received = world.date(until), str(iso(world.plan.dates[until : until + 1] + 20)[0])
    for index, tables in history.items():
        department = names.DEPARTMENTS[index]
        path = f"files/projects/until-{date[:7]}/{department.slug}.csv"
        manifest.add(pd.concat(tables), path, "projects", f"department={department.name}", date, received)


def _month(world: World, month: int) -> pd.DataFrame:
    """Return the rows of one month without those that a department forgot."""
    keys = world.plan.keys_at(month)
    table = blanks(project_rows(world, month))
    forgotten = [keys[project] for project, first, end in gaps(world) if first <= month <= end]
    return table[~table["Project key"].isin(forgotten)]


def whole_files(world: World, manifest: Manifest, per_file: int = 12) -> None:
    """Write the projects of all departments in a few large files of `per_file` months, without the free texts."""
    for first in range(0, world.last_month + 1, per_file):
        months = range(first, min(first + per_file, world.last_month + 1))
        table = blanks(pd.concat([project_rows(world, month, texts=False) for month in months], ignore_index=True))
        date = world.date(months[-1])
        manifest.add(table, f"files/projects/{date}.csv", "projects", WHOLE, date, date)


def lineage(world: World) -> pd.DataFrame:
    """Return the decisions on renamed and split keys, oldest first."""
    lines = [(r.old_key, r.new_key, "renamed", world.date(r.month)) for r in world.plan.renames]
    for split in world.plan.splits:
        lines += [
            (world.plan.key[split.parent], world.plan.key[c], "split", world.date(split.month)) for c in split.children
        ]
    table = pd.DataFrame(lines, columns=["from_key", "to_key", "kind", "as_of"])
    return table.sort_values(["as_of", "from_key", "to_key"], kind="stable")


def settings(world: World) -> str:
    """Return portfolio.json: name, currency, fiscal year and how many projects and months there are."""
    values = {
        "key": names.PORTFOLIO_KEY,
        "name": names.PORTFOLIO_NAME,
        "currency": names.CURRENCY,
        "fiscal_start_month": names.FISCAL_START_MONTH,
        "time_zone": "UTC",
        "generated": True,
        "note": "Generated data about a fictional city. No project, supplier or person in it exists.",
        "seed": world.plan.seed,
        "months": world.last_month + 1,
        "first_as_of": world.date(0),
        "last_as_of": world.date(world.last_month),
        "departments": [department.name for department in names.DEPARTMENTS],
    }
    return json.dumps(values, indent=2) + "\n"
