"""Edits: partial snapshots of the rows they change, all or nothing, audited, and taken back like any upload."""

from datetime import date

import pytest

from data_access import transaction
from services import access, derived, edits, period_summary, portfolios, states
from services.access import Actor, Scope
from services.errors import Explained, Moved, NotAllowed
from tests.services.slip_works import DATES, LAST, ME, reports, store

DAY = date(2026, 10, 31)
LATER = date(2026, 11, 30)


@pytest.fixture
def scope(database_url: str) -> Scope:
    portfolios.create(ME, "works", "Works", "USD")
    return access.scope(ME, "works")


def now() -> Scope:
    return access.scope(ME, "works")


def objectives(as_of: date = DAY) -> dict[str, dict[str, object]]:
    rows = states.register(now(), "objectives", as_of)
    return rows.set_index("objective_key").to_dict("index")


def test_a_row_is_added_changed_and_removed_and_nothing_else_moves(scope: Scope) -> None:
    rows = [{"objective_key": "O1", "name": "Safe", "weight": 60}, {"objective_key": "O2", "name": "Green"}]
    assert edits.edit_rows(ME, scope, "objectives", DAY, rows) == 2
    assert edits.edit_rows(ME, now(), "objectives", DAY, [{"objective_key": "O2", "weight": 20.5}]) == 1
    held = objectives()
    assert (held["O1"]["weight"], held["O2"]["weight"], held["O2"]["name"]) == (60.0, 20.5, "Green")
    assert edits.edit_rows(ME, now(), "objectives", DAY, [{"objective_key": "O1"}], removed=True) == 1
    assert set(objectives()) == {"O2"}


def test_the_earlier_state_stays_readable_and_the_edit_holds_on(scope: Scope) -> None:
    edits.edit_rows(ME, scope, "objectives", DAY, [{"objective_key": "O1", "name": "Safe", "weight": 60}])
    edits.edit_rows(ME, now(), "objectives", LATER, [{"objective_key": "O1", "weight": 10}])
    assert objectives(DAY)["O1"]["weight"] == 60
    assert objectives(LATER)["O1"]["weight"] == 10
    assert objectives(date(2027, 1, 1))["O1"]["weight"] == 10


def test_repeated_edits_of_one_row_and_of_several_rows_add_up_in_the_order_made(scope: Scope) -> None:
    both = [{"objective_key": key, "name": key, "weight": 1} for key in ("O1", "O2")]
    edits.edit_rows(ME, scope, "objectives", DAY, both)
    edits.edit_rows(ME, now(), "objectives", DAY, [{"objective_key": "O1", "weight": 2}])
    edits.edit_rows(ME, now(), "objectives", DAY, [{"objective_key": "O2", "weight": 3}])
    edits.edit_rows(ME, now(), "objectives", DAY, [{"objective_key": "O1", "weight": 4}])
    assert [objectives()[key]["weight"] for key in ("O1", "O2")] == [4, 3]
    edits.edit_rows(ME, now(), "objectives", DAY, [{"objective_key": key, "weight": 9} for key in ("O1", "O2")])
    assert [objectives()[key]["weight"] for key in ("O1", "O2")] == [9, 9]


def test_an_edit_that_changes_nothing_writes_nothing(scope: Scope) -> None:
    edits.edit_rows(ME, scope, "objectives", DAY, [{"objective_key": "O1", "name": "Safe", "weight": 60}])
    before = now()
    assert edits.edit_rows(ME, before, "objectives", DAY, [{"objective_key": "O1", "weight": 60.0}]) == 0
    assert edits.edit_rows(ME, before, "objectives", DAY, [{"objective_key": "O9"}], removed=True) == 0
    assert now() == before


def test_the_audit_tells_before_and_after_of_what_changed(scope: Scope) -> None:
    edits.edit_rows(ME, scope, "objectives", DAY, [{"objective_key": "O1", "name": "Safe", "weight": 60}])
    edits.edit_rows(ME, now(), "objectives", DAY, [{"objective_key": "O1", "weight": 70}])
    with transaction() as work:
        entry = work.journal.entries(access.found(work, "works").id).iloc[0]
    assert (entry["actor"], entry["action"]) == ("tester", "rows edited")
    assert entry["before"] == {"O1": {"weight": 60.0}}
    assert entry["after"] == {"O1": {"weight": 70.0}}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"objective_key": "O1", "name": "Safe", "weight": "many"}, 'Weight cannot be "many"'),
        ({"objective_key": "O1", "name": "Safe", "weight": float("inf")}, "Weight cannot be"),
        ({"objective_key": "O1"}, "lacks Name"),
        ({"objective_key": "", "name": "Safe"}, "lacks Objective key"),
        ({"objective_key": "O1", "name": "Safe", "portfolio_id": 7}, "has no column portfolio_id"),
    ],
)
def test_what_the_register_cannot_hold_is_refused_whole(scope: Scope, row: dict[str, object], words: str) -> None:
    good = {"objective_key": "O2", "name": "Green", "weight": 1}
    with pytest.raises(Explained, match=words):
        edits.edit_rows(ME, scope, "objectives", DAY, [good, row])
    assert objectives() == {}
    assert now() == scope


def test_a_word_outside_the_scale_is_refused(scope: Scope) -> None:
    row = {"project_key": "P", "objective_key": "O1", "rating": "huge"}
    with pytest.raises(Explained, match='Rating cannot be "huge"'):
        edits.edit_rows(ME, scope, "impacts", DAY, [row])


def test_only_who_may_write_edits_and_only_what_they_have_seen(scope: Scope) -> None:
    row = {"objective_key": "O1", "name": "Safe"}
    with pytest.raises(NotAllowed):
        edits.edit_rows(Actor("guest", "viewer"), scope, "objectives", DAY, [row])
    edits.edit_rows(ME, scope, "objectives", DAY, [row])
    with pytest.raises(Moved):
        edits.edit_rows(ME, scope, "objectives", DAY, [{**row, "name": "Safer"}])


def test_an_edited_project_keeps_its_money_dates_and_status_exactly(database_url: str) -> None:
    rows = reports()
    for part in rows.values():
        part["forecast_cost"] = 123_456_789_012_345
        part["rag_overall"] = 3
    scope = store(rows)
    assert edits.edit_rows(ME, scope, "projects", LAST, [{"project_key": "P-007", "approved_budget": "1200.50"}]) == 1
    with transaction() as work:
        state = work.registers.state(access.found(work, "works").id, "projects", LAST, 0)
    held = state.set_index("project_key").loc["P-007"]
    assert (held["forecast_cost"], held["approved_budget"], held["rag_overall"]) == (123_456_789_012_345, 120050, 3)
    assert len(state) == 60
    assert held["forecast_finish"] == rows[LAST].set_index("project_key").loc["P-007", "forecast_finish"]
    earlier = states.projects(now(), DATES[-2], ["approved_budget"]).set_index("project_key")
    assert earlier["approved_budget"].isna().all()


def test_a_renamed_project_is_edited_under_the_key_its_row_came_with(database_url: str) -> None:
    scope = store(reports())
    row = {"project_key": "P-007", "objective_key": "O1", "rating": "low"}
    edits.edit_rows(ME, scope, "impacts", LAST, [row])
    with transaction() as work:
        facts = access.found(work, "works")
        work.remarks.add_lineage(facts.id, "P-007", "N-007", "renamed", LAST, ME.name)
    edits.edit_rows(ME, now(), "impacts", LAST, [{**row, "project_key": "N-007", "rating": "strong"}])
    held = states.register(now(), "impacts", LAST)
    assert held[["project_key", "rating"]].to_numpy().tolist() == [["N-007", "strong"]]


def test_the_figures_of_the_period_follow_an_edit(database_url: str) -> None:
    derived.refresh(store(reports()))
    assert "waiting" not in period_summary.stored(now())[LAST]
    asked = {"decision_key": "D1", "title": "Go on or stop", "asked": DATES[0]}
    edits.edit_rows(ME, now(), "decisions", LAST, [asked])
    stored = period_summary.stored(now())
    assert set(stored) == set(DATES)
    assert stored[LAST]["waiting"] == 1
