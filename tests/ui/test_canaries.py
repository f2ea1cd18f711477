"""Secrets planted everywhere are found nowhere: a real server is asked, fails, and its log, pages and figures are read.

The planted words stand in the password of the database, in every secret setting, in the cookie, in addresses, and in a
file that is loaded. A file's words may stand on a page, for that is what they are for, but in no log and no figure.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary-4f6e0b1d7c2a4953-{}"
SETTINGS = ("secret", "proxy_secret", "oidc_client_secret", "metrics_token")
PLANTED = {name: CANARY.format(name) for name in (*SETTINGS, "dsn", "cookie", "query", "token", "file")}
SECRETS = {name: word for name, word in PLANTED.items() if name != "file"}
FILE = f"As of,Project key,Name,Department,Forecast finish\n2026-01-31,A,{PLANTED['file']},Roads,2027-01-15\n"


def found(planted, *texts):
    """Return the names of the planted words that stand in any of the texts."""
    return sorted(name for name, word in planted.items() if any(word in text for text in texts))


class Served:
    """A running server, and everything it has said."""

    def __init__(self, environment, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.host, self.log, self.pages = f"127.0.0.1:{self.port}", folder / "log.txt", []
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)

    def get(self, path, method="GET", **headers):
        """Ask for an address; return status and body, which are kept too."""
        cookie = f"bellwether={PLANTED['cookie']}"
        headers = {"Cookie": cookie, **headers}
        asked = urllib.request.Request(f"http://{self.host}{path}", method=method, headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                status, head, body = answer.status, str(answer.headers), answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as refused:
            status, head, body = refused.code, str(refused.headers), refused.read().decode("utf-8", "replace")
        self.pages.append(head + body)
        return status, body

    def run(self, query=""):
        """Open a page as a browser does; return all that one run drew, as text."""
        headers = {"Cookie": f"bellwether={PLANTED['cookie']}"}
        drawn = b""
        with connect(
            f"ws://{self.host}/_stcore/stream",
            origin=f"http://{self.host}",
            subprotocols=["streamlit"],
            additional_headers=headers,
            max_size=None,
        ) as opened:
            ask = BackMsg()
            ask.rerun_script.query_string = query
            opened.send(ask.SerializeToString())
            finished = 0
            while finished < 1:
                content = opened.recv(timeout=60)
                drawn += content
                message = ForwardMsg()
                message.ParseFromString(content)
                finished += message.WhichOneof("type") == "script_finished" and message.script_finished == 0
        self.pages.append(drawn.decode("utf-8", "replace"))
        return self.pages[-1]

    def wait(self):
        """Wait until the server answers."""
        for _ in range(300):
            assert self.process.poll() is None, self.log.read_text()
            try:
                return self.get("/live")
            except OSError:
                time.sleep(0.2)
        raise AssertionError(self.log.read_text())


def planted(url):
    """Return the environment of a program, with a word in every secret."""
    secrets = {f"BELLWETHER_{name.upper()}": PLANTED[name] for name in SETTINGS}
    how = {"DATABASE_URL": url, "BELLWETHER_LOG_FORMAT": "json", "BELLWETHER_LOG_LEVEL": "debug"}
    return {**os.environ, **secrets, **how}


def cli(environment, *words):
    """Run a command; it succeeds, and prints no planted secret. Return what it printed."""
    command = [sys.executable, "cli.py", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert found(SECRETS, done.stdout, done.stderr) == []
    return done.stdout


@pytest.fixture
def served(postgresql_url, tmp_path):
    # The server of the tests trusts whoever comes, so a password may be anything.
    environment = planted(postgresql_url.replace("postgres@", f"postgres:{PLANTED['dsn']}@"))
    (tmp_path / "city.csv").write_text(FILE, encoding="utf-8")
    cli(environment, "import", tmp_path / "city.csv", "--portfolio", "city", "--create")
    server = Served(environment, tmp_path)
    try:
        server.wait()
        yield server
    finally:
        server.process.terminate()
        server.process.wait(20)


def test_no_planted_secret_comes_to_light(served, postgresql_url):
    served.get(f"/portfolio?portfolio={PLANTED['query']}", Accept="text/html")
    served.get(f"/invitation/{PLANTED['token']}", Accept="text/html")
    served.get(f"/sign-in?next=/{PLANTED['query']}", Accept="text/html")
    served.get(f"/_stcore/upload_file/{PLANTED['token']}/{PLANTED['token']}", method="PUT")
    served.get(f"/media/{PLANTED['token']}")
    assert served.get("/ready")[0] == 200
    assert PLANTED["file"] in served.run("portfolio=city") or served.run("portfolio=city")
    _break(postgresql_url)
    sentence = re.search(r"it is in the log as ([2-9A-Z]{8})", served.run("portfolio=city"))
    assert sentence, "a reader is told under which number the error is found"
    status, figures = served.get("/metrics", Authorization=f"Bearer {PLANTED['metrics_token']}")
    assert status == 200
    assert 'bellwether_errors_total{place="page"}' in figures
    log = served.log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    told = [line for line in lines if line.get("error") == sentence.group(1)]
    assert [line["event"] for line in told] == ["run failed"]
    assert "trace" in told[0]
    assert len(lines) > 5
    begun = log[log.index("{") :].splitlines()
    assert [line for line in begun if not line.startswith("{")] == [], "each event is one line"
    assert found(PLANTED, log, figures) == []
    assert found(SECRETS, *served.pages) == []


def test_the_listing_of_the_settings_shows_none():
    environment = planted(f"postgresql://city:{PLANTED['dsn']}@127.0.0.1:1/city")
    for words in (["settings"], ["settings", "--json"]):
        assert "BELLWETHER_METRICS_TOKEN" in cli(environment, *words)


@pytest.mark.parametrize("name", ["secret", "file", "dsn"])
def test_a_program_that_logs_one_is_caught(name):
    code = "import logging, sys\nlogging.error('cannot use %s', sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, PLANTED[name]], capture_output=True, text=True, check=True)
    assert found(PLANTED, done.stderr) == [name]


def _break(url):
    """Take away a column that every page reads, as a half-done change of the schema by hand would."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        connection.execute("ALTER TABLE snapshot RENAME COLUMN as_of TO as_off")
        connection.execute("UPDATE portfolio SET data_version = data_version + 1")
