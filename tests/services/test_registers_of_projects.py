"""Rows of every register of a project: taken, changed and removed, whose they are, and by whom."""

import pandas as pd
import pytest

from services import access, people, restrictions
from services.access import Scope
from services.errors import NotAllowed, NotFound
from services.row_plan import Line
from tests.services import town
from tests.services.people_met import OPERATOR, let_people_sign_in, meet
from tests.services.rows_kept import PERIOD, changed, held, keep, new, problems


@pytest.fixture
def scope(database_url: str) -> Scope:
    return town.store()


ADDED = [
    ("milestones", {"name": "Opened", "kind": "delivery", "forecast_date": "2026-12-01"}),
    ("gates", {"gate": "G1", "planned": "2026-12-01"}),
    ("issues", {"title": "No road", "kind": "issue", "risk_key": "K1"}),
    ("changes", {"title": "More pumps", "effect_cost": -5, "effect_days": 30}),
    ("decisions", {"title": "Go on?"}),
    ("contracts", {"supplier": "Pumps & Co", "value": 12.34}),
    ("benefits", {"name": "Less leakage", "validated_by_finance": True, "objective_key": "O1"}),
    ("costs", {**PERIOD, "kind": "capex", "line": "contingency", "forecast": 10}),
    ("dependencies", {"predecessor": "W1", "successor": "W5", "kind": "requires"}),
    ("impacts", {"objective_key": "O2", "rating": "low"}),
    ("quality", {"criterion": "Leakage", "target": "None"}),
    ("reviews", {"finding": "Sound", "kind": "audit", "date": "2026-06-01"}),
    ("documents", {"kind": "plan", "version": "2"}),
    ("lessons", {"title": "Ask earlier"}),
    ("resource_demand", {**PERIOD, "role": "Engineer", "demand_fte": 1.5}),
    ("stakeholders", {"name": "The council", "power": 5}),
]  # fmt: skip


@pytest.mark.parametrize(("register", "row"), ADDED, ids=[name for name, _ in ADDED])
def test_every_register_of_a_project_takes_a_row_a_change_and_its_removal(scope, register, row):
    assert len(keep(new(**row), register=register).added) == 1
    (found,) = held(register).to_dict("records")
    seen = {name: None if pd.isna(value) else value for name, value in found.items()}
    column = next(name for name in row if name not in ("gate", "criterion", "name", "period_start", "role", "kind",
                  "predecessor", "successor", "period_kind", "line", "objective_key") or register == "milestones"
                  ) if register != "dependencies" else "lag_days"  # fmt: skip
    value = {"rating": "strong", "planned": "2027-01-01", "forecast": 12, "demand_fte": 2, "power": 4,
             "validated_by_finance": False, "lag_days": 3}.get(column, "3")  # fmt: skip
    assert keep(changed(seen, **{column: value}), register=register).changed == 1
    (found,) = held(register).to_dict("records")
    assert str(found[column]).startswith(str(value))
    seen = {name: None if pd.isna(value) else value for name, value in found.items()}
    assert keep(Line(seen, None), register=register).removed == 1
    assert held(register).empty


def test_values_of_a_benefit_belong_to_the_project_of_the_benefit(scope):
    keep(new(name="Less leakage"), register="benefits")
    row = {**PERIOD, "benefit_key": "B1", "planned": 3}
    assert keep(new(**row), register="benefit_values").added
    assert problems(new(**row), register="benefit_values", project="W1") == [("New row 1", "Benefit key")]


def test_what_a_row_refers_to_must_be_there(scope):
    assert problems(new(title="X", risk_key="K99"), register="issues") == [("New row 1", "Risk key")]
    asked = {"predecessor": "W1", "kind": "requires"}
    assert problems(new(**asked, successor="W2"), register="dependencies") == [("New row 1", "Predecessor")]
    assert problems(new(**asked, successor="Mars"), register="dependencies") == [("New row 1", "Successor")]


def test_periods_are_of_one_kind_and_begin_on_a_first_day(scope):
    row = {**PERIOD, "role": "Engineer"}
    keep(new(**row), register="resource_demand")
    later = {**row, "period_start": "2027-07-01"}
    for bad, column in (
        ({**later, "period_kind": "month"}, "Period kind"),
        ({**later, "period_kind": "week"}, "Period kind"),
        ({**later, "period_start": "2027-07-02"}, "Period"),
        (row, "Period"),
    ):
        found = problems(new(**bad), register="resource_demand")
        assert found == [("New row 1", column)]


def test_a_number_of_a_benefit_is_given_once_in_the_portfolio(scope):
    keep(new(name="One"), register="benefits")
    assert keep(new(name="Two"), register="benefits", project="W1").added == ("B2",)
    assert problems(new(benefit_key="B1"), register="benefits", project="W1") == [("New row 1", "Benefit key")]


def test_contributors_keep_their_own_projects_and_nothing_that_was_decided(scope, monkeypatch):
    let_people_sign_in(monkeypatch)
    met = meet("town")
    people.set_own_projects(OPERATOR, met["contributor"].person, "town", {"W5"})
    who = met["contributor"]
    assert keep(new(title="Mine"), who=who).added == ("K2",)
    assert keep(new(title="Mine"), who=who, register="lessons").added
    for refused in ({"project": "W1"}, {"register": "gates"}, {"register": "decisions"}):
        with pytest.raises(NotAllowed):
            keep(new(title="Mine", gate="G1"), who=who, **refused)
    for role in ("viewer", "analyst"):
        with pytest.raises(NotAllowed):
            keep(new(title="Mine"), who=met[role])
    assert keep(new(title="Mine"), who=met["facilitator"], project="W1").added


def test_what_is_not_open_to_somebody_is_not_written_by_them(scope, monkeypatch):
    let_people_sign_in(monkeypatch)
    met = meet("town")
    who = met["contributor"]
    people.set_own_projects(OPERATOR, who.person, "town", {"W5"})
    for subject in ("contracts", "contingency"):
        restrictions.show(met["admin"], access.scope(met["admin"], "town"), subject, "contributor", False)
    with pytest.raises(NotAllowed, match="not open"):
        keep(new(title="Mine"), who=who, register="contracts")
    row = {**PERIOD, "kind": "capex", "forecast": 10}
    assert problems(new(**row, line="contingency"), who=who, register="costs") == [("New row 1", "Line")]
    assert keep(new(**row, line="labour"), who=who, register="costs").added
    restrictions.restrict(met["admin"], access.scope(met["admin"], "town"), "W1", [])
    with pytest.raises((NotFound, NotAllowed)):
        keep(new(title="Mine"), who=who, project="W1")
