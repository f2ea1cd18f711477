"""The process that reads other people's files: `python -m data_access.intake.child`, one line of JSON in, one out.

It knows no database and no secret, and takes on only as much memory and time as it is told. What it makes of a file
it leaves in the folder named in the line. It ends with the process that started it, or when nobody asks for long.
"""

import json
import os
import resource
import select
import sys
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa

from data_access.intake import handover
from data_access.intake.check import check
from data_access.intake.correction import reassigned
from data_access.intake.findings import FileRefused
from data_access.intake.mapping import Mapping, signature
from data_access.intake.proposal import propose
from data_access.intake.read import read_table
from data_access.intake.source import Source
from data_access.intake.values import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.settings import settings

IDLE_SECONDS = 600.0
NICE = 10
TEMPORARY_BYTES = 2 << 30
LIMITS = ("upload_bytes", "columns", "header_characters", "cell_characters")

Asked = dict[str, Any]


def main() -> None:
    """Answer line by line until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # What a library prints must not pass for an answer.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (TEMPORARY_BYTES, TEMPORARY_BYTES))
    pa.set_cpu_count(1)
    _stand_back()
    while (line := _next_line(sys.stdin)) is not None:
        asked = json.loads(line)
        limit(asked["seconds"], asked["bytes"])
        answers.write(json.dumps(answer(asked)) + "\n")
        answers.flush()


def answer(asked: Asked) -> dict[str, Any]:
    """Return what came of one question: an answer, refusals, or how it ended."""
    for name in LIMITS:
        setattr(settings(), name, asked["limits"][name])
    try:
        return {"answer": TASKS[asked["task"]](asked, Path(asked["folder"]))}
    except FileRefused as refused:
        return {"refused": [one.to_dict() for one in refused.refusals]}
    except MemoryError:
        return {"ended": "memory"}
    except BaseException as fault:
        places = [f"{Path(at.filename).name}:{at.lineno}" for at in traceback.extract_tb(fault.__traceback__)[-4:]]
        return {"ended": "fault", "where": [type(fault).__name__, *places]}


def limit(seconds: int, more_bytes: int) -> None:
    """Let this process take so many more seconds of computing, and so much more memory than it has now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
    statm = Path("/proc/self/statm")
    if statm.exists():
        _soft(resource.RLIMIT_AS, int(statm.read_text().split()[0]) * resource.getpagesize() + more_bytes)


def _stand_back() -> None:
    """Let pages go first, and let the kernel take this process before any other where memory runs out."""
    os.nice(NICE)
    score = Path("/proc/self/oom_score_adj")
    if score.exists():
        score.write_text("1000")


def _soft(what: int, wanted: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _next_line(asked: TextIO) -> str | None:
    ready, _, _ = select.select([asked], [], [], IDLE_SECONDS)
    return (asked.readline() or None) if ready else None


def _read(asked: Asked, folder: Path) -> dict[str, Any]:
    """Read the file and propose how to take it over, as remembered for a file of the same columns."""
    raw = read_table(Source(Path(asked["path"]), asked["file_name"]))
    kept = asked["remembered"].get(signature(raw.headers))
    remembered = Mapping.from_dict(kept) if kept else None
    mapping = propose(raw, REGISTERS[asked["register"]], remembered, asked["date_order"])
    handover.put_table(folder, raw)
    return {"mapping": mapping.to_dict(), "remembered": bool(kept)}


def _check(asked: Asked, folder: Path) -> dict[str, Any]:
    as_of = date.fromisoformat(asked["as_of"]) if asked["as_of"] else None
    mapping = Mapping.from_dict(asked["mapping"])
    raw = handover.table(Path(asked["table"]))
    handover.put_checked(
        folder, check(raw, mapping, REGISTERS[asked["register"]], PortfolioFacts(**asked["portfolio"]), as_of)
    )
    return {}


def _reassign(asked: Asked, _folder: Path) -> dict[str, Any]:
    mapping = Mapping.from_dict(asked["mapping"])
    raw = handover.table(Path(asked["table"]))
    return reassigned(raw, mapping, REGISTERS[asked["register"]], asked["header"], asked["column"]).to_dict()


TASKS: dict[str, Callable[[Asked, Path], dict[str, Any]]] = {"read": _read, "check": _check, "reassign": _reassign}


if __name__ == "__main__":
    main()
