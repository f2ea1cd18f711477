"""What somebody changes in the database of what was published or restated is found by comparing it with the audit."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from data_access import database, transaction
from data_access.publications import PUBLICATION, RESTATEMENT
from services import backups, publications, publications_on_record
from services.access import Scope
from tests.services import town
from tests.services.published_town import WHY, corrected, load, now, publish, standing
from tests.services.town import JUNE, MAY


@pytest.fixture
def scope(database_url: str) -> Scope:
    """The town with May published and restated, and June published."""
    view = town.store()
    publish(MAY)
    publish(JUNE)
    load(MAY, corrected(), WHY)
    return view


def change(table: Any, **values: Any) -> None:
    with database.engine().execution_options(write=True).begin() as connection:
        number = connection.execute(select(table.c.id).order_by(table.c.id).limit(1)).scalar_one()
        connection.execute(update(table).where(table.c.id == number).values(**values))


def stored(table: Any, name: str) -> Any:
    with database.engine().begin() as connection:
        return connection.execute(select(table.c[name]).order_by(table.c.id).limit(1)).scalar_one()


def found() -> str:
    return " ".join(publications_on_record.verify())


def without_digests() -> None:
    """Let the entries be as those that were written before there were digests."""
    with database.engine().execution_options(write=True).begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        else:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER USER")
        for sequence, after in connection.execute(text("SELECT sequence, after FROM audit")).all():
            told = json.loads(after) if isinstance(after, str) else after
            kept = {name: one for name, one in (told or {}).items() if name not in ("figures_sha256", "method")}
            words = {"after": json.dumps(kept), "sequence": sequence}
            connection.execute(text("UPDATE audit SET after = :after WHERE sequence = :sequence"), words)


def test_what_nobody_changed_is_as_the_audit_says(scope: Scope) -> None:
    assert publications_on_record.verify() == []
    assert backups.verify().findings == []
    assert standing(MAY).restated == 1


def test_another_approver_is_found_with_the_true_one(scope: Scope) -> None:
    change(RESTATEMENT, approved_by="Eve")
    told = found()
    assert told.startswith('The restatement of 31 May 2026 in town holds "Eve" for the approver; entry ')
    assert 'says "Ann Lee".' in told
    assert backups.verify().findings == [told]


@pytest.mark.parametrize(
    ("table", "name", "words"),
    [
        (PUBLICATION, "published_by", "who published it"),
        (PUBLICATION, "method", "the method of its figures"),
        (RESTATEMENT, "made_by", "who made it"),
        (RESTATEMENT, "reason", "the reason"),
        (RESTATEMENT, "cause", "what was written"),
    ],
)
def test_other_words_are_found(scope: Scope, table: Any, name: str, words: str) -> None:
    change(table, **{name: "Eve"})
    assert f'holds "Eve" for {words}' in found()


@pytest.mark.parametrize(("table", "name"), [(PUBLICATION, "figures"), (RESTATEMENT, "before"), (RESTATEMENT, "after")])
def test_another_figure_is_found(scope: Scope, table: Any, name: str) -> None:
    held = stored(table, name)
    change(table, **{name: {**held, "late": held["late"] + 1}})
    assert "holds other figures than entry" in found()
    change(table, **{name: dict(reversed(held.items()))})
    assert found() == "", "the order of names says nothing"


def test_another_moment_is_found(scope: Scope) -> None:
    for table, name in ((PUBLICATION, "published_at"), (RESTATEMENT, "made_at")):
        was: datetime = stored(table, name)
        change(table, **{name: was - timedelta(days=1)})
        assert "holds another moment than entry" in found()
        change(table, **{name: was})
    assert found() == ""


def test_entries_without_a_digest_still_tell_what_a_restatement_changed(scope: Scope) -> None:
    without_digests()
    assert publications_on_record.verify() == []
    held = stored(RESTATEMENT, "after")
    change(RESTATEMENT, after={**held, "forecast_cost": 1.0})
    assert "The restatement of 31 May 2026 in town holds other figures" in found()


def test_a_restatement_that_was_taken_away_is_missed(scope: Scope) -> None:
    with database.engine().execution_options(write=True).begin() as connection:
        connection.execute(RESTATEMENT.delete())
    assert found() == "Stored restatements of 31 May 2026 in town: 0, and the audit tells of 1."


def test_a_publication_that_nobody_made_is_found(scope: Scope) -> None:
    with transaction() as work:
        facts = work.portfolios.get("town")
        assert facts is not None
        work.publications.add(facts.id, town.MAY - timedelta(days=31), {}, "", "Eve", [])
    assert found() == "Stored publications of 30 Apr 2026 in town: 1, and the audit tells of 0."


def test_figures_that_cannot_be_read_are_found_and_stop_nobody(scope: Scope) -> None:
    if database.engine().dialect.name == "postgresql":
        change(RESTATEMENT, after=[1])
    else:
        with database.engine().execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("UPDATE restatement SET after = '{', made_at = 'never'")
    assert "holds other figures than entry" in found()


def test_the_figures_as_published_are_those_of_the_digest(scope: Scope) -> None:
    assert publications.figures(now())[MAY]["live"] == stored(PUBLICATION, "figures")["live"]
