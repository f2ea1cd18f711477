"""Import and read a large portfolio.

Usage: `python -m benchmarks.scale [--projects 10000] [--periods 60] [--url URL] [--data DIR]`

Makes the files of a large generated portfolio (or takes those in --data), imports them through the command line's own
way in bounded memory, and prints JSON: rows a second beside `pandas.to_sql` and the database's own bulk load of the
same rows, the largest memory used, and the seconds the portfolio page's services need, cold and warm.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

KEY = "large"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds a call took, and its result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def imported(files: list[Path]) -> dict[str, float]:
    """Import all files; return rows and seconds of planning, of committing and of deriving."""
    from services import derived, importing, intake
    from services.access import local_user, scope
    from services.plans import silent

    actor = local_user()
    importing.ensure_portfolio(actor, KEY, KEY, "USD", 7)
    rows, planning, committing = 0, 0.0, 0.0
    for file in files:
        view = scope(actor, KEY)
        wanted = importing.Wanted(file, KEY, "projects", None, None, None, None, None)
        seconds, told = timed(lambda wanted=wanted: importing.run(actor, wanted, True, silent))
        planning += seconds
        seconds, done = timed(lambda told=told, view=view: intake.commit(actor, view, told["plan"]))
        committing += seconds
        rows += done.rows
    deriving, _ = timed(lambda: derived.refresh(scope(actor, KEY)))
    return {"rows": rows, "planning": planning, "committing": committing, "deriving": deriving}


def loaded_otherwise(rows: pd.DataFrame) -> dict[str, float]:
    """Return rows a second of `pandas.to_sql` and of the database's bulk load, without any check."""
    from sqlalchemy import Column, MetaData, Table, Text

    from data_access import database, frames
    from data_access.schema.types import Money  # noqa: F401  the schema must be known to the engine

    engine = database.engine()
    texts = rows.astype(str)
    seconds, _ = timed(lambda: texts.to_sql("by_pandas", engine, index=False, if_exists="replace", chunksize=10_000))
    table = Table("by_bulk", MetaData(), *(Column(f"c{number}", Text) for number in range(len(texts.columns))))
    texts.columns = [column.name for column in table.columns]
    table.drop(engine, checkfirst=True)
    table.create(engine)

    def bulk() -> None:
        with engine.execution_options(write=True).begin() as connection:
            frames.write(connection, table, texts)

    bulk_seconds, _ = timed(bulk)
    return {"pandas.to_sql": len(rows) / seconds, "bulk load": len(rows) / bulk_seconds}


def page_seconds() -> dict[str, float]:
    """Return the seconds the portfolio page's services take: all of a first visit, then what a visit reads anew."""
    from services import heatmaps, periods, portfolio_view, portrait
    from services.access import local_user, scope

    def first() -> tuple[Any, Any, date, date]:
        view = scope(local_user(), KEY)
        dates = periods.dates(view)
        found = portrait.read(view, dates[-1])
        then = portfolio_view.earlier(view, dates[-2])
        portfolio_view.overview(view, found, dates[-2], (), then)
        since = portfolio_view.changed(view, found, dates[-2], (), then)
        portfolio_view.attention(found, since)
        portfolio_view.trend(view, dates[-1])
        usual = heatmaps.default(found)
        assert usual is not None
        heatmaps.cells(found, usual)
        return view, found, dates[-1], dates[-2]

    cold, (_, found, _, _) = timed(first)
    usual = heatmaps.default(found)
    assert usual is not None
    warm, _ = timed(lambda: (scope(local_user(), KEY), heatmaps.cells(found, usual)))
    return {"cold": cold, "warm": warm}


def main() -> None:
    """Run the trial and print its figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--projects", type=int, default=10_000)
    options.add_argument("--periods", type=int, default=60)
    options.add_argument("--url")
    options.add_argument("--data", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = given.url or f"sqlite:///{Path(folder) / 'scale.db'}"
        data = given.data or Path(folder) / "data"
        if not given.data:
            from sample_data import generate

            generate.generate(data, given.projects, given.periods, 1, with_truth=False, big=True)
        from data_access import database

        database.upgrade()
        files = sorted((data / "files" / "projects").rglob("*.csv"))
        done = imported(files)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sample = pd.concat(pd.read_csv(file, dtype=str, nrows=20_000) for file in files)
        ours = {
            "whole import": done["rows"] / (done["planning"] + done["committing"]),
            "commit alone": done["rows"] / done["committing"],
        }
        figures = {
            "database": database.address().get_backend_name(),
            "megabytes": round(sum(file.stat().st_size for file in files) / 1e6),
            "rows": int(done["rows"]),
            "seconds": {name: round(done[name], 1) for name in ("planning", "committing", "deriving")},
            "rows_a_second": {name: round(rate) for name, rate in {**ours, **loaded_otherwise(sample)}.items()},
            "largest_memory_megabytes": round(memory),
            "page_seconds": {name: round(seconds, 3) for name, seconds in page_seconds().items()},
        }
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
