"""A backup is one whole file; what is restored equals what was backed up, and what was there before is kept."""

import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from data_access import archive, database, reading
from data_access.intake import Source
from data_access.settings import settings
from services import access, backups, databases, intake, notes, portfolios, states, uploads
from services.access import Actor, local_user, operator
from services.backups import BackupUnusable
from services.errors import Explained

AS_OF = date(2026, 3, 31)


def load(key="city", projects=30, budget=1_000, as_of=AS_OF):
    rows = "".join(f"{as_of},P{n},Project {n},2027-01-31,{budget + n}.50\n" for n in range(projects))
    file = Source(f"As of,Project key,Name,Forecast finish,Approved budget\n{rows}".encode(), "city.csv")
    view = access.scope(local_user(), key)
    plan = uploads.plan(local_user(), view, uploads.read(local_user(), view, file, here=True))
    return intake.commit(local_user(), view, plan["hash"])


def total(key="city", as_of=AS_OF):
    state = states.projects(access.scope(local_user(), key), as_of, ["approved_budget"])
    return round(float(state["approved_budget"].sum()), 2)


@pytest.fixture
def city(database_url):
    portfolios.create(local_user(), "city", "City", "USD")
    load()
    return database_url


@pytest.fixture
def made(city, tmp_path):
    return backups.make(operator(), tmp_path / "one.zip")


def test_a_restored_database_equals_what_was_backed_up(made, city):
    before = total()
    load(projects=5, budget=9)
    portfolios.create(local_user(), "other", "Other", "EUR")
    assert total() != before
    done = backups.restore(operator(), made.file)
    assert total() == before
    assert done.findings == []
    assert [facts.key for facts in portfolios.listing(local_user())] == ["city"]


def test_a_backup_says_what_it_holds(made):
    held = backups.check(made.file)
    assert held == made
    assert held.tables["projects"] == 30
    assert held.revision == database.newest_revision()
    assert held.audit is not None
    assert held.audit.startswith("2:")


def test_the_data_version_rises_above_both_so_that_nothing_cached_is_shown(made):
    with_backup = access.scope(local_user(), "city").data_version
    for budget in (1, 2, 3):
        load(budget=budget)
    later = access.scope(local_user(), "city").data_version
    backups.restore(operator(), made.file)
    assert access.scope(local_user(), "city").data_version > later > with_backup


def test_work_goes_on_after_a_restore_with_numbers_that_are_free(made):
    backups.restore(operator(), made.file)
    notes.add(local_user(), access.scope(local_user(), "city"), "P1", "Seen.")
    assert load(budget=2_000).snapshots == 1
    assert backups.verify().findings == []


def test_the_restore_is_on_record_with_the_head_it_set_aside(made):
    load(budget=5)
    with reading() as work:
        aside = work.journal.head()
    backups.restore(operator(), made.file)
    with reading() as work:
        last = list(work.journal.chain())[-1]
    assert last["action"] == "backup restored"
    assert last["before"]["audit"] == str(aside)
    assert last["after"]["sha256"] == made.sha256


def test_what_was_there_before_is_kept_whole(made, city):
    load(projects=7, budget=70)
    kept = backups.restore(operator(), made.file).kept
    if city.startswith("sqlite"):
        with sqlite3.connect(kept) as aside:
            assert aside.execute("SELECT count(*) FROM projects").fetchone() == (37,)
    else:
        with database.engine(city).connect() as connection:
            assert connection.execute(text(f'SELECT count(*) FROM "{kept}".projects')).scalar() == 37


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.97])
def test_a_backup_with_one_flipped_byte_or_a_cut_is_refused_and_nothing_changes(made, place):
    load(projects=3, budget=3)
    before = total()
    whole = made.file.read_bytes()
    at = int(len(whole) * place)
    for broken in (whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], whole[:at]):
        made.file.write_bytes(broken)
        try:
            backups.restore(operator(), made.file)
        except BackupUnusable:
            assert total() == before
        else:
            # The byte was one of the archive's own, such as a time, and every row was found as vouched for.
            assert len(broken) == len(whole)
            load(projects=3, budget=3)


def test_a_backup_whose_rows_were_changed_is_refused_though_its_files_are_whole(made, tmp_path, monkeypatch):
    with archive.opened(made.file) as (packed, manifest):
        tables = {**manifest.tables, "projects": archive.Counted(29, manifest.tables["projects"].sha256)}
        content = {name: packed.read(name) for name in manifest.members}
    changed = tmp_path / "changed.zip"
    with archive.writing(changed) as pack:
        for name, one in content.items():
            pack.add(name, [one])
        pack.seal(archive.Manifest(manifest.made_at, manifest.kind, manifest.revision, None, tables, pack.members))
    before = total()
    with pytest.raises(BackupUnusable):
        backups.restore(operator(), changed)
    assert total() == before


def test_a_backup_of_a_later_version_is_refused_in_plain_words(made, tmp_path):
    with archive.opened(made.file) as (packed, manifest):
        content = {name: packed.read(name) for name in manifest.members}
    later = tmp_path / "later.zip"
    with archive.writing(later) as pack:
        for name, one in content.items():
            pack.add(name, [one])
        pack.seal(archive.Manifest(manifest.made_at, manifest.kind, "9999", None, manifest.tables, pack.members))
    with pytest.raises(database.NewerSchema, match="newer than this version"):
        backups.restore(operator(), later)


def test_what_is_no_backup_is_refused(city, tmp_path):
    for name, content in (("empty.zip", b""), ("text.zip", b"not an archive" * 99)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BackupUnusable):
            backups.check(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("a.txt", "a")
    with pytest.raises(BackupUnusable):
        backups.check(tmp_path / "other.zip")
    with pytest.raises(BackupUnusable, match="There is no file"):
        backups.check(tmp_path / "missing.zip")


def test_a_backup_never_takes_the_place_of_another_file(made):
    with pytest.raises(Explained, match="is there already"):
        backups.make(operator(), made.file)


def test_only_who_administers_may_back_up_or_restore(made):
    for role in ("viewer", "contributor", "analyst", "facilitator"):
        with pytest.raises(Explained):
            backups.make(Actor("Somebody", role), made.file.with_name(f"{role}.zip"))
        with pytest.raises(Explained):
            backups.restore(Actor("Somebody", role), made.file)
        assert not made.file.with_name(f"{role}.zip").exists()


def test_nothing_is_left_behind_where_a_backup_fails(city, tmp_path, monkeypatch):
    monkeypatch.setattr(archive.Pack, "seal", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backups.make(operator(), tmp_path / "half.zip")
    assert not list(tmp_path.glob("half*"))


def test_a_restore_that_fails_half_way_leaves_the_database_as_it_was(made, monkeypatch):
    load(projects=4, budget=40)
    before, version = total(), access.scope(local_user(), "city").data_version
    monkeypatch.setattr(backups, "_raise_versions", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backups.restore(operator(), made.file)
    assert (total(), access.scope(local_user(), "city").data_version) == (before, version)
    assert backups.verify().findings == []


def test_verifying_finds_lost_rows_changed_money_and_broken_references(city):
    assert backups.verify().findings == []
    with database.engine(city).execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE projects SET approved_budget = approved_budget + 1 WHERE project_key = 'P3'"))
    assert ["adds up to" in one for one in backups.verify().findings] == [True]
    with database.engine(city).execution_options(write=True).begin() as connection:
        connection.execute(text("DELETE FROM projects WHERE project_key = 'P3'"))
    assert any("holds 29 rows" in one for one in backups.verify().findings)


def test_a_database_is_restored_into_an_empty_place(made, monkeypatch, tmp_path, new_postgresql_url):
    embedded = made.kind == "sqlite"
    monkeypatch.setenv(
        "DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'fresh.db'}" if embedded else new_postgresql_url()
    )
    settings.cache_clear()
    assert backups.restore(operator(), made.file).kept == ""
    assert total() == sum(1_000 + n + 0.5 for n in range(30))


def test_a_damaged_file_is_moved_aside_and_the_backup_takes_its_place(sqlite_url, tmp_path):
    portfolios.create(local_user(), "city", "City", "USD")
    load()
    made = backups.make(operator(), tmp_path / "one.zip")
    before, path = total(), Path(sqlite_url.removeprefix("sqlite:///"))
    database.engine(sqlite_url).dispose()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    content = bytearray(path.read_bytes())
    content[0:8192] = b"\xaa" * 8192
    path.write_bytes(content)
    with pytest.raises(Explained, match="damaged"):
        total()
    done = backups.restore(operator(), made.file)
    assert total() == before
    assert Path(done.kept).read_bytes() == bytes(content)


def test_a_server_is_backed_up_before_its_schema_changes_where_there_is_a_folder(
    new_postgresql_url, tmp_path, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", new_postgresql_url())
    monkeypatch.setenv("BELLWETHER_BACKUP_FOLDER", str(tmp_path))
    settings.cache_clear()
    with database.engine().execution_options(write=True).begin() as connection:
        database.upgrade_within(connection, "0005")
    done = databases.upgrade()
    assert done.revision == database.newest_revision()
    assert backups.check(Path(done.backup)).revision == "0005"
    assert backups.restore(operator(), Path(done.backup)).findings == []
