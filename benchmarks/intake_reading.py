"""Rows per second of reading, mapping and checking a large CSV, beside pandas' own reader.

Run with: python -m benchmarks.intake_reading [--rows 600000] [--file PATH]
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from data_access import intake
from data_access.schema import REGISTERS

HEADERS = (
    "Date Reported As Of,Project key,Name,Programme,Department,Category,Location,Sponsor,Phase,Status,Start date,"
    "Approved baseline finish,Forecast finish,Approved budget,Actual cost,Forecast cost,Percent complete,RAG overall,"
    "Ward,Surveyor"
)
DATES = 60
SEED = 7


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=600_000)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.file or written(Path(folder) / "large.csv", options.rows)
        print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")
        _compare(path)


def written(path: Path, rows: int) -> Path:
    """Return the path of a CSV of twenty columns, written with a fixed seed."""
    chance = random.Random(SEED)
    first = date(2019, 1, 1)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEADERS + "\n")
        for row in range(rows):
            as_of, project = row % DATES, row // DATES
            finish = first + timedelta(days=chance.randrange(3_000))
            stream.write(
                f"{first + timedelta(days=30 * as_of)},P-{project:05d},Project number {project},"
                f"Programme {project % 40},"
                f"Department {project % 25},Roads,North,Somebody {project % 90},Design,active,2018-05-01,"
                f"2022-06-30,{finish},{chance.randrange(10**9) / 100:.2f},{chance.randrange(10**9) / 100:.2f},"
                f'"{chance.randrange(10**8):,}",{chance.randrange(101)},Amber,Ward {project % 30},'
                f"Surveyor {project % 11}\n"
            )
    return path


def _compare(path: Path) -> None:
    projects = REGISTERS["projects"]
    source = intake.Source(path)
    portfolio = intake.PortfolioFacts("USD")
    _timed("pandas.read_csv", lambda: pd.read_csv(path), len)
    pieces = _timed(
        "read in pieces", lambda: list(intake.read_chunks(source)), lambda raws: sum(len(r.frame) for r in raws)
    )
    mapping = _timed(
        "propose a mapping",
        lambda: intake.propose_from(intake.merged(map(intake.facts_of, pieces)), projects),
        len_of(pieces),
    )
    _timed(
        "check piece by piece",
        lambda: [intake.check(raw, mapping, projects, portfolio) for raw in pieces],
        len_of(pieces),
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


def len_of(pieces: list[intake.RawTable]) -> Callable[[Any], int]:
    """Return a function that says how many rows the pieces hold, whatever it is asked about."""
    rows = sum(len(raw.frame) for raw in pieces)
    return lambda _: rows


def _timed(what: str, work: Callable[[], Any], rows_of: Callable[[Any], int]) -> Any:
    began, spent = time.perf_counter(), time.process_time()
    result = work()
    seconds = time.perf_counter() - began
    spent = time.process_time() - spent
    rows = rows_of(result)
    print(f"{what:24} {seconds:7.2f} s  {rows / seconds:12,.0f} rows/s  {rows / spent:12,.0f} rows per CPU second")
    return result


if __name__ == "__main__":
    main()
