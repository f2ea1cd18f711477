"""Read hostile files while others work: `python -m benchmarks.faults.hostile_files [--only WORD] [--here]`.

Two at once are read and checked as an upload is, while a third person reads a portfolio again and again. Prints what
became of each file, then JSON: crashes (must be 0), silent differences (files in which the rows read are not those
loaded, collapsed, refused and skipped, or not those that were written; must be 0), how much the memory of this process
grew (must stay below 50 MB), and the other person's time beside the same in quiet (95th in a hundred). As a
control, one file is read by this process itself (--here), which must not pass. Leaves with 1 where a figure is missed.
"""

import argparse
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

JULY: Final = date(2026, 7, 31)
MOST_BYTES: Final = 50_000_000
MOST_SLOWER: Final = 3.0
"""On two cores, with two files being read, a third person shares their core; reading here is slower by far more."""
CRASHED: Final = "broke off"
CONTROL: Final = "500,000 values"
WRITTEN: Final = {
    "an ordinary file": 2_000,
    "ragged rows": 20_000,
    "an ordinary workbook": 2,
    "macros and links to elsewhere": 2,
    "one key a hundred thousand times": 100_000,
    "500,000 values that are no dates": 500_000,
}


def write(folder: Path, word: str) -> None:
    """Write the files whose names hold a word, each under its number."""
    from benchmarks.faults.hostile_set import EVERY

    for number, (name, make) in enumerate(EVERY.items()):
        if word in name:
            (folder / str(number)).write_bytes(make())


def outcome(name: str, path: Path, *, here: bool) -> dict[str, Any]:
    """Return what becomes of one file."""
    from data_access.intake import FileRefused, PortfolioFacts, Source, apart, propose, read_table
    from data_access.schema import REGISTERS

    projects, began = REGISTERS["projects"], time.monotonic()
    told: dict[str, Any] = {"file": name, "how": "loaded", "crash": False, "differs": False}
    try:
        source = Source(path, name)
        if here:
            raw = read_table(source)
            mapping = propose(raw, projects)
        else:
            raw, mapping, _ = apart.read(source, "projects", {}, None)
        checked = apart.check(raw, mapping, projects, PortfolioFacts("USD", 2, 1, "end"), JULY)
        rows, stored = checked.rows, _stored(checked.parts)
        others = rows["collapsed"] + rows["refused"] + rows["skipped"]
        written = WRITTEN.get(name, rows["read"])
        told["differs"] = not rows["read"] == rows["loaded"] + others == stored + others == written
        told["how"] = f"loaded {rows}"
    except FileRefused as refused:
        one = refused.refusals[0]
        told |= {"how": f"refused: {one.rule}", "crash": CRASHED in one.rule or not one.repair}
    except Exception as fault:
        told |= {"how": f"crash: {type(fault).__name__} {fault}"[:200], "crash": True}
    return told | {"seconds": round(time.monotonic() - began, 2)}


def _stored(parts: Any) -> int:
    """Return how many rows a check has left; those left on disk are counted there, as nothing was asked for yet."""
    from data_access.intake import handover

    if not isinstance(parts, handover.Frames):
        return sum(len(part) for part in parts.values())
    return sum(handover.read_arrow(path).num_rows for path in Path(parts.folder.name).glob("rows-*.arrow"))


def resident() -> int:
    """Return how many bytes of memory this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def again_and_again(act: Callable[[], object], pause: float = 0.0) -> Iterator[list[float]]:
    """Do something beside the block, over and over; yields the seconds each time took."""
    over, times = threading.Event(), []

    def work() -> None:
        while not over.is_set():
            began = time.monotonic()
            act()
            times.append(time.monotonic() - began)
            over.wait(pause)

    beside = threading.Thread(target=work)
    beside.start()
    try:
        yield times
    finally:
        over.set()
        beside.join()


def others_read() -> Callable[[], object]:
    """Load a portfolio into a new database; return what reads it."""
    from benchmarks.faults.hostile_set import text
    from data_access import database, reading
    from data_access.intake import Source
    from services import intake, portfolios, uploads
    from services.access import operator, scope

    database.upgrade()
    actor = operator("Facilitator")
    portfolios.create(actor, "town", "Town", "USD")
    view = scope(actor, "town")
    file = uploads.read(actor, view, Source(text(3_000), "town.csv"), here=True)
    intake.commit(actor, view, uploads.plan(actor, view, file)["hash"])

    def read() -> object:
        with reading() as work:
            facts = work.portfolios.get("town")
            assert facts is not None
            names = ["name", "forecast_finish", "approved_budget", "rag_overall", "extra"]
            return work.registers.state(facts.id, "projects", JULY, 2, names)

    return read


def attacked(folder: Path, *, here: bool) -> list[dict[str, Any]]:
    """Return what became of the files of a folder, two at once."""
    from benchmarks.faults.hostile_set import EVERY

    waiting: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
    for number, name in enumerate(EVERY):
        if (folder / str(number)).exists():
            waiting.put((number, name))
    told: list[dict[str, Any]] = []

    def work() -> None:
        while not waiting.empty():
            number, name = waiting.get()
            told.append(outcome(name, folder / str(number), here=here))
            print(f"{told[-1]['seconds']:>7} s  {name}: {told[-1]['how']}", flush=True)

    workers = [threading.Thread(target=work) for _ in range(1 if here else 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return told


def figures(folder: Path, *, here: bool) -> dict[str, Any]:
    """Return the figures of an attack with all files of a folder."""
    from benchmarks.faults.hostile_set import text

    read = others_read()
    with again_and_again(read, 0.01) as quiet:
        time.sleep(5)
    ordinary = folder / "ordinary"
    ordinary.write_bytes(text(2_000))
    outcome("an ordinary file", ordinary, here=here)  # What a first file brings into memory for good is no growth.
    base, peak = resident(), [0]
    with (
        again_and_again(lambda: peak.append(max(peak.pop(), resident())), 0.005),
        again_and_again(read, 0.01) as busy,
    ):
        told = attacked(folder, here=here)
    before, during = (quantiles(times, n=20)[18] for times in (quiet, busy))
    return {
        "files": len(told),
        "refused": sum(one["how"].startswith("refused") for one in told),
        "crashes": [one["file"] for one in told if one["crash"]],
        "silent_differences": [one["file"] for one in told if one["differs"]],
        "memory_grew_mb": round((peak[0] - base) / 1e6, 1),
        "others_p95_ms": {"quiet": round(1000 * before, 1), "meanwhile": round(1000 * during, 1)},
        "others_slower": round(during / before, 2),
        "slowest_seconds": max(one["seconds"] for one in told),
    }


def control() -> bool:
    """Return whether this trial catches it where this process itself reads a file."""
    line = [sys.executable, "-m", "benchmarks.faults.hostile_files", "--here", "--only", CONTROL]
    return subprocess.run(line, stdout=subprocess.DEVNULL, check=False).returncode == 1


def main() -> int:
    """Run the attack and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only files whose name holds this")
    parser.add_argument("--here", action="store_true", help="read in this process: the control")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(asked.write, asked.only)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        # The files are made by another process: what their making leaves in memory would hide what reading them takes.
        line = [sys.executable, "-m", "benchmarks.faults.hostile_files", "--only", asked.only, "--write", str(files)]
        subprocess.run(line, check=True)
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/town.db"
        found = figures(files, here=asked.here)
    caught = asked.here or control()
    print(json.dumps({**found, "control_caught": caught}, indent=2))
    missed = not caught or bool(found["crashes"] or found["silent_differences"])
    missed |= found["memory_grew_mb"] * 1e6 >= MOST_BYTES or found["others_slower"] > MOST_SLOWER
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
