"""The process that does a job: of its own session, polite to the visits, and with no terminal."""

import os
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def spawn(job: int) -> None:
    """Start the process of a job and leave it alone; what it has to say it writes into the job's row.

    It outlives this process, and is the leader of a session of its own, so that it can end all that it started.
    """
    line = [sys.executable, "-m", "services.jobs.worker", str(job)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        line, cwd=ROOT, env=environment(), stdin=quiet, stdout=quiet, start_new_session=True, close_fds=True
    )
    threading.Thread(target=process.wait, name=f"job {job}", daemon=True).start()


def environment() -> dict[str, str]:
    """Return the environment of a job's process: this one's, with arenas and thread pools kept small."""
    cores = str(os.cpu_count() or 1)
    limits = {"OMP_NUM_THREADS": cores, "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    return {**limits, **os.environ, "PYTHONPATH": str(ROOT)}
