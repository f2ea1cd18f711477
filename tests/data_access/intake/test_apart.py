"""A file read in a process of its own comes out as it does in this one, and nothing it does reaches this one."""

import os
import signal
import threading
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from data_access.intake import AS_OF, FileRefused, Source, apart, check, propose, read_table, reader, signature
from data_access.intake.correction import reassigned

JULY = date(2026, 7, 31)
FILE = (
    "Weekly export\n\n"
    "As of,Project key,Name,Start,Forecast finish,Approved budget,Overall RAG,Percent complete,Site,Owner note\n"
    "2026-07-31,P1,Pumps,2024-01-31,2027-02-11,1000.50,green,40,North,=1+1\n"
    "2026-07-31,P2,Kerbs,2024-02-30,2027-03-11,abc,amber,140,,\n"
    '2026-06-30,P1,Pumps,2024-01-31,2027-01-11,1000.50,red,30,Süd,"two\nlines"\n'
    '2026-06-30,P1,Pumps,2024-01-31,2027-01-11,1000.50,red,30,Süd,"two\nlines"\n'
    "2026-06-30,P3,Ragged\n"
    "2026-06-30,,No key,2024-01-31,,1,,,,\n"
    "Total,,,,,2001.00,,,,\n"
)


@pytest.fixture
def away(projects, portfolio):
    def read_away(content, name="list.csv"):
        raw, mapping, _ = apart.read(Source(content.encode(), name), "projects", {}, None)
        return raw, mapping, apart.check(raw, mapping, projects, portfolio)

    return read_away


def test_the_table_and_its_mapping_are_those_read_here(away, projects):
    raw, mapping, _ = away(FILE)
    here = read_table(Source(FILE.encode(), "list.csv"))
    assert_frame_equal(raw.frame, here.frame)
    assert raw.source_rows.tolist() == here.source_rows.tolist()
    names = ("headers", "skipped", "refused", "repaired", "encoding", "delimiter", "header_row", "sheet", "row_count")
    assert [getattr(raw, name) for name in names] == [getattr(here, name) for name in names]
    assert mapping == propose(here, projects)


def test_the_check_finds_what_it_finds_here(away, projects, portfolio):
    _, mapping, found = away(FILE)
    here = check(read_table(Source(FILE.encode(), "list.csv")), mapping, projects, portfolio)
    names = ("refused", "emptied", "skipped", "repaired", "collapsed", "warnings", "rows", "totals", "dates")
    assert [getattr(found, name) for name in names] == [getattr(here, name) for name in names]
    assert list(found.parts) == list(here.parts) == [date(2026, 6, 30), JULY]
    for day, rows in here.parts.items():
        told = rows.assign(extra=[None if extra is None else str(extra) for extra in rows["extra"]])
        brought = found.parts[day]
        assert brought.drop(columns="extra").astype(object).where(lambda x: x.notna(), None).to_dict("records") == (
            told.drop(columns="extra").astype(object).where(lambda x: x.notna(), None).to_dict("records")
        )
        assert brought.dtypes[["approved_budget", "forecast_finish"]].tolist() == (
            rows.dtypes[["approved_budget", "forecast_finish"]].tolist()
        )
        assert found.notes[day].to_dict("records") == here.notes[day].to_dict("records")


def test_a_column_read_as_another_is_decided_as_it_is_here(away, projects):
    raw, mapping, _ = away(FILE)
    here = read_table(Source(FILE.encode(), "list.csv"))
    assert apart.reassigned(raw, mapping, projects, "Start", AS_OF) == reassigned(
        here, mapping, projects, "Start", AS_OF
    )
    with pytest.raises(KeyError):
        apart.reassigned(raw, mapping, projects, "No such column", None)


def test_a_mapping_that_is_remembered_is_used_for_the_same_columns_alone(projects):
    source = Source(FILE.encode(), "list.csv")
    here = read_table(source)
    mapping = propose(here, projects).assigned("Site", "name")
    kept = {signature(here.headers): mapping.to_dict()}
    assert apart.read(source, "projects", kept, None)[1].of_header("Site").column == "name"
    _, other, is_remembered = apart.read(Source(FILE.replace("Site", "Place").encode()), "projects", kept, None)
    assert other.of_header("Name").column == "name"
    assert not is_remembered


def test_a_refusal_names_file_row_and_repair_as_it_does_here(away):
    with pytest.raises(FileRefused) as refused:
        away("Project key,Name\nP1,Pum\0ps\n", "zero.csv")
    (one,) = refused.value.refusals
    assert (one.file, one.row, one.rule) == ("zero.csv", 2, "this is not a text file")


def test_findings_beyond_those_listed_are_counted(away, monkeypatch):
    rows = "".join(f"P{number},Name,{'never' if number % 2 else '2024-01-31'}\n" for number in range(2 * 5_003))
    _, _, found = away("As of,Project key,Name,Start\n" + "".join(f"2026-07-31,{row}\n" for row in rows.split()))
    assert (len(found.emptied), found.more_emptied) == (5_000, 3)
    assert found.rows["loaded"] == 2 * 5_003


def test_findings_of_a_table_beyond_those_held_are_counted_and_checked(away):
    rows = "".join(f"P{number},Name\n\n" for number in range(5_010))
    raw, _, found = away("Project key,Name,As of\n" + rows.replace("Name\n", "Name,2026-07-31\n") + "P9,x,2026-07-31\n")
    assert (len(raw.skipped), raw.more["skipped"], raw.count("skipped")) == (5_000, 10, 5_010)
    assert raw.row_count == found.rows["read"] == 5_010 + 5_010 + 1
    assert found.rows["skipped"] == 5_010


def test_a_file_that_takes_too_long_is_refused_with_a_repair(away, monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", 0)
    with pytest.raises(FileRefused, match="seconds to read: Keep only the rows") as refused:
        away(FILE, "slow.csv")
    assert refused.value.refusals[0].file == "slow.csv"


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(away, monkeypatch):
    large = "Project key,Name\n" + "".join(f"P{n},{'x' * 50} {n}\n" for n in range(100_000))
    with monkeypatch.context() as changed:
        changed.setattr(reader, "MEMORY", 4 << 20)
        with pytest.raises(FileRefused, match="memory to read"):
            away(large)
    assert away(FILE)[0].row_count


def test_a_process_that_is_killed_is_explained_and_replaced(away, monkeypatch):
    reader.close()
    reader.expect()
    (idle,) = reader._idle
    os.kill(idle.pid, signal.SIGKILL)
    idle._process.wait()
    assert away(FILE)[0].row_count  # One that died while it waited is replaced without a word.

    asks = reader.Reader.ask

    def killed(self, question):
        os.kill(self.pid, signal.SIGSTOP)
        threading.Timer(0.1, self._process.kill).start()
        return asks(self, question)

    monkeypatch.setattr(reader.Reader, "ask", killed)
    with pytest.raises(FileRefused, match="the system ended"):
        away(FILE)


def test_a_third_file_waits_for_its_turn_and_says_so(monkeypatch):
    monkeypatch.setattr(reader, "WAITING_SECONDS", 0.0)
    said = []
    for _ in range(reader.AT_ONCE):
        reader._turns.acquire()
    try:
        with pytest.raises(FileRefused, match="other files are being read"):
            apart.read(Source(FILE.encode()), "projects", {}, None, lambda *told: said.append(told[2]))
    finally:
        for _ in range(reader.AT_ONCE):
            reader._turns.release()
    assert said == [reader.WAITING]


def test_the_process_is_told_no_secret(monkeypatch):
    for name in ("DATABASE_URL", "BELLWETHER_SECRET", "STREAMLIT_SERVER_COOKIE_SECRET"):
        monkeypatch.setenv(name, "canary")
    assert "canary" not in reader.environment().values()


def test_a_table_read_here_is_checked_here(projects, portfolio, monkeypatch):
    monkeypatch.setattr(reader, "asked", None)
    raw = read_table(Source(FILE.encode(), "list.csv"))
    assert raw.kept is None
    assert apart.check(raw, propose(raw, projects), projects, portfolio).rows["loaded"] == 3


def test_the_files_on_disk_go_with_the_table(away):
    raw, _, found = away(FILE)
    folders = [raw.kept.name, found.parts.folder.name]
    assert all(map(os.path.isdir, folders))
    assert not os.path.exists(os.path.join(folders[0], "source"))
    del raw, found
    assert not any(map(os.path.isdir, folders))


def test_part_of_a_table_is_not_taken_for_the_whole_on_disk(away):
    raw, *_ = away(FILE)
    assert raw.only(pd.Series([True] + [False] * (len(raw.frame) - 1)).to_numpy()).kept is None
    assert replace(raw).kept is raw.kept
