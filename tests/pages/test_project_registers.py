"""Changing the rows of a project's registers on its page: who may, what is told, and two people at once."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from services import access, people, publications, register_rows, restrictions, states
from services.access import Actor
from services.row_plan import Line
from tests.services import town
from tests.services.people_met import OPERATOR, let_people_sign_in, meet, show_drafts
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
KEYS = ("project_change_save", "project_change_again")


@pytest.fixture
def met(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Actor]:
    """People of every role in the town; the contributor keeps W5, which has a risk."""
    town.store()
    monkeypatch.setattr("ui.actions.registers.work_out_figures", lambda *_: None)
    let_people_sign_in(monkeypatch)
    found = meet("town").actors
    show_drafts("town")
    people.set_own_projects(OPERATOR, found["contributor"].person, "town", {"W5"})
    return found


def opened(who: Actor, project: str = "W5", register: str = "Risks", changing: bool = True) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    at.user["visit"] = str(who.session)
    for name, value in {"portfolio": "town", "project": project, "project_register": register}.items():
        at.query_params[name] = value
    at.switch_page(str(entry("project").path))
    at.session_state["project_change_open"] = changing
    at.run()
    assert not at.exception
    return at


def typed(at: AppTest, **edits: Any) -> AppTest:
    """Edit cells, add and delete rows as the editor tells it, and press Save."""
    at.session_state[editor(at)] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **edits}
    at.button(key="project_change_save").click().run()
    assert not at.exception
    return at


def editor(at: AppTest) -> str:
    (found,) = [one.key for one in at.data_editor if one.key.startswith("project_editor_")]
    return found


def words(at: AppTest) -> str:
    parts = [*at.success, *at.error, *at.caption, *at.markdown]
    return " ".join(f"{getattr(part, 'title', '') or ''} {part.value}" for part in parts).replace("\\", "")


def shown(at: AppTest) -> Any:
    """Return the table above the editor."""
    (table,) = [one.value for one in at.dataframe if one.editing_mode == "read_only" and "Risk key" in one.value]
    return table


def risks(project: str = "W5") -> dict[str, dict[str, Any]]:
    rows = states.register(access.scope(OPERATOR, "town"), "risks", town.JUNE)
    return rows[rows["project_key"] == project].set_index("risk_key").to_dict("index")


def offers(at: AppTest) -> bool:
    return any(one.label == "Change this register" for one in at.expander)


def test_a_contributor_adds_a_risk_to_an_own_project_and_sees_it(met) -> None:
    at = typed(opened(met["contributor"]), added_rows=[{"title": "Late pumps", "probability": 0.4}])
    assert "Risks as of 30 Jun 2026: K2 added." in words(at)
    assert risks()["K2"]["probability"] == 0.4
    assert shown(at)["Title"].tolist() == ["–", "Late pumps"]


def test_a_contributor_closes_one_and_takes_one_out(met) -> None:
    at = typed(opened(met["contributor"]), edited_rows={"0": {"status": "Closed", "closed": "2026-06-15"}})
    assert "1 row changed" in words(at)
    assert risks()["K1"]["status"] == "Closed"
    assert "1 row taken out" in words(typed(opened(met["contributor"]), deleted_rows=[0]))
    assert risks() == {}


def test_a_first_row_goes_into_a_register_that_holds_nothing_yet(met) -> None:
    at = opened(met["contributor"], register="Milestones")
    assert "Milestones: no rows of this project at this date." in words(at)
    assert "M1 added" in words(typed(at, added_rows=[{"name": "Opened", "forecast_date": "2026-12-01"}]))


def test_only_who_keeps_the_registers_of_a_project_is_offered_to_change_them(met) -> None:
    def by(role: str, *more: str) -> bool:
        return offers(opened(met[role], *more, changing=False))

    assert [by(role) for role in ("contributor", "facilitator", "admin")] == [True, True, True]
    assert [by(role) for role in ("viewer", "analyst")] == [False, False]
    assert not by("contributor", "W1", "Decisions")
    assert by("facilitator", "W1", "Decisions")


def test_what_was_decided_is_not_changed_by_contributors_not_even_for_own_projects(met) -> None:
    people.set_own_projects(OPERATOR, met["contributor"].person, "town", {"W1"})
    at = opened(met["contributor"], "W1", "Decisions", changing=False)
    assert not offers(at)
    assert offers(opened(met["contributor"], "W1", "Risks", changing=False))


def test_a_register_that_is_not_open_to_somebody_is_not_offered(met) -> None:
    def options() -> list[str]:
        return [
            str(one) for one in opened(met["contributor"], changing=False).button_group(key="project_register").options
        ]

    assert "Contracts" in options()
    restrictions.show(met["admin"], access.scope(met["admin"], "town"), "contracts", "contributor", False)
    assert "Contracts" not in options()


def test_a_wrong_value_is_told_by_row_column_rule_and_repair_and_what_was_typed_stays(met) -> None:
    at = opened(met["contributor"])
    added = [{"title": "Late pumps", "impact": 9}]
    typed(at, edited_rows={"0": {"probability": 7}}, added_rows=added)
    told = words(at)
    assert "2 values do not fit" in told
    assert "Row K1, Probability: 7 is not on the scale of 0 to 5. Give 0 to 1" in told
    assert "New row 1, Impact: 9 is not on the scale of 1 to 5. Give 1, 2, 3, 4 or 5." in told
    assert at.session_state[editor(at)]["added_rows"] == added
    assert risks()["K1"]["probability"] == 0.5
    typed(at, edited_rows={}, added_rows=[{"title": "Late pumps", "impact": 5}])
    assert "K2 added" in words(at)


def test_two_people_are_shown_both_and_the_second_saves_after_that(met) -> None:
    at = opened(met["contributor"])
    seen = {"project_key": "W5", "risk_key": "K1", "owner": None}
    scope = access.scope(met["facilitator"], "town")
    line = Line(seen, {"risk_key": "K1", "owner": "Anna"})
    register_rows.keep(met["facilitator"], scope, "risks", town.JUNE, "W5", [line])
    typed(at, edited_rows={"0": {"owner": "Ben", "title": "Storms"}})
    assert "Owner of row K1 is Anna now, and you set Ben" in words(at)
    assert "Row K1 was saved last by Facilitator on " in words(at)
    assert shown(at)["Owner"].tolist() == ["Anna"], "the table above is as it is stored now"
    assert at.session_state[editor(at)]["edited_rows"] == {"0": {"owner": "Ben", "title": "Storms"}}
    assert (risks()["K1"]["owner"], risks()["K1"]["title"]) == ("Anna", None)
    typed(at, edited_rows={"0": {"owner": "Ben", "title": "Storms"}})
    assert "1 row changed" in words(at)
    assert (risks()["K1"]["owner"], risks()["K1"]["title"]) == ("Ben", "Storms")


def test_two_people_who_change_other_cells_lose_nothing(met) -> None:
    at = opened(met["contributor"])
    line = Line({"project_key": "W5", "risk_key": "K1", "owner": None}, {"owner": "Anna"})
    scope = access.scope(met["facilitator"], "town")
    register_rows.keep(met["facilitator"], scope, "risks", town.JUNE, "W5", [line])
    typed(at, edited_rows={"0": {"title": "Storms"}})
    assert (risks()["K1"]["owner"], risks()["K1"]["title"]) == ("Anna", "Storms")


def test_what_was_typed_is_dropped_when_asked(met) -> None:
    at = opened(met["contributor"])
    at.session_state[editor(at)] = {"edited_rows": {"0": {"owner": "Ben"}}, "added_rows": [], "deleted_rows": []}
    before = editor(at)
    at.button(key="project_change_again").click().run()
    assert editor(at) != before
    at.button(key="project_change_save").click().run()
    assert "Nothing differed" in words(at)


def test_a_published_date_asks_for_reason_and_approver(met) -> None:
    here = access.scope(OPERATOR, "town")
    for step, who in ((publications.review, "facilitator"), (publications.sign_off, "facilitator"),
                      (publications.publish, "admin")):  # fmt: skip
        version = next(one.version for one in publications.listing(here) if one.as_of == town.JUNE)
        step(met[who], access.scope(met[who], "town"), town.JUNE, version)
    at = typed(opened(met["contributor"]), edited_rows={"0": {"status": "Closed"}})
    assert "This would change what was published" in words(at)
    assert risks()["K1"]["status"] == "open"
    at.text_input(key="project_registers_restated_why").set_value("It was closed in May")
    at.selectbox(key="project_registers_restated_by").set_value("admin")
    typed(at, edited_rows={"0": {"status": "Closed"}})
    assert risks()["K1"]["status"] == "Closed"


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_a_save_of_somebody_without_the_right_changes_nothing(met, role) -> None:
    at = opened(met[role])
    assert [one for one in at.button if one.key in KEYS] == []
    assert list(at.data_editor) == []
