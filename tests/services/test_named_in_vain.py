"""A project that a file names in refused rows alone has not left: it is carried forward as not reported."""

from datetime import date

import pandas as pd
import pytest

from data_access.states import Coverage
from services import access, intake, restrictions, states, uploads
from services.access import Actor, Scope
from services.errors import Explained
from services.named_in_vain import NOT_REPORTED
from services.readings import Source
from services.refusals import FileRefused
from tests.services import town
from tests.services.people_met import OPERATOR, let_people_sign_in, meet

JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 31)
HEAD = "As of,project_key,name,department,status,forecast_finish,forecast_cost\n"
WATER = Coverage("department", ("Water",))


def row(key: str, cost: int = 5, as_of: date = JULY, name: str = "Name") -> str:
    return f"{as_of},{key},{name},Water,active,2027-01-31,{cost}000000\n"


TWICE = row("W1", 5) + row("W1", 6) + row("W2") + row("W4") + row("W5")


def planned(scope: Scope, text: str, who: Actor = town.ME) -> dict:
    read = uploads.read(who, scope, Source((HEAD + text).encode(), "water.csv"), here=True)
    return uploads.plan(who, scope, read, coverage=WATER)


def now() -> Scope:
    return access.scope(town.ME, "town")


def told(plan: dict) -> list[str]:
    return [one["text"] for one in plan["warnings"] if one["rule"] == NOT_REPORTED]


@pytest.fixture
def works(database_url: str) -> Scope:
    return town.store()


@pytest.mark.parametrize(
    "refused",
    [row("W1", 5) + row("W1", 6), row("W1", name=""), row("W1").replace("active", "active,more"), row("W1")[10:]],
    ids=["twice", "without a name", "a cell too many", "without a date"],
)
def test_a_project_whose_rows_were_refused_has_not_left_and_its_like_that_is_not_named_has(
    works: Scope, refused: str
) -> None:
    plan = planned(works, refused + row("W2") + row("W4") + row("W5"))
    (part,) = plan["parts"]
    assert (part["keys"]["left"], part["not_reported"]) == (["W3"], ["W1"])
    assert told(plan) == ["1 project stands only in rows that were refused as of 31 Jul 2026: W1."]


def test_loaded_it_stays_as_it_was_last_reported(works: Scope) -> None:
    before = states.projects(works, town.JUNE).set_index("project_key").loc["W1"]
    intake.commit(town.ME, works, planned(works, TWICE)["hash"])
    after = states.projects(now(), JULY).set_index("project_key")
    assert "W3" not in after.index
    assert after.loc["W1", "row_as_of"] == pd.Timestamp(town.JUNE)
    assert after.loc["W1", "forecast_cost"] == before["forecast_cost"] != 5_000_000
    assert after.loc["W2", "row_as_of"] == pd.Timestamp(JULY)


def test_it_leaves_at_a_later_date_that_does_not_name_it(works: Scope) -> None:
    later = "".join(row(key, as_of=AUGUST) for key in ("W2", "W4", "W5"))
    plan = planned(works, TWICE + later)
    assert [part["keys"]["left"] for part in plan["parts"]] == [["W3"], ["W1"]]
    intake.commit(town.ME, works, plan["hash"])
    held = [set(states.projects(now(), day)["project_key"]) for day in (JULY, AUGUST)]
    assert ["W1" in keys for keys in held] == [True, False]


def test_the_repaired_file_is_a_correction_and_reports_it(works: Scope) -> None:
    intake.commit(town.ME, works, planned(works, TWICE)["hash"])
    plan = planned(now(), row("W1", 7) + TWICE.replace(row("W1", 5) + row("W1", 6), ""))
    assert (plan["parts"][0]["standing"], told(plan)) == ("revision", [])
    intake.commit(town.ME, now(), plan["hash"])
    after = states.projects(now(), JULY).set_index("project_key")
    assert (after.loc["W1", "forecast_cost"], after.loc["W1", "row_as_of"]) == (7_000_000, pd.Timestamp(JULY))


def test_a_project_kept_from_the_loader_is_not_named(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    let_people_sign_in(monkeypatch)
    met = meet("town")
    restrictions.restrict(met["admin"], access.scope(OPERATOR, "town"), "W1", [])
    plan = planned(access.scope(met["analyst"], "town"), TWICE, met["analyst"])
    assert (told(plan), plan["parts"][0]["not_reported"]) == ([], [])


def test_a_file_of_column_names_alone_is_told_so(works: Scope) -> None:
    with pytest.raises(Explained) as none:
        planned(works, "")
    assert none.value.why == "The file holds column names but no rows."


def test_a_file_whose_rows_are_all_refused_says_why(works: Scope) -> None:
    with pytest.raises(FileRefused) as refused:
        planned(works, row("W1", 5) + row("W1", 6))
    assert [one.row for one in refused.value.refusals] == [2, 3]
