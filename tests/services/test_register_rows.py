"""Rows of a project in its registers, kept together: what they may hold, and two people at once."""

import re
from datetime import date

import pytest

from data_access import transaction
from services import access
from services.access import Scope
from services.errors import Explained
from services.register_rows import Kept
from services.row_plan import Line, RowsChanged
from services.row_rules import RowsRefused
from tests.services import town
from tests.services.rows_kept import RISK, changed, held, keep, new, now, problems


@pytest.fixture
def scope(database_url: str) -> Scope:
    return town.store()


def test_a_row_is_added_with_the_next_number_changed_and_taken_out(scope):
    assert keep(new(title="Late pumps", probability=0.25, impact_cost=500.5)) == Kept(0, ("K2",), 0)
    assert keep(changed(RISK, status="closed")) == Kept(1, (), 0)
    rows = held().set_index("risk_key")
    assert rows.loc["K1", "status"] == "closed"
    assert (rows.loc["K2", "impact_cost"], rows.loc["K1", "impact_cost"]) == (500.5, 12e6)
    assert keep(Line({**RISK, "status": "closed"}, None)) == Kept(0, (), 1)
    assert held()["risk_key"].tolist() == ["K2"]
    assert keep(new(title="Another")).added == ("K3",)


def test_several_new_rows_are_numbered_one_after_the_other_and_typed_keys_stay(scope):
    rows = new(title="One"), new(title="Two", risk_key="K9"), new(title="Three")
    assert keep(*rows).added == ("K2", "K9", "K10")


def test_a_row_that_holds_nothing_is_no_row(scope):
    assert keep(new(title=None, owner="  ")) == Kept(0, (), 0)
    assert now() == scope


def test_nothing_is_written_where_nothing_differs(scope):
    assert keep(changed(RISK)) == Kept(0, (), 0)
    assert now() == scope


def test_each_value_that_does_not_fit_is_told_by_row_and_column_with_rule_and_repair(scope):
    bad = changed(RISK, probability=7), new(impact=9, due="never", direction="sideways"), new(title="x" * 5000)
    assert problems(*bad) == [
        ("Row K1", "Probability"),
        ("New row 1", "Impact"),
        ("New row 1", "Due"),
        ("New row 1", "Direction"),
        ("New row 2", "Title"),
    ]
    with pytest.raises(RowsRefused, match=r"Row K1, Probability: 7 is not on the scale of 0 to 5\. Give 0 to 1"):
        keep(bad[0])


def test_the_key_of_a_row_stays_and_no_new_row_takes_one_that_is_there(scope):
    assert problems(changed(RISK, risk_key="K7")) == [("Row K1", "Risk key")]
    assert problems(new(risk_key="K1")) == [("New row 1", "Risk key")]
    assert problems(new(risk_key="K4"), new(risk_key="K4")) == [("New row 2", "Risk key")]


def test_another_project_may_use_the_same_number(scope):
    assert keep(new(title="Own", risk_key="K1"), project="W1").added == ("K1",)
    assert held(project="W5")["risk_key"].tolist() == ["K1"]


def test_no_row_of_another_project_is_reached(scope):
    line = Line({**RISK, "status": "open"}, {"status": "closed"})
    with pytest.raises(RowsChanged) as refused:
        keep(line, project="W1")
    assert "tester" not in str(refused.value)
    keep(Line(RISK, None), project="W1")
    assert held()["status"].tolist() == ["open"]
    keep(new(title="Foreign", project_key="W5"), project="W1")
    assert held()["risk_key"].tolist() == ["K1"]


def test_who_changes_other_cells_of_a_row_keeps_both_changes(scope):
    keep(changed(RISK, status="closed"))
    keep(changed(RISK, probability=0.75))
    row = held().iloc[0]
    assert (row["status"], row["probability"]) == ("closed", 0.75)


def test_who_changes_the_same_cell_is_shown_both_and_saves_after_that(scope):
    keep(changed(RISK, impact_cost=1000))
    with pytest.raises(RowsChanged, match=r"Impact on cost of row K1 is 1,000 now, and you set 2,000") as refused:
        keep(changed(RISK, impact_cost=2000, status="closed"))
    assert (held().iloc[0]["impact_cost"], held().iloc[0]["status"]) == (1000, "open")
    assert re.search(r"Row K1 was saved last by tester on \d+ \w+ \d{4}, \d\d:\d\d UTC\. Impact", str(refused.value))
    seen = {**RISK, **(refused.value.now[0] or {})}
    keep(Line(seen, {**RISK, "impact_cost": 2000}))
    assert held().iloc[0]["impact_cost"] == 2000


def test_a_row_changed_by_somebody_else_is_not_taken_out_unseen(scope):
    keep(changed(RISK, status="closed"))
    with pytest.raises(RowsChanged, match="Status of row K1 is closed now, and you set the whole row to leave") as told:
        keep(Line(RISK, None))
    keep(Line({**RISK, **(told.value.now[0] or {})}, None))
    assert held().empty


def test_a_row_taken_out_by_somebody_else_comes_back_only_when_that_was_seen(scope):
    keep(Line(RISK, None))
    with pytest.raises(RowsChanged, match="Row K1 is taken out by somebody else now") as told:
        keep(changed(RISK, status="closed"))
    assert told.value.now == {0: None}
    assert "Row K1 was taken out by tester on " in told.value.why
    keep(new(**{**RISK, "status": "closed"}))
    assert held()["status"].tolist() == ["closed"]
    assert keep(Line(RISK, RISK)) == Kept(0, (), 0)


def test_two_rows_of_one_number_come_from_two_people_and_neither_is_lost(scope):
    keep(new(title="First", risk_key="K2"))
    assert problems(new(title="Second", risk_key="K2")) == [("New row 1", "Risk key")]
    assert keep(new(title="Second")).added == ("K3",)


def test_no_other_register_and_no_flood_of_rows_is_taken(scope):
    with pytest.raises(Explained, match="no register"):
        keep(new(name="X"), register="projects")
    with pytest.raises(Explained, match="More than 500 rows"):
        keep(*[new(title="X")] * 501)


def test_the_audit_tells_who_changed_what(scope):
    keep(changed(RISK, status="closed"))
    with transaction() as work:
        entry = work.journal.entries(access.found(work, "town").id).iloc[0]
    assert (entry["action"], entry["after"]) == ("rows edited", {"W5  K1": {"status": "closed"}})


def test_a_renamed_project_keeps_the_rows_it_came_with(scope):
    with transaction() as work:
        work.remarks.add_lineage(access.found(work, "town").id, "W5", "N5", "renamed", date(2026, 6, 1), "me")
    assert keep(changed(RISK, status="closed"), project="N5").changed == 1
    assert keep(new(title="Later"), project="N5").added == ("K2",)
    assert problems(new(risk_key="K1"), project="N5") == [("New row 1", "Risk key")]
