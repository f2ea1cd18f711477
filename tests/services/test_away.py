"""A file speaks for no project that is kept from whoever loads it: it neither ends, changes nor names one."""

from datetime import date

import pytest

from data_access.audit_search import Sought
from data_access.states import Coverage
from services import access, audit, intake, restrictions, states, uploads
from services.access import Actor
from services.away import RULE
from services.errors import Explained, NotFound
from services.received import files as files_received
from services.uploads import Source
from tests.services import town
from tests.services.people_met import OPERATOR, Met, let_people_sign_in, meet

SECRET, JULY = "W3", date(2026, 7, 31)
HEAD = "project_key,name,department,status,approved_budget,forecast_cost,forecast_finish\n"
WATER = ("W1", "W2", "W4", "W5")


@pytest.fixture
def met(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Met:
    """A town in which W3 is kept from the analyst."""
    town.store()
    let_people_sign_in(monkeypatch)
    met = meet("town")
    restrictions.restrict(met["admin"], access.scope(OPERATOR, "town"), SECRET, [])
    return met


def file(*keys: str, cost: int = 70) -> bytes:
    rows = [f"{key},Name of {key},Water,active,{cost}000000,{cost}000000,2027-01-31\n" for key in keys]
    return (HEAD + "".join(rows)).encode()


def planned(who: Actor, content: bytes, as_of: date = town.JUNE, coverage: Coverage | None = None) -> dict:
    scope = access.scope(who, "town")
    read = uploads.read(who, scope, Source(content, "water.csv"), here=True)
    return uploads.plan(who, scope, read, as_of=as_of, coverage=coverage or Coverage("department", ("Water",)))


def load(who: Actor, content: bytes, as_of: date = town.JUNE, coverage: Coverage | None = None) -> int:
    done = intake.commit(who, access.scope(who, "town"), planned(who, content, as_of, coverage)["hash"])
    assert done.upload is not None
    return done.upload


def row(key: str = SECRET, as_of: date = town.JUNE) -> list[tuple]:
    held = states.projects(access.scope(OPERATOR, "town"), as_of)
    names = ["name", "status", "approved_budget", "forecast_cost", "row_as_of"]
    return [tuple(one) for one in held.loc[held["project_key"] == key, names].itertuples(index=False)]


@pytest.mark.parametrize("coverage", [Coverage(), Coverage("department", ("Water",))], ids=lambda one: one.kind)
@pytest.mark.parametrize("as_of", [town.JUNE, JULY], ids=["correction", "next period"])
def test_a_file_of_all_that_its_loader_sees_leaves_the_hidden_project_as_it_was(
    met: Met, coverage: Coverage, as_of: date
) -> None:
    before = row()
    assert len(before) == 1
    plan = planned(met["analyst"], file(*WATER), as_of, coverage)
    (part,) = plan["parts"]
    assert SECRET not in str(part)
    load(met["analyst"], file(*WATER), as_of, coverage)
    assert row(as_of=as_of) == before
    assert row("W1", as_of)[0][2] == 70_000_000


def test_what_leaves_is_counted_without_the_hidden_project(met: Met) -> None:
    (part,) = planned(met["analyst"], file("W1"))["parts"]
    assert part["keys"]["left"] == ["W2", "W4", "W5"]
    (part,) = planned(met["facilitator"], file("W1"))["parts"]
    assert part["keys"]["left"] == ["W2", SECRET, "W4", "W5"]


def test_rows_of_a_hidden_project_are_refused_by_name_and_the_others_loaded(met: Met) -> None:
    before = row()
    plan = planned(met["analyst"], file("W1", SECRET))
    assert [(one["value"], one["rule"], one["row"]) for one in plan["refused"]] == [(SECRET, RULE, 3)]
    assert (plan["rows"]["loaded"], plan["rows"]["refused"], plan["projects"]) == (1, 1, 1)
    assert plan["parts"][0]["keys"]["changed"] == ["W1"]
    load(met["analyst"], file("W1", SECRET), coverage=Coverage("rows"))
    assert row() == before


def test_a_file_of_hidden_projects_alone_is_refused_as_a_whole(met: Met) -> None:
    with pytest.raises(Explained, match="can be loaded"):
        planned(met["analyst"], file(SECRET))


def test_nobody_says_of_a_hidden_project_that_it_became_another(met: Met) -> None:
    scope = access.scope(met["analyst"], "town")
    read = uploads.read(met["analyst"], scope, Source(file("W1"), "water.csv"), here=True)
    step = {"from_key": SECRET, "to_key": "W1", "kind": "renamed", "as_of": "2026-06-30"}
    with pytest.raises(NotFound, match='no project "W3"'):
        uploads.plan(met["analyst"], scope, read, as_of=town.JUNE, lineage=[step])


def test_who_sees_all_corrects_afterwards_what_the_file_left_alone(met: Met) -> None:
    load(met["analyst"], file(*WATER))
    load(met["facilitator"], file(*WATER, SECRET, cost=90))
    assert row()[0][2] == 90_000_000
    load(met["analyst"], file(*WATER, cost=60))
    assert (row()[0][2], row("W1")[0][2]) == (90_000_000, 60_000_000)


def test_a_file_that_also_holds_hidden_projects_is_not_withdrawn_by_whom_they_are_kept_from(met: Met) -> None:
    mine = load(met["analyst"], file(*WATER))
    whole = load(met["facilitator"], file(*WATER, SECRET, cost=90))
    with pytest.raises(Explained, match="projects that are not open to you"):
        intake.withdraw(met["analyst"], access.scope(met["analyst"], "town"), whole, "wrong")
    assert row()[0][2] == 90_000_000
    intake.withdraw(met["analyst"], access.scope(met["analyst"], "town"), mine, "wrong")
    assert row()[0][2] == 90_000_000


def test_registers_of_hidden_projects_stay_too(met: Met) -> None:
    everybody = access.scope(OPERATOR, "town")
    restrictions.restrict(met["admin"], everybody, "W5", [])
    who, scope = met["analyst"], access.scope(met["analyst"], "town")
    source = Source(b"project_key,risk_key,title\nW1,K7,Rain\n", "risks.csv")
    plan = uploads.plan(who, scope, uploads.read(who, scope, source, "risks", here=True), as_of=town.JUNE)
    assert plan["parts"][0]["keys"]["left"] == []
    intake.commit(who, scope, plan["hash"])
    held = states.register(access.scope(OPERATOR, "town"), "risks", town.JUNE)
    assert set(zip(held["project_key"], held["risk_key"], strict=True)) == {("W1", "K7"), ("W5", "K1")}


def test_no_list_of_files_names_what_a_file_does_not_speak_for(met: Met) -> None:
    load(met["analyst"], file(*WATER))
    for who in ("analyst", "viewer", "admin"):
        told = files_received(access.scope(met[who], "town"))
        assert SECRET not in str(told.drop(columns=["file"], errors="ignore").to_dict("records")), who


def test_the_audit_tells_which_projects_a_file_changed_added_and_ended(met: Met) -> None:
    load(met["facilitator"], file("W1", "W9"))
    entry = audit.entries(OPERATOR, "town", Sought())[0]
    assert entry.after is not None
    assert {kind: entry.after.get(kind) for kind in ("new", "changed", "left", "returned")} == {
        "new": "W9", "changed": "W1", "left": "W2, W3, W4, W5", "returned": None,
    }  # fmt: skip


def test_what_a_plan_speaks_for_can_be_stored_and_read_back() -> None:
    held = Coverage("department", ("Water",), ("W3", "W1"))
    assert Coverage.from_dict(held.to_dict()) == held
    assert "W3" not in held.key
    assert held.key != Coverage("department", ("Water",)).key
    assert not Coverage("whole", (), ("W3",)).is_whole
    assert "but" not in Coverage().to_dict()
