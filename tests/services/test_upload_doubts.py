"""A plan says what looks wrong against what was last reported, and each date is held against the one before."""

from datetime import date

import pytest

from data_access.states import Coverage
from services import uploads
from services.access import Scope
from services.readings import Source
from services.upload_doubts import COLUMN_GONE, SWAPPED, WRONG_UNIT
from tests.services import town

JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 31)
COSTS = {"W1": 100, "W2": 140, "W3": 50, "W4": 40, "W5": 30}
FULL = "As of,project_key,name,department,phase,status,approved_baseline_finish,forecast_finish,approved_budget,"
FULL += "forecast_cost,rag_overall\n"


def rows(as_of: date, unit: float = 1_000_000) -> str:
    return "".join(
        f"{as_of},{key},Name,Water,Design,active,2026-12-31,2026-12-31,90000000,{cost * unit:.6f},1\n"
        for key, cost in COSTS.items()
    )


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return town.store()


def planned(scope: Scope, text: str) -> dict:
    read = uploads.read(town.ME, scope, Source(text.encode(), "water.csv"), here=True)
    return uploads.plan(town.ME, scope, read, coverage=Coverage("department", ("Water",)))


def told(plan: dict) -> dict[str, list[str]]:
    wanted = (WRONG_UNIT, SWAPPED, COLUMN_GONE)
    found: dict[str, list[str]] = {}
    for one in plan["warnings"]:
        if one["rule"] in wanted:
            found.setdefault(one["rule"], []).append(one["text"])
    return found


def test_costs_in_millions_are_warned_of_with_the_totals_beside(works: Scope) -> None:
    plan = planned(works, FULL + rows(JULY, 1))
    assert told(plan) == {
        WRONG_UNIT: [
            "Forecast cost: USD 360 here and USD 360,000,000 when last reported, of the same 5 projects; typically "
            "about 1,000,000 times smaller, as if it were in millions."
        ]
    }
    assert plan["totals"]["forecast_cost"] == 360_00
    assert plan["parts"][0]["last_totals"]["forecast_cost"] == 360_000_000_00


def test_a_file_like_the_last_one_raises_no_doubt(works: Scope) -> None:
    assert told(planned(works, FULL + rows(JULY))) == {}


def test_within_a_file_each_date_is_held_against_the_one_before(works: Scope) -> None:
    plan = planned(works, FULL + rows(JULY) + rows(AUGUST, 1_000))
    assert [len(part["doubts"]) for part in plan["parts"]] == [0, 1]
    (text,) = told(plan)[WRONG_UNIT]
    assert "about 1,000 times smaller, as if it were in thousands" in text


def test_columns_that_came_last_time_and_are_renamed_now_are_told_with_the_new_name(works: Scope) -> None:
    text = FULL.replace("department", "Directorate") + rows(JULY)
    assert told(planned(works, text)) == {
        COLUMN_GONE: ['Department: emptied for 5 projects. "Directorate" holds the same for 5 of 5.']
    }
