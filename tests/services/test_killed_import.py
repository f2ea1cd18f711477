"""A process killed in the middle of an import leaves all of a file or nothing of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data_access import reading
from data_access.intake import Source
from services import intake, portfolios, uploads
from services.access import local_user, scope

ROOT = Path(__file__).resolve().parents[2]
POINTS = ["upload noted", "half of the dates loaded", "all dates loaded", "version raised", "committed"]
FILE = "As of,Project key,Name,Forecast finish,Approved budget\n" + "".join(
    f"2026-0{month}-28,P{number},Project {number},2027-0{month}-01,{number}000.50\n"
    for month in (1, 2, 3)
    for number in range(1, 40)
)


@pytest.fixture
def plan(database_url):
    actor = local_user()
    portfolios.create(actor, "city", "City", "USD")
    view = scope(actor, "city")
    return uploads.plan(actor, view, uploads.read(actor, view, Source(FILE.encode(), "city.csv")))["hash"]


def stored():
    with reading() as work:
        facts = work.portfolios.get("city")
        snapshots = [one for upload in work.uploads.listing(facts.id) for one in upload["snapshots"]]
        return facts.data_version, [one["rows"] for one in snapshots], work.registers.count(facts.id, "projects")


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_leaves_the_whole_file_or_nothing(plan, database_url, point):
    program = [sys.executable, "tests/services/killed_import.py", point, "city", plan]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": database_url}
    ended = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    if point == "committed":
        assert stored() == (1, [39, 39, 39], 117)
        return
    assert stored() == (0, [], 0)
    done = intake.commit(local_user(), scope(local_user(), "city"), plan)
    assert (done.snapshots, done.rows) == (3, 117)
    assert stored() == (1, [39, 39, 39], 117)
