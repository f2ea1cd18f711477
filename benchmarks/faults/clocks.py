"""The tests under odd time zones: `python -m benchmarks.faults.clocks [TEST ...]`.

Runs tests of intake, states, periods, audit, backups and jobs where the day begins fourteen hours before UTC, and where
it is half an hour off it, and compares with UTC itself: as many must pass, and none may fail. As a control a test is
run that takes the wall clock for UTC: it must fail in both. Prints JSON; leaves with 1 where a figure is missed.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict

ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns")
TESTS = (
    "tests/data_access",
    "tests/services/test_intake.py",
    "tests/services/test_portfolios.py",
    "tests/services/test_edits.py",
    "tests/services/test_answers.py",
    "tests/services/test_scenarios.py",
    "tests/services/test_received.py",
    "tests/services/test_audit.py",
    "tests/services/test_backups.py",
    "tests/services/test_state_machine.py",
)
CONTROL = """
from datetime import UTC, datetime


def test_the_wall_clock_is_taken_for_utc():
    assert abs((datetime.now().replace(tzinfo=UTC) - datetime.now(UTC)).total_seconds()) < 60
"""


def run(zone: str, tests: list[str]) -> dict[str, int]:
    """Return how many tests pass and fail in a time zone."""
    line = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    done = subprocess.run(line, env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
    counted = {words: int(number) for number, words in re.findall(r"(\d+) (passed|failed|error)", last)}
    return {"passed": counted.get("passed", 0), "failed": counted.get("failed", 0) + counted.get("error", 0)}


def main() -> None:
    """Run the trial and print its figures."""
    asked = ground.explained(__doc__)
    asked.add_argument("tests", nargs="*", default=[test for test in TESTS if Path(test).exists()])
    tests = asked.parse_args().tests
    verdict = Verdict()
    wanted = 0
    for zone in ZONES:
        counted = run(zone, tests)
        wanted = wanted or counted["passed"]
        verdict.say(
            {"zone": zone, **counted}, all_pass_as_in_utc=counted == {"passed": wanted, "failed": 0} and wanted > 0
        )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_wall_clock.py").write_text(CONTROL)
        for zone in ZONES[1:]:
            counted = run(zone, ["--rootdir", folder, "-c", "/dev/null", folder])
            verdict.say({"control": zone, **counted}, control_is_caught=counted["failed"] == 1)
    verdict.leave()


if __name__ == "__main__":
    main()
