"""Warnings about a file of many dates."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_access.intake.warnings_history import columns_that_know_the_future, survivors_only

JANUARY = date(2024, 1, 31)


def told(checked, rule: str) -> list[str]:
    """Return the columns a rule was raised for."""
    return [warning.column for warning in checked.warnings if warning.rule == rule]


def test_both_totals_know_the_future_and_no_other_column(checked, survivors):
    assert told(checked(survivors), "knows the future") == ["Total Budget Changes", "Total Schedule Changes"]


def test_a_list_from_which_finished_projects_were_erased_holds_survivors_only(checked, survivors):
    assert told(checked(survivors), "survivors only") == [""]


def test_a_list_that_keeps_its_finished_projects_does_not(checked):
    text = "As of,PID,Name,Status\n" + "".join(
        f"2024-0{month}-28,{number},a,{'completed' if number < 2 else 'active'}\n"
        for month in (1, 2, 3)
        for number in range(20)
    )
    assert told(checked(text), "survivors only") == []


def test_a_list_that_keeps_finished_projects_without_a_status_does_not(checked):
    text = "As of,PID,Name,Forecast finish\n" + "".join(
        f"2024-0{month}-28,{number},a,{'2023-06-30' if number < 2 else '2026-01-01'}\n"
        for month in (1, 2, 3)
        for number in range(20)
    )
    assert told(checked(text), "survivors only") == []


def test_a_project_that_left_before_the_last_date_shows_that_not_only_survivors_are_kept():
    keys = pd.Series(["a", "b", "a", "b", "a"])
    as_of = np.array(["2024-01", "2024-01", "2024-02", "2024-02", "2024-03"], dtype="M8[s]")
    none_finished = np.zeros(5, dtype=bool)
    assert not survivors_only(keys, as_of, none_finished)
    assert survivors_only(keys[keys == "a"], as_of[[0, 2, 4]], none_finished[:3])
    assert not survivors_only(keys[:2], as_of[:2], none_finished[:2])


def history(values: dict[str, list[list[float]]]) -> tuple[pd.Series, np.ndarray, dict[str, pd.Series]]:
    """Return keys, dates and columns from one list of values per project."""
    projects = len(next(iter(values.values())))
    keys = pd.Series([f"P-{number}" for number in range(projects) for _ in range(3)])
    as_of = np.tile(np.array(["2024-01-31", "2024-02-29", "2024-03-31"], dtype="M8[s]"), projects)
    return keys, as_of, {name: pd.Series([value for row in rows for value in row]) for name, rows in values.items()}


MOVING = [[10.0 * number, 10.0 * number + 1, 10.0 * number + number] for number in range(20)]


def test_a_constant_that_equals_last_minus_first_is_found_without_a_telling_name():
    constant = [[float(number)] * 3 for number in range(20)]
    assert columns_that_know_the_future(*history({"finish": MOVING, "ward": constant})) == ["ward"]


def test_a_constant_without_name_or_match_is_not():
    constant = [[float(number * 7 + 3)] * 3 for number in range(20)]
    assert columns_that_know_the_future(*history({"finish": MOVING, "ward": constant})) == []


def test_a_change_that_moves_is_legitimate():
    assert columns_that_know_the_future(*history({"Latest change": MOVING})) == []


def test_baselines_are_exempt():
    constant = [[float(number)] * 3 for number in range(20)]
    assert columns_that_know_the_future(*history({"finish": MOVING, "Baseline variance": constant})) == []


def test_an_actual_date_that_had_passed_knows_no_future():
    passed = [[19_000.0 - number] * 3 for number in range(20)]
    coming = [[19_900.0 + number] * 3 for number in range(20)]
    assert columns_that_know_the_future(*history({"finish": MOVING, "Actual start": passed})) == []
    assert columns_that_know_the_future(*history({"finish": MOVING, "Actual finish": coming})) == ["Actual finish"]


def test_projects_with_two_snapshots_say_nothing():
    keys, as_of, columns = history({"Total change": [[float(number)] * 3 for number in range(20)]})
    kept = np.tile([True, True, False], 20)
    short = {name: values[kept] for name, values in columns.items()}
    assert columns_that_know_the_future(keys[kept], as_of[kept], short) == []


def planned(far: int = 0, column: str = "Ward 7", shuffled: bool = False) -> str:
    """Return a list of 60 projects at four dates with a column of how far each forecast moves, `far` ending in 2099."""
    rng = np.random.default_rng(4)
    rows = []
    for number in range(60):
        moves = [0, *(int(move) for move in rng.gamma(1.2, 60, 3) * (rng.random(3) < 0.6))]
        finish = pd.Timestamp(2026, 1, 1) + pd.Timedelta(days=9 * number)
        for at, day in enumerate(("2023-12-31", "2024-03-31", "2024-06-30", "2024-09-30")):
            said = "2099-12-31" if number < far else f"{finish + pd.Timedelta(days=sum(moves[: at + 1])):%Y-%m-%d}"
            rows.append(f"{day},P-{number},a,{said},{sum(moves)},{number * 7 % 5}")
    if shuffled:
        rows = [rows[at] for at in rng.permutation(len(rows))]
    return "\n".join([f"As of,PID,Name,Forecast finish,{column},Sort", *rows]) + "\n"


@pytest.mark.parametrize("far", [0, 7, 40])
@pytest.mark.parametrize("shuffled", [False, True])
def test_a_column_ordered_as_the_moves_is_named_whatever_stands_in_place_of_dates(checked, far, shuffled):
    assert told(checked(planned(far, shuffled=shuffled), None), "knows the future") == ["Ward 7"]


def test_a_baseline_ordered_as_the_moves_stays_exempt(checked):
    assert told(checked(planned(column="Planned days"), None), "knows the future") == []
