"""Each event is one line with its fields, whoever logs it, and without secrets or the words of data."""

import asyncio
import json
import logging

import pytest
import structlog
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from data_access import logs
from data_access.settings import Settings

CANARY = "canary-0c7e21"


@pytest.fixture
def lines(tmp_path):
    """Begin the log in a file; return its lines so far at each call, and put all back afterwards."""
    root, before = logging.getLogger(), logging.getLogRecordFactory()
    level, path = root.level, tmp_path / "bellwether.log"

    def begin(**given):
        logs.begin(Settings(**{"log_file": path, "log_format": "json", "secret": SecretStr(CANARY), **given}))

    def read():
        return path.read_text(encoding="utf-8").splitlines()

    begin()
    read.begin = begin
    yield read
    while logs._handlers:
        root.removeHandler(held := logs._handlers.pop())
        held.close()
    logging.setLogRecordFactory(before)
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def test_a_line_holds_time_level_event_and_fields(lines):
    with structlog.contextvars.bound_contextvars(request="7KQ2M9XA"):
        logs.log().info("request", person=4, portfolio="city", milliseconds=12)
    (line,) = map(json.loads, lines())
    assert list(line) == ["time", "level", "event", "request", "person", "portfolio", "milliseconds"]
    assert line["time"].endswith("Z")
    assert (line["level"], line["event"], line["request"], line["person"]) == ("info", "request", "7KQ2M9XA", 4)


@pytest.mark.parametrize("form", ["json", "text"])
def test_whatever_is_logged_stays_on_its_own_line(lines, form):
    lines.begin(log_format=form)
    logs.log().info("request", path="a\nlevel=error event=forged\r\x1b[31m\u2028x")
    logging.getLogger("library").warning("two\nlines")
    assert len(lines()) == 2
    assert all("\x1b" not in line and "\u2028" not in line for line in lines())


def test_an_error_is_told_by_kind_and_place_and_not_in_its_words(lines):
    try:
        int(CANARY + " of a file")
    except ValueError:
        logs.log().error("run failed", error="AB12", exc_info=True)
        logging.getLogger("library").exception("it failed")
    told = list(map(json.loads, lines()))
    assert len(told) == 2
    for line in told:
        assert line["trace"].startswith("ValueError < ")
        assert "test_logs.py" in line["trace"]
    assert CANARY not in "".join(lines())
    assert "of a file" not in "".join(lines())


def test_a_cause_is_told_with_its_error(lines):
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as first:
            raise RuntimeError(CANARY) from first
    except RuntimeError:
        logs.log().error("run failed", exc_info=True)
    assert "RuntimeError <" in lines()[0]
    assert "| from KeyError <" in lines()[0]
    assert CANARY not in lines()[0]


def test_the_database_speaks_for_itself_but_its_statement_and_values_do_not(lines):
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "12 Mill Lane"})
    except Exception:
        logs.log().error("run failed", exc_info=True)
    assert "no such table: nowhere" in lines()[0]
    assert "Mill Lane" not in lines()[0]
    assert "INSERT" not in lines()[0]


def test_an_error_of_a_forgotten_task_is_not_quoted(lines):
    async def fails():
        raise ValueError("12 Mill Lane")

    async def forgets():
        task = asyncio.ensure_future(fails())
        await asyncio.sleep(0)
        return task

    asyncio.run(forgets())
    import gc

    gc.collect()
    assert "Mill Lane" not in "".join(lines())
    assert "exception=ValueError" in "".join(lines())


def test_secrets_are_hidden_by_value_and_by_the_name_of_their_field(lines):
    logs.log().info("request", path=f"/x/{CANARY}", cookie="abcdef", proxy_secret="abcdef", api_key="abcdef")
    logging.getLogger("library").info("%s and Bearer abcdef", CANARY)
    assert CANARY not in "".join(lines())
    assert "abcdef" not in "".join(lines())


def test_a_handler_of_somebody_elses_sees_no_secret_either(lines, caplog):
    logger = logging.getLogger("stubborn")
    logger.addHandler(caplog.handler)
    try:
        try:
            raise ValueError(CANARY)
        except ValueError:
            logger.exception("failed with %s", CANARY)
    finally:
        logger.removeHandler(caplog.handler)
    assert CANARY not in caplog.text
    assert "ValueError" in caplog.text


def test_loggers_with_handlers_of_their_own_are_taken_over_and_the_access_log_is_silent(lines, capsys):
    import sys

    own, access = logging.getLogger("own"), logging.getLogger("uvicorn.access")
    for logger in (own, access):
        logger.addHandler(logging.StreamHandler(sys.stderr))
        logger.propagate = False
    logs.adopt()
    own.warning("heard")
    access.warning("GET /invitation/abcdef")
    access.disabled = False
    assert capsys.readouterr().err == ""
    assert [json.loads(line)["event"] for line in lines()] == ["heard"]


def test_the_level_and_a_second_beginning_are_heeded(lines):
    lines.begin(log_level="warning")
    logs.log().info("not wanted")
    logs.log().warning("wanted")
    assert [json.loads(line)["event"] for line in lines()] == ["wanted"]
