"""How the installation stands is told as it is in the database and beside it."""

import os
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from data_access import condition, transaction
from services import backups, installation, intake, people, portfolios, readiness, uploads
from services.access import local_user, scope
from services.readings import Source
from ui.wording import installation as wording

ME = local_user()
JUNE = date(2026, 6, 30)


@pytest.fixture
def works(database_url):
    portfolios.create(ME, "works", "Town works", "USD", 7)
    view = scope(ME, "works")
    file = uploads.read(ME, view, Source(b"Project ID,Project Name\nW1,Pumps\n", "works.csv"))
    intake.commit(ME, view, uploads.plan(ME, view, file, as_of=JUNE)["hash"])
    return "works"


def test_a_portfolio_tells_the_age_of_its_data_and_an_empty_one_tells_none(works):
    portfolios.create(ME, "parks", "Parks", "USD", 7)
    ages = {age.portfolio: age for age in condition.figures().ages}
    assert ages["works"].as_of == JUNE
    assert datetime.now(UTC) - ages["works"].received_at < timedelta(minutes=5)
    assert (ages["parks"].as_of, ages["parks"].received_at) == (None, None)


def test_only_visits_that_still_count_are_counted(database_url):
    now, person = datetime.now(UTC), people.add(ME, "ana", "Ana")
    with transaction() as work:
        for number, over in enumerate((now + timedelta(hours=1), now - timedelta(hours=1), now + timedelta(hours=1))):
            work.visits.open(f"hash {number}", person, over, address="", browser="")
        ended = work.visits.by_token("hash 2")
        work.visits.revoke(now, "test", number=ended.id)
    assert condition.figures().sessions == 1


def test_a_visit_left_alone_too_long_is_not_counted(database_url):
    now, person = datetime.now(UTC), people.add(ME, "ana", "Ana")
    with transaction() as work:
        number = work.visits.open("hash", person, now + timedelta(hours=9), address="", browser="")
        work.visits.seen(number, now - timedelta(hours=9))
    assert condition.figures().sessions == 0


def test_jobs_are_counted_by_kind_and_state(works):
    now = datetime.now(UTC)
    with transaction() as work:
        facts = work.portfolios.get("works")
        values = {"portfolio_id": facts.id, "arguments": {}, "asked_by": "me", "data_version": 1, "created_at": now}
        for _ in range(2):
            work.jobs.add({**values, "kind": "robustness"})
    assert ("robustness", "queued", 2) in condition.figures().jobs
    assert installation.installation().jobs["queued"] == 2


def test_the_newest_backup_gives_its_age(sqlite_url):
    assert installation.installation().backup_age is None
    made = backups.make(ME)
    a_week_ago = time.time() - 8 * 86_400
    os.utime(made.file, (a_week_ago, a_week_ago))
    assert timedelta(days=7) < installation.installation().backup_age < timedelta(days=9)


def test_the_folder_that_is_looked_into_is_told_and_a_backup_elsewhere_is_not_found(sqlite_url, tmp_path):
    backups.make(ME, tmp_path / "elsewhere" / f"monday{backups.ENDING}")
    found = installation.installation()
    assert found.backup_age is None
    made = backups.make(ME)
    assert found.backup_folder == str(made.file.parent.absolute())


def test_a_server_without_a_folder_of_backups_says_that_none_are_looked_for(monkeypatch):
    monkeypatch.setattr(backups.faults, "database_file", lambda: None)
    assert backups.looked_into() is None
    assert backups.newest() is None
    assert "looked for nowhere until BELLWETHER_BACKUP_FOLDER" in wording.warnings(standing())[0]


def standing(**given):
    values = {"sign_in": "accounts", "sessions": 0, "free_bytes": None, "backup_age": None, "jobs": {}, "seconds": 0.0}
    return installation.Installation(**{**values, "problem": "", **given})


def test_where_a_team_works_a_missing_or_old_backup_is_said_and_a_single_user_is_left_alone():
    assert "No backup" in wording.warnings(standing())[0]
    aged = standing(backup_age=timedelta(days=8), backup_folder="/srv/backups")
    assert wording.warnings(aged) == [
        "The newest backup found is 8 days old. Only /srv/backups is looked into, for files that end in "
        ".bellwether.zip; backups written elsewhere with --to are not seen. BELLWETHER_BACKUP_FOLDER names another "
        "folder. To make one: python cli.py backup."
    ]
    assert wording.warnings(standing(backup_age=timedelta(days=1))) == []
    assert wording.warnings(standing(sign_in="none")) == []
    assert wording.warnings(standing(sign_in="none", problem="The disk is full.")) == ["The disk is full."]


def test_jobs_and_backups_are_told_in_words():
    assert wording.jobs(standing(jobs={"done": 3})) == ("None under way", "none failed so far")
    assert wording.jobs(standing(jobs={"running": 1, "failed": 1})) == ("1 running, 0 waiting", "1 job failed so far")
    assert wording.backup(standing()) == ("None found", "no folder is set")
    assert wording.backup(standing(backup_folder="/srv")) == ("None found", "in the folder of backups")
    assert set(wording.SIGN_IN) == {"none", "accounts", "oidc", "proxy"}


def test_what_cannot_be_read_is_no_figure_and_no_failure(database_url, monkeypatch):
    def broken():
        raise OSError("disk on fire")

    monkeypatch.setattr(condition, "figures", broken)
    monkeypatch.setattr(condition, "answer", broken)
    assert readiness.figures() is None
    assert readiness.readiness() == readiness.Readiness(False, "The database does not answer.", 0.0)
