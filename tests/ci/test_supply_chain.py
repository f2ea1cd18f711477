"""What is installed is known: every locked package is counted, has a licence one may use, and stands in the bill."""

import importlib
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci"))
audit, licences, lock_lines, sbom = (
    importlib.import_module(name) for name in ("audit", "licences", "lock_lines", "sbom")
)
LOCKED = lock_lines.Locked


@pytest.fixture(autouse=True)
def at_root(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("lock", lock_lines.LOCKS)
def test_every_package_of_a_lock_is_read_with_its_marker(lock):
    text = Path(lock).read_text(encoding="utf-8")
    found = lock_lines.locked(Path(lock))
    assert len(found) == sum(
        "==" in line.split(";")[0] and not line.startswith((" ", "#")) for line in text.splitlines()
    )
    assert len(found) > 50
    assert text.count("--hash=sha256:") > len(found)


def test_a_line_that_is_no_locked_package_is_refused(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("# made by hand\nthing>=1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="thing"):
        lock_lines.locked(lock)


def test_the_list_of_licences_is_that_of_the_lock():
    assert licences.main(["--check"]) == 0


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0-or-later", "GPL-2.0-only AND MIT", "Proprietary", ""])
def test_a_licence_that_binds_or_that_nobody_knows_is_refused(said):
    with pytest.raises(licences.Unknown, match="thing"):
        licences.kind("thing", licences.expression(said))


def test_of_alternatives_the_freest_counts_and_of_parts_the_strictest():
    assert licences.kind("thing", "MIT OR GPL-3.0-only") == "permissive"
    assert licences.kind("thing", "MIT AND MPL-2.0") == "weak copyleft"


def answer(*packages, skipped=()):
    dependencies = [
        {"name": name, "version": "1.0", "vulns": [{"id": one} for one in found]} for name, found in packages
    ]
    return {"dependencies": [*dependencies, *({"name": name, "skip_reason": "unknown"} for name in skipped)]}


def test_a_service_that_knows_nothing_of_the_weak_release_has_not_audited(monkeypatch, capsys):
    monkeypatch.setattr(audit, "_pip_audit", lambda *_: answer(("jinja2", [])))
    assert audit.main([]) == audit.NOT_AUDITED
    said = capsys.readouterr()
    assert "NOT AUDITED" in said.err
    assert said.out == ""


def test_a_service_that_cannot_be_reached_has_not_audited(monkeypatch):
    monkeypatch.setattr(audit, "_pip_audit", lambda *_: None)
    assert audit.main([]) == audit.NOT_AUDITED


def asked(monkeypatch, change):
    """Let a service answer that knows the weak release and finds the lock clean, but for what `change` does to it."""

    def service(*words):
        if "--require-hashes" not in words:
            return answer(("jinja2", ["PYSEC-1"]))
        here = [package for package in lock_lines.locked(Path(words[-1])) if package.is_for_here]
        return change([(package.name, []) for package in here])

    monkeypatch.setattr(audit, "_pip_audit", service)
    return audit.main([])


def test_a_clean_answer_for_every_package_passes(monkeypatch, capsys):
    assert asked(monkeypatch, lambda held: answer(*held)) == audit.CLEAN
    assert "0 known weaknesses" in capsys.readouterr().out


def test_a_package_that_was_passed_over_fails_the_audit(monkeypatch):
    assert asked(monkeypatch, lambda held: answer(*held[1:])) == audit.WEAK
    assert asked(monkeypatch, lambda held: answer(*held[1:], skipped=[held[0][0]])) == audit.WEAK
    assert asked(monkeypatch, lambda _: answer()) == audit.WEAK


def test_a_known_weakness_fails_the_audit(monkeypatch, capsys):
    assert asked(monkeypatch, lambda held: answer((held[0][0], ["PYSEC-2"]), *held[1:])) == audit.WEAK
    assert "PYSEC-2" in capsys.readouterr().out


def advisory(name, *, versions=(), events=(), days=1, number="OSV-1"):
    modified = (datetime.now(UTC) - timedelta(days=days)).isoformat().replace("+00:00", "Z")
    part = {"package": {"name": name, "ecosystem": "PyPI"}, "versions": list(versions)}
    if events:
        part["ranges"] = [{"type": "ECOSYSTEM", "events": [dict([event]) for event in events]}]
    return {"id": number, "modified": modified, "affected": [part]}


WEAK = advisory("Jinja2", versions=["2.4.1"], number="OSV-0")


def packed(tmp_path, *advisories):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, one in enumerate(advisories):
            archive.writestr(f"{number}.json", json.dumps(one))
    return path


def test_a_file_of_advisories_stands_in_for_the_service(tmp_path, capsys):
    assert audit.main(["--advisories", str(packed(tmp_path, WEAK))]) == audit.CLEAN
    weak = advisory("Streamlit", events=[("introduced", "0"), ("fixed", "99")], number="OSV-9")
    assert audit.main(["--advisories", str(packed(tmp_path, WEAK, weak))]) == audit.WEAK
    assert "OSV-9" in capsys.readouterr().out


@pytest.mark.parametrize("held", [[], [{**WEAK, "modified": "2020-01-01T00:00:00Z"}], [advisory("other")]])
def test_an_old_or_empty_file_of_advisories_has_not_audited(tmp_path, held):
    assert audit.main(["--advisories", str(packed(tmp_path, *held))]) == audit.NOT_AUDITED


@pytest.mark.parametrize(
    ("events", "weak"),
    [
        ([("introduced", "0"), ("fixed", "1.5")], ["1.0", "1.4.9"]),
        ([("introduced", "1.5")], ["1.5", "2.0"]),
        ([("introduced", "1.2"), ("last_affected", "1.5")], ["1.4.9", "1.5"]),
        ([("introduced", "0"), ("fixed", "1.1"), ("introduced", "1.5"), ("fixed", "2.0")], ["1.0", "1.5"]),
    ],
)
def test_a_range_holds_from_where_it_begins_to_before_where_it_is_fixed(events, weak):
    told = advisory("thing", events=events)
    versions = ["1.0", "1.4.9", "1.5", "2.0"]
    assert [one for one in versions if audit.affects(told, LOCKED("thing", one, ""))] == weak
    assert not audit.affects(told, LOCKED("other", "1.5", ""))


@pytest.fixture(scope="module")
def bill(tmp_path_factory):
    path = tmp_path_factory.mktemp("bill") / "bill.json"
    done = subprocess.run(
        [sys.executable, ".ci/sbom.py", str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_bill_of_materials_holds_every_locked_package_with_hashes(bill):
    assert bill["specVersion"] == "1.6"
    assert sbom.problems(bill, Path("requirements.txt")) == []
    assert len(bill["components"]) == len(lock_lines.locked(Path("requirements.txt")))


def test_a_bill_that_lacks_a_package_or_a_hash_is_refused(bill):
    first, second, *rest = bill["components"]
    said = sbom.problems({"components": [{**first, "externalReferences": []}, *rest]}, Path("requirements.txt"))
    assert said == [
        f"{second['name']} {second['version']} is missing.",
        f"{first['name']} {first['version']} has no hash.",
    ]
