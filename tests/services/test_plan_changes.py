"""Who looks at a plan learns exactly what it changes, the same as its counts say."""

from collections import Counter
from datetime import date

import pytest

from data_access.states import Coverage
from services import access, intake, plan_changes, restrictions, uploads
from services.access import Actor, Scope
from services.errors import NotAllowed, NotFound
from services.readings import Source
from tests.services import town
from tests.services.people_met import OPERATOR, Met, let_people_sign_in, meet

JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 31)
HEAD = "As of,project_key,name,department,phase,status,approved_baseline_finish,forecast_finish,approved_budget,"
HEAD += "forecast_cost,rag_overall,Site\n"
W1 = "{},W1,North main,Water,Design,active,2027-03-31,2027-06-29,100000000,{}000000,1,\n"
W2 = "{},W2,Pumps $5 & <b>valves</b>,Water,Delivery,active,2026-12-31,2026-12-31,100000000,140000000,1,\n"
NEW = "{},W9,Weir,Water,Design,active,,,,7000000,,\n"


@pytest.fixture
def works(database_url: str) -> Scope:
    return town.store()


def planned(scope: Scope, text: str, who: Actor = town.ME) -> dict:
    read = uploads.read(who, scope, Source((HEAD + text).encode(), "water.csv"), here=True)
    return uploads.plan(who, scope, read, coverage=Coverage("department", ("Water",)))


def told(scope: Scope, plan: dict, as_of: date = JULY, who: Actor = town.ME) -> list[tuple]:
    found = plan_changes.changes(who, scope, plan["hash"], as_of)
    return list(found.drop(columns="kind").itertuples(index=False, name=None))


def test_a_plan_tells_the_projects_that_leave_come_and_change_with_both_values(works: Scope) -> None:
    plan = planned(works, W1.format(JULY, 120) + W2.format(JULY) + NEW.format(JULY))
    found = told(works, plan)
    assert found == [
        ("left", "W3", "South main", "Forecast cost", 5_000_000_000, None),
        ("left", "W4", "Reservoir", "Forecast cost", 4_000_000_000, None),
        ("left", "W5", "Outfall", "Forecast cost", 3_000_000_000, None),
        ("new", "W9", "Weir", "Forecast cost", None, 700_000_000),
        ("changed", "W1", "North main", "Forecast cost", 10_000_000_000, 12_000_000_000),
    ]
    counts = plan["parts"][0]["counts"]
    assert Counter(row[0] for row in found) == {kind: counts[kind] for kind in ("left", "new", "changed")}


def test_each_date_meets_what_the_earlier_ones_leave(works: Scope) -> None:
    plan = planned(works, W1.format(JULY, 120) + W2.format(JULY) + W1.format(AUGUST, 130))
    assert told(works, plan, AUGUST) == [
        ("left", "W2", "Pumps $5 & <b>valves</b>", "Forecast cost", 14_000_000_000, None),
        ("changed", "W1", "North main", "Forecast cost", 12_000_000_000, 13_000_000_000),
    ]


def test_a_project_named_in_refused_rows_is_told_as_not_reported(works: Scope) -> None:
    plan = planned(works, W1.format(JULY, 1) + W1.format(JULY, 2) + W2.format(JULY))
    assert ("not_reported", "W1", "North main", "Forecast cost", 10_000_000_000, 10_000_000_000) in told(works, plan)


def test_a_register_of_another_kind_is_told_by_its_own_key(works: Scope) -> None:
    source = Source(b"project_key,risk_key,title,probability\nW1,K7,Rain,50%\n", "risks.csv")
    read = uploads.read(town.ME, works, source, "risks", here=True)
    plan = uploads.plan(town.ME, works, read, as_of=JULY)
    assert [row[:3] for row in told(works, plan)] == [("left", "W5  K1", None), ("new", "W1  K7", "Rain")]


def test_nothing_is_told_of_a_plan_that_is_gone_or_to_whom_may_not_upload(
    works: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(works, W1.format(JULY, 120))
    let_people_sign_in(monkeypatch)
    viewer = meet("town")["viewer"]
    with pytest.raises(NotAllowed):
        plan_changes.changes(viewer, access.scope(viewer, "town"), plan["hash"], JULY)
    intake.discard(OPERATOR, works, plan["hash"])
    with pytest.raises(NotFound):
        plan_changes.changes(OPERATOR, works, plan["hash"], JULY)


def test_a_project_kept_from_the_reader_is_not_among_the_changes(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    let_people_sign_in(monkeypatch)
    met: Met = meet("town")
    restrictions.restrict(met["admin"], access.scope(OPERATOR, "town"), "W3", [])
    scope = access.scope(met["analyst"], "town")
    plan = planned(scope, W1.format(JULY, 120), met["analyst"])
    assert [row[1] for row in told(scope, plan, JULY, met["analyst"])] == ["W2", "W4", "W5", "W1"]
