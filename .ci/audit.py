"""Look for known weaknesses of every locked package: python .ci/audit.py [--advisories FILE.zip]

Asks the vulnerability service through pip-audit --strict, and asserts that as many packages were audited as are locked.
First an old release with known weaknesses is asked about: a service that does not know those says nothing by its
silence. Without a service, give the advisories of the Python ecosystem as one file, fetched on a machine that has a
network (https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip); they must be younger than 30 days.

Exit code 0: all were audited, none has a known weakness. 1: a weakness, or a package not audited. 3: NOT audited.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lock_lines import LOCKS, Locked, locked
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

CONTROL = "jinja2==2.4.1"
"""A release of 2010 with weaknesses that every database of advisories knows."""
OLDEST = timedelta(days=30)
CLEAN, WEAK, NOT_AUDITED = 0, 1, 3
LOUD = "!" * 78


class Silent(Exception):
    """Nothing can answer for the packages."""


def main(arguments: list[str] | None = None) -> int:
    """Print what was found; return the exit code."""
    parser = argparse.ArgumentParser(description="Known weaknesses of the locked packages.")
    parser.add_argument("--advisories", type=Path, help="a file of advisories, where no service can be reached")
    given = parser.parse_args(arguments)
    wanted = [package for lock in LOCKS for package in locked(Path(lock))]
    try:
        if given.advisories:
            return _told(*by_file(given.advisories, wanted))
        _control()
        return max(_told(*by_service(Path(lock))) for lock in LOCKS)
    except Silent as why:
        print(
            f"{LOUD}\nNOT AUDITED: {why}\nThe {len(wanted)} locked packages were NOT looked up. {_way()}\n{LOUD}",
            file=sys.stderr,
        )
        return NOT_AUDITED


def by_service(lock: Path) -> tuple[int, int, list[str]]:
    """Return how many packages are locked for here, how many were audited, and the weaknesses found."""
    wanted = [package for package in locked(lock) if package.is_for_here]
    answer = _pip_audit("--require-hashes", "--disable-pip", "--requirement", str(lock))
    if answer is None:
        raise Silent(f"pip-audit --strict did not end its audit of {lock}.")
    audited, weak = weaknesses(answer)
    return len(wanted), audited, weak


def weaknesses(answer: dict[str, list[dict[str, object]]]) -> tuple[int, list[str]]:
    """Return how many packages an answer of pip-audit covers, and a line per weakness; skipped ones do not count."""
    audited = [package for package in answer["dependencies"] if "vulns" in package]
    weak = []
    for package in audited:
        found = package["vulns"]
        assert isinstance(found, list)
        weak += [f"{package['name']} {package['version']}: {one['id']}" for one in found]
    return len(audited), weak


def by_file(path: Path, wanted: list[Locked]) -> tuple[int, int, list[str]]:
    """Return the same by a file of advisories in the OSV form."""
    if not path.is_file():
        raise Silent(f"{path} is no file.")
    names = {package.name for package in wanted} | {"jinja2"}
    newest, known = _advisories(path, names)
    if datetime.now(UTC) - newest > OLDEST:
        raise Silent(f"The newest advisory in {path} is of {newest:%Y-%m-%d}: older than {OLDEST.days} days.")
    control = Locked("jinja2", CONTROL.partition("==")[2], "")
    if not any(affects(advisory, control) for advisory in known.get("jinja2", [])):
        raise Silent(f"{path} does not know the weaknesses of {CONTROL}.")
    weak = [
        f"{package.name} {package.version}: {advisory['id']}"
        for package in wanted
        for advisory in known.get(package.name, [])
        if affects(advisory, package)
    ]
    return len(wanted), len(wanted), weak


def affects(advisory: dict[str, object], package: Locked) -> bool:
    """Return whether an advisory names this version: in its list, or in a range from introduced to fixed."""
    parts = advisory.get("affected", [])
    assert isinstance(parts, list)
    for part in parts:
        if canonicalize_name(part.get("package", {}).get("name", "")) != package.name:
            continue
        if package.version in part.get("versions", []):
            return True
        spans = (span for span in part.get("ranges", []) if span.get("type") == "ECOSYSTEM")
        if any(_within(span["events"], Version(package.version)) for span in spans):
            return True
    return False


def _within(events: list[dict[str, str]], version: Version) -> bool:
    inside = False
    for event in sorted(events, key=lambda event: _version(next(iter(event.values())))):
        (kind, at) = next(iter(event.items()))
        if kind == "introduced" and version >= _version(at):
            inside = True
        elif (kind == "fixed" and version >= _version(at)) or (kind == "last_affected" and version > _version(at)):
            inside = False
    return inside


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def _advisories(path: Path, names: set[str]) -> tuple[datetime, dict[str, list[dict[str, object]]]]:
    newest = datetime.fromtimestamp(0, UTC)
    known: dict[str, list[dict[str, object]]] = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            advisory = json.loads(archive.read(member))
            newest = max(newest, datetime.fromisoformat(advisory["modified"].replace("Z", "+00:00")))
            if advisory.get("withdrawn"):
                continue
            about = {
                canonicalize_name(part.get("package", {}).get("name", "")) for part in advisory.get("affected", [])
            }
            for name in about & names:
                known.setdefault(name, []).append(advisory)
    return newest, known


def _control() -> None:
    """Ask about what is known to be weak, so that a service without an answer is told from one without findings."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "control.txt"
        asked.write_text(CONTROL + "\n", encoding="utf-8")
        answer = _pip_audit("--no-deps", "--disable-pip", "--requirement", str(asked))
    if answer is None or not weaknesses(answer)[1]:
        raise Silent(f"The vulnerability service does not answer, or knows nothing of {CONTROL}.")


def _pip_audit(*words: str) -> dict[str, list[dict[str, object]]] | None:
    """Return what pip-audit answers, None where it gave up; with --strict it gives up rather than skip a package."""
    command = [sys.executable, "-m", "pip_audit", "--strict", "--format", "json", "--progress-spinner", "off", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _told(wanted: int, audited: int, weak: list[str]) -> int:
    print(f"{audited} of {wanted} locked packages audited, {len(weak)} known weaknesses.")
    print("\n".join(weak), end="\n" if weak else "")
    if audited != wanted:
        print(f"{abs(wanted - audited)} packages differ between lock and audit.", file=sys.stderr)
    return CLEAN if audited == wanted and not weak else WEAK


def _way() -> str:
    return "Run this where the service can be reached, or give --advisories FILE.zip; docs/operating.md says how."


if __name__ == "__main__":
    sys.exit(main())
