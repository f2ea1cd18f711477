"""The commands that back up, verify and restore, as an operator runs them."""

import json
import re

import pytest
from typer.testing import CliRunner

from data_access import database
from services import portfolios
from services.access import local_user
from ui.commands import app


@pytest.fixture
def run(database_url):
    portfolios.create(local_user(), "city", "City", "USD")

    def command(*line):
        done = CliRunner().invoke(app, [*map(str, line), "--json"])
        return done.exit_code, json.loads(done.stdout)

    return command


def test_a_backup_is_verified_and_restored_by_its_file(run, tmp_path):
    file = tmp_path / "one.bellwether.zip"
    code, made = run("backup", "--to", file)
    assert (code, made["file"], made["tables"]["portfolio"]) == (0, str(file), 1)
    assert run("verify", file)[1]["sha256"] == made["sha256"]
    portfolios.create(local_user(), "other", "Other", "USD")
    code, restored = run("restore", file)
    assert (code, restored["findings"]) == (0, [])
    assert restored["kept"]
    assert [one.key for one in portfolios.listing(local_user())] == ["city"]


def test_a_sound_database_is_whole_and_a_broken_one_leaves_with_1(run, database_url):
    assert run("verify")[0] == 0
    with database.engine(database_url).execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE audit_head SET sequence = sequence + 1")
    code, said = run("verify")
    assert (code, said["status"]) == (1, "broken")
    assert "audit is broken" in said["findings"][0]


def test_what_is_no_backup_is_refused_in_words(run, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"nothing")
    code, said = run("restore", tmp_path / "x.zip")
    assert code == 1
    assert "not a whole backup" in said["refused"][0]["rule"]


def test_a_backup_and_the_database_are_told_with_the_same_tables(run, tmp_path):
    made = CliRunner().invoke(app, ["backup", "--to", str(tmp_path / "one.bellwether.zip")]).stdout
    looked = CliRunner().invoke(app, ["verify"]).stdout
    (held,) = re.findall(r"[0-9,]+ rows of ([0-9]+) tables", made)
    assert re.findall(r"[0-9,]+ rows of ([0-9]+) tables", looked) == [held]
