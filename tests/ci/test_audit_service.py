"""The audit asks a service through the real pip-audit, and counts: here one that speaks OSV on this machine."""

import importlib
import json
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".ci"))
audit, lock_lines = (importlib.import_module(name) for name in ("audit", "lock_lines"))

OLD = ("jinja2", "2.4.1")


@contextmanager
def service(weak, silent_about=None):
    """A service that knows releases to be weak, and fails where asked about one package; yields its address, and what
    it was asked."""
    asked = []

    class Osv(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            release = (question["package"]["name"], question["version"])
            asked.append(release)
            part = {"package": {"name": release[0], "ecosystem": "PyPI"}}
            body = json.dumps({"vulns": [{"id": "OSV-1", "affected": [part]}]} if release in weak else {}).encode()
            self.send_response(503 if release[0] == silent_about else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Osv)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def audited(monkeypatch, tmp_path):
    """Return what an audit leaves with, and what the service was asked."""

    def run(weak, silent_about=None):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        with service(weak, silent_about) as (address, asked):
            monkeypatch.setenv("PIP_AUDIT_VULNERABILITY_SERVICE", "osv")
            monkeypatch.setenv("PIP_AUDIT_OSV_URL", address)
            return audit.main([]), asked

    return run


def locked_here():
    return [one for lock in lock_lines.LOCKS for one in lock_lines.locked(Path(lock)) if one.is_for_here]


def test_every_locked_package_is_asked_about_and_counted(audited, capsys):
    code, asked = audited({OLD})
    told = capsys.readouterr().out
    assert code == audit.CLEAN
    assert sorted(asked) == sorted([OLD, *((one.name, one.version) for one in locked_here())])
    for lock in lock_lines.LOCKS:
        number = sum(one.is_for_here for one in lock_lines.locked(Path(lock)))
        assert f"{number} of {number} locked packages audited, 0 known weaknesses." in told


def test_a_weak_release_in_the_lock_fails_the_audit_by_name(audited, capsys):
    one = locked_here()[0]
    code, _ = audited({OLD, (one.name, one.version)})
    assert code == audit.WEAK
    assert f"{one.name} {one.version}: OSV-1" in capsys.readouterr().out


def test_a_service_that_does_not_know_the_old_weak_release_has_not_audited(audited, capsys):
    code, asked = audited(set())
    assert (code, asked) == (audit.NOT_AUDITED, [OLD])
    assert "NOT AUDITED" in capsys.readouterr().err


def test_a_service_that_fails_over_one_package_has_not_audited(audited, capsys):
    code, _ = audited({OLD}, silent_about=locked_here()[5].name)
    assert code == audit.NOT_AUDITED
    assert "did not end its audit" in capsys.readouterr().err
