"""What a reader is not shown is in no answer of any service, and no figure gives it away.

Every function of the services that takes a scope is called twice: as a reader from whom things are kept, and on a twin
portfolio that never had them. The answers have to be equal.
"""

import importlib
import inspect
import io
import pkgutil
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pytest

import services
from data_access import database
from data_access.settings import settings
from services import received
from services.errors import Explained
from tests.services import watched
from tests.services.seen_calls import CALLS
from tests.services.seen_reader import Reader
from tests.services.watched import PRIMES, SECRET

NO_READS: Final = {
    "derived.rebuild": "works out for everybody what is stored",
    "derived.refresh": "works out for everybody what is stored",
    "jobs.worker.follow": "waits for a job and tells how far it is",
    "period_summary.made": "a number that grows, by which caches are kept",
    "period_summary.refresh": "works out for everybody what is stored",
    "seen.everything": "makes a scope",
    "seen.looking": "what all the others stand on",
    "seen.sight": "what all the others stand on",
    "slip_store.refresh": "works out for everybody what is stored",
    "workshops.reading.told": "takes away from what was stored",
    "slip_training.is_wanted": "tells whether a training of everybody's model is due",
}
"""Functions that take a scope and tell nothing of projects; those that take an actor are tried by role elsewhere."""

MOMENTS: Final = ("at", "received_at", "written_at", "created_at", "edited_at", "finished_at", "seconds",
                         "signed_off_at", "published_at", "made_at", "opened_at", "closed_at", "asked_at", "settled_at",
                         "joined_at")  # fmt: skip
NUMBERS: Final = ("id", "upload", "snapshot", "snapshot_id", "number", "data_version", "version", "code")
HASHES: Final = ("pins",)
ALLOWED: Final = frozenset({*MOMENTS, *NUMBERS, *HASHES})
"""Fields that may differ from the twin's: numbers given in order of arrival, moments, and hashes of them."""
ROW_READS: Final = [
    name
    for name in CALLS
    if name.split(".")[0] in ("states", "received", "answers", "notes", "views", "periods", "importing", "scenarios")
    or name in ("project_registers.tables", "provenance.of_project", "slip_history.with_registers", "portrait.read")
]
"""Functions that tell stored rows, tried on both databases."""
LINES: Final = ("source_row",)
"""Lines of a file, kept from a reader where rows of the file may be: the numbers left out would tell of them."""
NEWEST_ONLY: Final = dict.fromkeys(["slip.record", "slip_store.said", "slip_view.read"], ("intervals",))
"""Intervals of a record cost many draws, so that only the one of the newest date is stored with them."""
NOT_WORKED_OUT: Final[dict[str, Mapping[str, tuple[str, ...] | None]]] = {
    "projects": {
        **NEWEST_ONLY,
        "period_summary.stored": ("expected", "predicted"),
        "portfolio_view.trend": ("expected", "predicted", "published"),
        "slip_predict.predict": ("days_record",),
        **dict.fromkeys(
            ["candidate_benefits.delays", "publications.figures", "slip_coverage.coverage", "slip_view.trend"]
        ),
        **dict.fromkeys(
            [f"workshops.{name}" for name in ("minutes.minutes", "reading.listing", "reading.read")],
            ("worth", "one_apart"),
        ),
    },
    "subjects": NEWEST_ONLY,
}
"""What is worked out for everybody and not anew for one reader: fields, or all that rests on past predictions."""


def _functions() -> Iterator[tuple[str, bool]]:
    """Yield every public function of the services that takes a scope, and whether it takes an actor too."""
    for found in pkgutil.walk_packages(services.__path__, "services."):
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != found.name:
                continue
            signature = inspect.signature(function)
            if any("Scope" in str(one.annotation) for one in signature.parameters.values()):
                yield f"{found.name.removeprefix('services.')}.{name}", "actor" in signature.parameters


def plain(told: Any, key: str) -> Any:
    """Return an answer as nested plain values, the portfolio's own key and what may differ left out."""
    if isinstance(told, pd.DataFrame):
        rows = told.drop(columns=[name for name in told if name in ALLOWED])
        return {str(name): plain(rows[name], key) for name in rows}
    if isinstance(told, pd.Series | pd.Index | np.ndarray):
        return [[str(one) for one in getattr(told, "index", ())][:0], [plain(one, key) for one in told.tolist()]]
    if is_dataclass(told) and not isinstance(told, type):
        return {one.name: plain(getattr(told, one.name), key) for one in fields(told) if one.name not in ALLOWED}
    if isinstance(told, Mapping):
        return {str(name): plain(value, key) for name, value in told.items() if str(name) not in ALLOWED}
    if isinstance(told, list | tuple):
        return [plain(one, key) for one in told]
    if isinstance(told, set | frozenset):
        return sorted(str(plain(one, key)) for one in told)
    if isinstance(told, float):
        return "nothing" if told != told else float(f"{round(told, 12):.9g}")
    if isinstance(told, str):
        return _numberless(told.replace(key, "THE-PORTFOLIO"))
    if isinstance(told, bytes):
        return plain(pd.read_excel(io.BytesIO(told)), key)
    if told is None or told is pd.NaT:
        return "nothing"
    return told if isinstance(told, bool | int | Enum) else str(told)


def _numberless(told: str) -> str:
    """Return what an entry of the audit is about without the number of the upload or plan."""
    return received.NUMBERED.sub("", told)


def texts(told: Any) -> Iterator[str]:
    """Yield every text and number anywhere in nested plain values."""
    if isinstance(told, Mapping):
        for name, value in told.items():
            yield str(name)
            yield from texts(value)
    elif isinstance(told, list | tuple):
        for one in told:
            yield from texts(one)
    else:
        yield str(told)


def lines(told: Any) -> Iterator[str]:
    """Yield the lines of files anywhere in nested plain values."""
    for name, value in told.items() if isinstance(told, Mapping) else enumerate(told if isinstance(told, list) else ()):
        yield from texts(value) if name in LINES else lines(value)


def answer(name: str, reader: Reader) -> Any:
    """Return what a function tells a reader, in plain values; where it refuses, its words."""
    if name not in reader.told:
        try:
            told = CALLS[name](reader, reader.scope)
        except Explained as refused:
            told = [refused.what, refused.why, refused.repair]
        reader.told[name] = plain(told, reader.scope.portfolio)
    return reader.told[name]


def gives_away(told: Any) -> list[str]:
    """Return the words and amounts of the restricted project, or of drafts, that an answer holds."""
    amounts = {f"{prime}" for prime in PRIMES} | {f"{prime / 100:.9g}" for prime in PRIMES}
    words = (watched.CANARY, SECRET, watched.OLD_SECRET)
    return [one for one in texts(told) if one in amounts or any(word in one for word in words)]


@dataclass(frozen=True)
class Pair:
    """A reader from whom something is kept, one who sees all of the same portfolio, and one of the twin without it."""

    reader: Reader
    whole: Reader
    twin: Reader


def pairs(*kept: str) -> dict[str, Pair]:
    """Return the pairs by what is kept, in the present database."""
    full = watched.build("seen-by-some")
    made = {}
    if "projects" in kept:
        hidden = frozenset({SECRET, watched.OLD_SECRET})
        twin = watched.build("without-project", secret=False)
        made["projects"] = Pair(Reader(replace(full, hidden=hidden)), Reader(full), Reader(twin))
    if "subjects" in kept:
        unseen = frozenset({*watched.GUARDED, "contingency", "drafts"})
        viewer = replace(full, unseen=unseen, until=watched.SHOWN_UNTIL)
        twin = watched.build("without-subjects", drafts=False, guarded=False)
        made["subjects"] = Pair(Reader(viewer), Reader(full), Reader(twin))
    return made


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[dict[str, Pair]]:
    """Return the pairs by what is kept, in one database for all tests of this file."""
    path = tmp_path_factory.mktemp("seen") / "seen.db"
    shutil.copyfile(sqlite_template, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", f"sqlite:///{path}")
        settings.cache_clear()
        yield pairs("projects", "subjects")
        database.engine(f"sqlite:///{path}").dispose()
    settings.cache_clear()


def without(told: Any, names: tuple[str, ...]) -> Any:
    """Return nested plain values without some fields."""
    if isinstance(told, Mapping):
        return {name: without(value, names) for name, value in told.items() if name not in names}
    return [without(one, names) for one in told] if isinstance(told, list) else told


def test_every_function_that_takes_a_scope_is_tried_here_or_takes_an_actor() -> None:
    reads = {name for name, acts in _functions() if not acts}
    assert reads == set(CALLS) | set(NO_READS)
    print(f"{len(CALLS)} functions are tried")


@pytest.mark.parametrize("kept", ["projects", "subjects"])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_reader_is_told_what_the_twin_tells(name: str, kept: str, readers: dict[str, Pair]) -> None:
    told, known = answer(name, readers[kept].reader), answer(name, readers[kept].twin)
    assert not (gives_away(told) if kept == "projects" else [one for one in texts(told) if "Draft of" in one])
    left_out = NOT_WORKED_OUT[kept].get(name, ())
    if left_out is not None:
        assert without(told, (*left_out, *LINES)) == without(known, (*left_out, *LINES))


@pytest.mark.parametrize("name", sorted(CALLS))
def test_no_line_of_a_file_with_rows_that_are_kept_is_told(name: str, readers: dict[str, Pair]) -> None:
    assert set(lines(answer(name, readers["projects"].reader))) <= {"nothing"}


@pytest.mark.parametrize("name", sorted(CALLS))
def test_another_portfolio_is_in_no_answer(name: str, readers: dict[str, Pair]) -> None:
    assert not gives_away(answer(name, readers["projects"].twin))


def test_what_is_kept_would_be_noticed(readers: dict[str, Pair]) -> None:
    noticed = {name for name in CALLS if gives_away(answer(name, readers["projects"].whole))}
    differing = {
        name for name in CALLS if answer(name, readers["projects"].whole) != answer(name, readers["projects"].twin)
    }
    assert len(noticed) >= 40
    assert len(differing) >= 80


def test_rows_are_kept_from_a_reader_on_postgresql_too(postgresql_url: str) -> None:
    for kept, pair in pairs("projects", "subjects").items():
        for name in ROW_READS:
            told = answer(name, pair.reader)
            assert without(told, LINES) == without(answer(name, pair.twin), LINES), (kept, name)
            assert kept == "subjects" or set(lines(told)) <= {"nothing"}, name
            assert kept == "subjects" or not gives_away(told), (kept, name)
