import pandas as pd

from ui.charts import project
from ui.theme import DARK, LIGHT

DATES = pd.to_datetime(["2026-03-31", "2026-06-30", "2026-09-30"])


def reports(**more: list[object]) -> pd.DataFrame:
    given: dict[str, object] = {
        "as_of": DATES,
        "forecast_finish": pd.to_datetime(["2027-01-31", "2027-04-30", "2027-04-30"]),
        "approved_baseline_finish": pd.to_datetime(["2027-01-31"] * 3),
        "approved_budget": [100.0, 100.0, 100.0],
        "forecast_cost": [100.0, 120.0, 120.0],
        "actual_cost": [None, 10.0, 30.0],
        "hover": ["a", "b", "c"],
    }
    return pd.DataFrame(given | more)


def gates(held: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "gate": ["<b>G1</b>", "G2"],
            "planned": pd.to_datetime(["2026-05-01", "2026-08-01"]),
            "held": pd.to_datetime(pd.Series(held)),
        }
    )


def names(figure: object) -> list[str]:
    return [trace.name for trace in figure.data]  # type: ignore[attr-defined]


def test_each_report_is_a_mark_on_the_slip_chart():
    marks = project.gate_marks(gates([None, None]), ["one", "two"], DATES[-1])
    drawn = project.slip_chart(reports(), marks, LIGHT)
    assert names(drawn) == ["Approved finish", "Forecast finish", "Gate (filled: held)"]
    assert list(drawn.data[1].hovertext) == ["a", "b", "c"]
    assert len(drawn.data[1].y) == 3


def test_without_an_approved_finish_only_the_forecast_is_drawn():
    bare = reports(approved_baseline_finish=[pd.NaT] * 3)
    none = project.gate_marks(gates([None, None]).iloc[:0], [], DATES[-1])
    assert names(project.slip_chart(bare, none, DARK)) == ["Forecast finish"]


def test_gates_stand_at_the_day_held_else_planned_and_their_names_are_inert():
    marks = project.gate_marks(gates(["2026-05-04", None]), ["one", "two <i>"], DATES[-1])
    assert marks["day"].dt.day.tolist() == [4, 1]
    assert marks["held"].tolist() == [True, False]
    assert "<" not in "".join(marks["gate"]) + "".join(marks["hover"])


def test_gates_far_ahead_do_not_squeeze_the_reports():
    marks = project.gate_marks(gates([None, None]), ["one", "two"], pd.Timestamp("2026-06-01"))
    assert len(marks) == 1


def test_series_that_nobody_reports_are_left_out_of_the_cost():
    drawn = project.cost_chart(reports(approved_budget=[None] * 3), 1.0, "$", LIGHT)
    assert names(drawn) == ["Forecast cost", "Actual cost"]


def test_money_is_drawn_in_the_unit_of_the_axis():
    drawn = project.cost_chart(reports(), 10.0, "$ tens", LIGHT)
    assert list(drawn.data[1].y) == [10.0, 12.0, 12.0]


def test_one_report_still_gets_an_axis_of_months():
    one = reports().iloc[:1]
    drawn = project.cost_chart(one, 1.0, "$", LIGHT)
    low, high = drawn.layout.xaxis.range
    assert pd.Timestamp(high) - pd.Timestamp(low) == pd.Timedelta(days=180)


def test_gates_too_close_for_their_names_share_a_label():
    days = pd.to_datetime(["2026-01-01", "2026-06-01", "2026-06-10", "2026-12-01"])
    marks = pd.DataFrame({"gate": ["G1", "G2", "G3", "G4"], "day": days})
    assert project.gate_labels(marks, pd.Timedelta(days=400)) == ["G1", "G2, G3", "", "G4"]
    assert project.gate_labels(marks, pd.Timedelta(days=100)) == ["G1", "G2", "G3", "G4"]
