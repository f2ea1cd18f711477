"""The log: one line per event, as text or JSON, without secrets and without what files or people say.

Every record of every library is cleaned where it is made, so that no handler sees more. Of an error its kind and the
places it passed through are kept; its words only where the machine speaks (files, network, the database's state), for
all other words may quote a row of somebody's file.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, Final

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from structlog.typing import Processor

from data_access.redaction import HIDDEN, SECRET_NAMES, redacted, secrets_of
from data_access.settings import PROJECT_ROOT, Settings

FIRST: Final = ("time", "level", "event", "request", "error", "person", "portfolio", "milliseconds")
SPEAKS: Final = (OSError, OperationalError, InterfaceError, ImportError, MemoryError, TimeoutError)
LONGEST: Final = 4_000
DEEPEST: Final = 5
CHATTY: Final = ("alembic",)
"""Loggers that tell at each question about the schema that it was asked."""
SILENT: Final = ("uvicorn.access",)
"""Loggers that quote addresses as they were asked, with what is secret in them; our own line stands in their place."""
OURS: Final = "bellwether"
_QUOTED: Final = re.compile(r"(exception=\w+)\(.*")
"""How asyncio prints an error with its words."""
TOLD_ELSEWHERE: Final = ("streamlit.error_util", "Uncaught app execution")
"""The line of Streamlit's for an error that our own line tells with its number."""
_handlers: list[logging.Handler] = []


def begin(settings: Settings) -> None:
    """Let everything that is logged in this process go the one way; may be called again."""
    secrets = secrets_of(settings)
    handler = logging.FileHandler(settings.log_file) if settings.log_file else logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(settings, secrets))
    root = logging.getLogger()
    while _handlers:
        root.removeHandler(before := _handlers.pop())
        before.close()
    _handlers.append(handler)
    root.addHandler(handler)
    root.setLevel(max(logging.INFO, _level(settings)))
    logging.getLogger(OURS).setLevel(_level(settings))
    logging.setLogRecordFactory(lambda *args, **kwargs: _clean(logging.LogRecord(*args, **kwargs), secrets))
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(TOLD_ELSEWHERE[0]).addFilter(_is_wanted)
    adopt()
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=lambda *_: logging.getLogger(OURS),
        cache_logger_on_first_use=False,
    )


def _is_wanted(record: logging.LogRecord) -> bool:
    return record.getMessage() != TOLD_ELSEWHERE[1]


def adopt() -> None:
    """Take over the loggers that libraries gave handlers of their own, so that their lines go the one way too."""
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        if name in SILENT:
            logger.disabled = True
        for handler in list(logger.handlers):
            if isinstance(handler, logging.StreamHandler) and getattr(handler, "stream", None) in _terminals():
                logger.removeHandler(handler)
                logger.propagate = True


def log() -> structlog.stdlib.BoundLogger:
    """Return the log; events are lower case words, everything else stands in fields."""
    given: structlog.stdlib.BoundLogger = structlog.get_logger()
    return given


def told(error: BaseException) -> str:
    """Return an error in one line: its kind, its words where the machine speaks, and its places, innermost first.

    >>> told(ValueError("row 7: 12 Mill Lane"))
    'ValueError'
    >>> told(FileNotFoundError(2, "No such file or directory"))
    'FileNotFoundError ([Errno 2] No such file or directory)'
    """
    said: list[str] = []
    found: BaseException | None = error
    while found is not None and len(said) < DEEPEST:
        said.append(" < ".join([f"{type(found).__name__}{_words(found)}", *_places(found)]))
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return " | from ".join(said)


def _words(error: BaseException) -> str:
    if not isinstance(error, SPEAKS):
        return ""
    # The database's own words; SQLAlchemy adds the statement and its values, which are data.
    spoken = getattr(error, "orig", None) or error
    return f" ({' '.join(str(spoken).split())})"


def _places(error: BaseException) -> list[str]:
    """Return the places an error passed through, innermost first; of a library's only where it was entered and raised.

    Between those a library calls itself, which tells nothing of the cause.
    """
    frames = traceback.extract_tb(error.__traceback__)
    frames.reverse()
    kept = [
        frame
        for place, frame in enumerate(frames)
        if place == 0 or not _is_library(frame) or (place + 1 < len(frames) and not _is_library(frames[place + 1]))
    ]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in kept]


def _is_library(frame: traceback.FrameSummary) -> bool:
    return "site-packages" in frame.filename


def _short(path: str) -> str:
    parts = Path(path).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return path.removeprefix(f"{PROJECT_ROOT}/")


def _clean(record: logging.LogRecord, secrets: tuple[str, ...]) -> logging.LogRecord:
    """Return the record without secrets, its error told in one line."""
    if isinstance(record.msg, MutableMapping):
        return record
    try:
        said = record.getMessage()
    except (TypeError, ValueError):
        said = str(record.msg)
    record.msg, record.args = redacted(_QUOTED.sub(r"\1", said), secrets), ()
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = record.trace = redacted(told(record.exc_info[1]), secrets)
    record.exc_info = None
    return record


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    ]


def _formatter(settings: Settings, secrets: tuple[str, ...]) -> structlog.stdlib.ProcessorFormatter:
    def cleaned(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        return {key: _safe(key, value, secrets) for key, value in sorted(event.items(), key=_place)}

    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
        if settings.log_format == "json"
        else structlog.processors.LogfmtRenderer(bool_as_flag=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[_foreign, structlog.stdlib.ProcessorFormatter.remove_processors_meta, _error, cleaned, renderer],
    )


def _foreign(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add to a line of another library who logged it, and the error it told."""
    record = event["_record"]
    if not event.get("_from_structlog"):
        event["logger"] = record.name
        event.pop("exc_info", None)
        # The formatter works on a copy without the error's text.
        if trace := getattr(record, "trace", ""):
            event["trace"] = trace
    return event


def _error(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Tell the error handed over as `exc_info` in one line."""
    caught = event.pop("exc_info", None)
    if caught is True:
        caught = sys.exc_info()[1]
    if isinstance(caught, BaseException):
        event["trace"] = told(caught)
    event.pop("exception", None)
    return event


def _safe(key: str, value: Any, secrets: tuple[str, ...]) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if SECRET_NAMES.search(key):
        return HIDDEN
    said = redacted(str(value), secrets)[:LONGEST]
    return "".join(letter if letter.isprintable() else " " for letter in said)


def _place(pair: tuple[str, Any]) -> tuple[int, str]:
    key = pair[0]
    return (FIRST.index(key) if key in FIRST else len(FIRST), key)


def _level(settings: Settings) -> int:
    return logging.getLevelNamesMapping()[settings.log_level.upper()]


def _terminals() -> tuple[Any, ...]:
    return (sys.stderr, sys.stdout, sys.__stderr__, sys.__stdout__)
