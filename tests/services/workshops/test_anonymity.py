"""An anonymous workshop whose votes are known to the test: nothing kept of it leads from a ballot to a person."""

import logging
from datetime import date, datetime

import pytest
from sqlalchemy import inspect

from data_access import database
from services import backups
from services.access import operator
from services.visits import hashed
from services.workshops import minutes
from services.workshops.terms import SMALLEST_GROUP
from tests.services.workshops import round_table, secret_vote, whole_store
from tests.services.workshops.secret_vote import Held

POSTGRESQL, SQLITE = (
    pytest.mark.parametrize("database_url", [kind], indirect=True) for kind in ("postgresql", "sqlite")
)


@pytest.fixture
def opened(database_url, caplog):
    """A workshop that is open, and the devices of those on its list."""
    caplog.set_level(logging.INFO)
    return secret_vote.begun(round_table.store())


@pytest.fixture
def held(opened) -> Held:
    """The same, held to its end."""
    return secret_vote.hold(*opened)


def logged(caplog) -> str:
    """Return what was logged while the workshop was held."""
    return "\n".join(record.getMessage() for record in caplog.get_records("setup"))


def test_a_ballot_has_no_place_for_a_person_nor_for_a_moment(database_url):
    found = inspect(database.engine())
    for table in ("workshop_ballot", "workshop_turnout"):
        kinds = {column["name"]: column["type"].python_type for column in found.get_columns(table)}
        assert not {date, datetime} & set(kinds.values())
    columns = {column["name"] for column in found.get_columns("workshop_ballot")}
    assert columns == {"id", "question_id", "round", "key_hash", "voter_group", "answer"}
    assert {key["referred_table"] for key in found.get_foreign_keys("workshop_ballot")} == {"workshop_question"}
    # Nothing else may lead to a ballot either.
    leading = [
        table
        for table in found.get_table_names()
        for key in found.get_foreign_keys(table)
        if key["referred_table"] == "workshop_ballot"
    ]
    assert leading == []


def test_no_value_of_a_ballot_stands_anywhere_else(held):
    store = whole_store.read()
    ballots = store.tables["workshop_ballot"]
    assert len(ballots) == 9 + 9 + 10 + 7
    elsewhere = store.texts("workshop_ballot")
    for ballot in ballots:
        assert ballot["key_hash"] not in elsewhere
        assert str(ballot["id"]) not in elsewhere
    people = {seat["name"] for seat in store.tables["workshop_seat"]}
    people |= {seat["token_hash"] for seat in store.tables["workshop_seat"]}
    of_ballots = {str(value) for ballot in ballots for value in ballot.values()}
    assert people & of_ballots == set()


def test_what_only_devices_know_is_kept_nowhere(held, tmp_path, caplog):
    texts = whole_store.read().texts() + logged(caplog)
    backup = backups.make(operator(), tmp_path / "held.bellwether.zip").file
    content = whole_store.packed(backup)
    for secret in held.secrets:
        assert secret not in texts
        assert secret.encode() not in content
    # The token's hash is kept, so that the search is known to find what is there.
    assert all(hashed(device.token) in texts for device in held.devices.values())
    assert all(hashed(device.token).encode() in content for device in held.devices.values())


def test_no_order_of_rows_is_that_of_the_votes(held):
    ballots = whole_store.order_kept("workshop_ballot", "id, question_id, answer")
    assert [row[0] for row in ballots] == sorted(row[0] for row in ballots)
    numbers = sorted(row[0] for row in ballots)
    assert max(numbers) - min(numbers) > 2**55


@POSTGRESQL
def test_the_transactions_that_wrote_rows_tell_nothing(held):
    assert len(whole_store.writers("workshop_ballot")) == 1
    assert len(whole_store.writers("workshop_turnout")) == 1


@POSTGRESQL
def test_the_transactions_tell_nothing_from_the_moment_of_showing(opened):
    table, devices = opened
    table.take("ask_next")
    secret_vote.everybody(table, devices, 0)
    mine = f"question_id = {table.question.id}"
    assert len(whole_store.writers("workshop_ballot", mine)) > 1
    table.take("reveal")
    assert len(whole_store.writers("workshop_ballot", mine)) == 1
    assert len(whole_store.writers("workshop_turnout", mine)) == 1


def test_who_answered_which_questions_leads_to_nobody(held):
    # Before the end keys are still together: the search finds the one who came late, so it would find them after it.
    assert held.between.given_away(SMALLEST_GROUP) != set()
    assert whole_store.read().given_away(SMALLEST_GROUP) == set()


@SQLITE
def test_what_was_kept_before_the_end_is_parted_in_backups_made_after_it(held, tmp_path):
    backup = backups.make(operator(), tmp_path / "held.bellwether.zip").file
    ballots = whole_store.ballots_within(backup, tmp_path / "taken out")
    turnout_kept = whole_store.read().tables["workshop_turnout"]
    restored = whole_store.Store({"workshop_ballot": ballots, "workshop_turnout": turnout_kept})
    assert restored.given_away(SMALLEST_GROUP) == set()
    known = held.between.given_away(SMALLEST_GROUP)
    content = whole_store.packed(backup)
    assert [key for key in known if key.encode() in content] == []


def test_the_audit_tells_of_steps_and_of_who_was_invited_and_never_of_votes(held):
    store = whole_store.read()
    told = [row for name, rows in store.tables.items() if name.startswith("audit") for row in rows]
    named = {row["action"] for row in told if any(name in str(row) for name in held.devices)}
    assert named
    assert all("invited" in action for action in named)
    assert not any(key in str(told) for key in held.between.patterns())


def test_a_vote_is_written_to_ballots_and_turnout_and_nowhere_else(opened):
    table, devices = opened
    table.take("ask_next")
    before = whole_store.read().tables
    secret_vote.everybody(table, devices, 0)
    after = whole_store.read().tables
    assert {name for name in after if after[name] != before[name]} == {"workshop_ballot", "workshop_turnout"}


def test_phones_leave_no_visit_and_an_address_only_where_a_code_was_wrong(held):
    store = whole_store.read()
    assert store.tables["web_session"] == []
    named = [name for name, rows in store.tables.items() if round_table.HERE in str(rows)]
    assert named == ["sign_in_attempt"]
    assert len(store.tables["sign_in_attempt"]) == 1


def test_no_log_line_is_written_for_a_vote(held, caplog):
    keys = set(held.between.patterns())
    for word in (*held.secrets, *keys, *held.devices):
        assert word not in logged(caplog)


def test_exports_tell_the_steps_and_never_by_whom(held):
    from ui.blocks import exports
    from ui.parts import workshop_minutes as part
    from ui.wording import workshop_minutes as wording

    found = minutes.minutes(held.table.scope, held.table.number)
    agenda = exports.csv_bytes(exports.export_frame(wording.agenda_rows(found), part.AGENDA, "")).decode()
    assert "Clean water" in agenda
    assert not any(name in agenda for name in held.devices)
    roster = wording.roster_rows(found.roster).to_csv()
    whole = f"{found}{agenda}{roster}"
    for word in (*held.secrets, *held.between.patterns(), *whole_store.read().patterns()):
        assert word not in whole
        assert word.encode() not in part.document(found)
    (said,) = found.dissent
    assert (said.words, said.name) == ("I would put safety first.", "")
