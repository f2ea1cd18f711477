"""A real browser, and the real app behind an address of its own, for the journeys.

The tests of one file run in one worker, one after the other, and share its browser; those of one worker share the app
on the sample portfolio.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.driver import Visitor, wait_until_up

ROOT = Path(__file__).resolve().parents[2]
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a file; without any, the tests fail and say what to install."""
    # Playwright keeps an event loop running while it is open, in which later tests of other files could start none.
    executable = _executable()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=LAUNCH)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def start_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start the app on a database, by its address, with settings if given (ADDRESS is its own); return that."""
    started: list[subprocess.Popen[bytes]] = []

    def start(database_url: str, **given: str) -> str:
        port = _free_port()
        log = tmp_path_factory.mktemp(f"app-{port}") / "log.txt"
        environment = {**os.environ, "DATABASE_URL": database_url, **given}
        environment |= {name: value.replace("ADDRESS", f"http://127.0.0.1:{port}") for name, value in given.items()}
        command = [sys.executable, "cli.py", "serve", "--port", str(port)]
        with log.open("wb") as output:
            started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output))
        wait_until_up(f"http://127.0.0.1:{port}", started[-1], log)
        return f"http://127.0.0.1:{port}"

    yield start
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="session")
def sample_address(
    start_app: Callable[[str], str], sample_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Address of the app on the sample portfolio; its database is shared by all tests that ask for it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    shutil.copyfile(sample_template, path)
    return start_app(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def start_apart(
    start_app: Callable[..., str], sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., tuple[str, str]]:
    """Start the app, with settings if given, on a database of its own with nothing in it; return both addresses."""

    def start(name: str, **given: str) -> tuple[str, str]:
        path = tmp_path_factory.mktemp(name) / f"{name}.db"
        shutil.copyfile(sqlite_template, path)
        return start_app(f"sqlite:///{path}", **given), f"sqlite:///{path}"

    return start


@pytest.fixture
def address(start_app: Callable[[str], str], sqlite_url: str) -> str:
    """Address of a cold app of the test's own, on an empty database."""
    return start_app(sqlite_url)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Visitor]]:
    """Return a visitor with a browser window of their own at an address of the app, at each call."""
    contexts = []

    def arrive(address: str) -> Visitor:
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True))
        return Visitor(contexts[-1].new_page(), address)

    yield arrive
    for context in contexts:
        context.close()


def _executable() -> str:
    """Path of the browser, found as `make test` finds it."""
    specification = importlib.util.spec_from_file_location("find_browser", ROOT / ".ci" / "browser.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    path = module.find()
    if path is None:
        pytest.fail(module.MISSING)
    return str(path)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
