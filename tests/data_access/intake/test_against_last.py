"""A file is held against what was last reported: units, values in another column's place, columns that went."""

import json

import pandas as pd
import pytest

from data_access.intake.against_last import Matched, gone_warnings, swap_warnings, totals, unit_warnings
from data_access.schema import REGISTERS

PROJECTS = REGISTERS["projects"]
KEYS = [f"P{number}" for number in range(1, 9)]
MONEY = [100, 220, 310, 450, 560, 640, 770, 880]


def frame(**columns: list) -> pd.DataFrame:
    rows = pd.DataFrame({"project_key": KEYS, **columns})
    for name in rows.columns.intersection(PROJECTS.of_kind("money")):
        rows[name] = rows[name].astype("Int64")
    for name in rows.columns.intersection(PROJECTS.of_kind("date")):
        rows[name] = pd.to_datetime(rows[name]).astype("datetime64[s]")
    return rows.assign(extra=rows.get("extra"))


def matched(before: pd.DataFrame, after: pd.DataFrame) -> Matched:
    return Matched(PROJECTS, before, after)


def written(minor: int) -> str:
    return f"{minor:,} cents"


def test_totals_are_those_last_reported_of_the_projects_in_the_file() -> None:
    after = frame(forecast_cost=MONEY).iloc[:2]
    assert totals(matched(frame(forecast_cost=[value * 2 for value in MONEY]), after)) == {"forecast_cost": 640}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (10**6, 1, "typically about 1,000,000 times smaller, as if it were in millions"),
        (900, 1, "typically about 1,000 times smaller, as if it were in thousands"),
        (1, 1_000, "typically about 1,000 times larger"),
        (12, 1, "typically 12 times smaller"),
    ],
)
def test_money_in_another_unit_is_told_with_both_totals_and_the_likely_factor(
    before: int, after: int, told: str
) -> None:
    was, now = ([value * times for value in MONEY] for times in (before, after))
    (one,) = unit_warnings(matched(frame(forecast_cost=was), frame(forecast_cost=now)), written)
    assert one.column == "forecast_cost"
    assert one.text == (
        f"Forecast cost: {written(sum(now))} here and {written(sum(was))} when last reported, of the same 8 projects; "
        f"{told}."
    )


def test_money_that_grew_ninefold_or_of_four_projects_is_no_other_unit() -> None:
    was = frame(forecast_cost=MONEY)
    assert unit_warnings(matched(was, frame(forecast_cost=[9 * value for value in MONEY])), written) == []
    few = frame(forecast_cost=[1_000 * value for value in MONEY]).iloc[:4]
    assert unit_warnings(matched(was, few), written) == []


def test_two_columns_of_money_that_changed_places_are_named() -> None:
    budget = [value + 7 for value in MONEY]
    was = frame(approved_budget=budget, forecast_cost=MONEY)
    now = frame(approved_budget=MONEY, forecast_cost=budget)
    assert [(one.column, one.text) for one in swap_warnings(matched(was, now), now)] == [
        ("approved_budget", "Approved budget: 8 of 8 are the forecast cost last reported, 0 of 8 were before."),
        ("forecast_cost", "Forecast cost: 8 of 8 are the approved budget last reported, 0 of 8 were before."),
    ]
    assert swap_warnings(matched(was, was), was) == []


def dates(year: int) -> list[str]:
    return [f"{year}-0{month}-15" for month in range(1, 9)]


def test_forecast_finishes_that_are_the_starts_last_reported_are_told() -> None:
    was = frame(start_date=dates(2024), approved_baseline_finish=dates(2026), forecast_finish=dates(2027))
    now = frame(start_date=dates(2024), approved_baseline_finish=dates(2027), forecast_finish=dates(2024))
    (one,) = swap_warnings(matched(was, now), now)
    assert one.text == "Forecast finish: 8 of 8 are the start date last reported, 0 of 8 were before."


def test_many_finishes_before_the_start_are_told_unless_it_was_so_before() -> None:
    was = frame(start_date=dates(2024), approved_baseline_finish=dates(2026), forecast_finish=dates(2027))
    now = frame(start_date=dates(2028), approved_baseline_finish=dates(2026), forecast_finish=dates(2027))
    (one,) = swap_warnings(matched(was, now), now)
    assert one.text == "Forecast finish: 8 of 8 lie before the start, 0 of 8 did before."
    assert swap_warnings(matched(now, now), now) == []


def test_a_column_that_came_last_time_is_told_with_the_header_that_holds_its_values() -> None:
    was = frame(
        department=["Roads"] * 8, approved_budget=[100 * value for value in MONEY], rag_overall=[1, 3, 5, 1] * 2
    )
    extra = [
        json.dumps({"Directorate": "roads", "BAC": f"{value:,}", "Ampel": light, "Note": "x"})
        for value, light in zip(MONEY, ["Green", "Amber", "Red", "Green"] * 2, strict=True)
    ]
    found = gone_warnings(matched(was, frame(extra=extra)), ("Directorate", "BAC", "Ampel", "Note"), 2)
    assert {one.column: one.text for one in found} == {
        "department": 'Department: emptied for 8 projects. "Directorate" holds the same for 8 of 8.',
        "approved_budget": 'Approved budget: emptied for 8 projects. "BAC" holds the same for 8 of 8.',
        "rag_overall": 'RAG overall: emptied for 8 projects. "Ampel" holds the same for 8 of 8.',
        "": 'Kept under their own names are "Note".',
    }


def test_a_column_that_was_empty_or_is_there_is_not_gone() -> None:
    was = frame(department=[None] * 8, forecast_cost=MONEY)
    assert gone_warnings(matched(was, frame(forecast_cost=[None] * 8)), (), 2) == []
