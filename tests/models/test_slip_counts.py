"""Counts of other registers: as they stood at the report, never later, and missing before the register began."""

import pandas as pd

from models.slip_counts import counted

JAN, FEB, MAR = (pd.Timestamp(day) for day in ("2026-01-31", "2026-02-28", "2026-03-31"))
END = pd.Timestamp("9999-12-31")


def reports() -> pd.DataFrame:
    return pd.DataFrame([(key, day) for key in ("A", "B") for day in (JAN, FEB, MAR)], columns=["project_key", "as_of"])


def table(columns: str, *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["project_key", *columns.split(), "valid_from", "valid_to"])


def issues() -> pd.DataFrame:
    return table(
        "status closed",
        ("A", "open", pd.NaT, FEB, MAR),
        ("A", "Closed", pd.NaT, FEB, END),
        ("A", "open", FEB, FEB, END),
        ("A", None, pd.NaT, MAR, END),
        ("A", "open", pd.NaT, MAR, END),
    )


def by_key(frame: pd.DataFrame, column: str) -> dict[str, list[float]]:
    return {key: part[column].tolist() for key, part in frame.groupby("project_key")}


def test_open_issues_are_those_in_force_at_the_report():
    told = by_key(counted(reports(), {"issues": issues()}), "open_issues")
    assert pd.isna(told["A"][0])
    assert pd.isna(told["B"][0])
    assert told["A"][1:] == [1.0, 2.0]
    assert told["B"][1:] == [0.0, 0.0]


def test_what_is_reported_later_changes_nothing_counted_before():
    until_feb = issues()[issues()["valid_from"] <= FEB]
    early = reports()[reports()["as_of"] <= FEB]
    whole = counted(reports(), {"issues": issues()})
    pd.testing.assert_frame_equal(counted(early, {"issues": until_feb}), whole[whole["as_of"] <= FEB])


def test_opportunities_and_closed_threats_do_not_count():
    risks = table(
        "direction status closed",
        ("A", "threat", "open", pd.NaT, JAN, END),
        ("A", "opportunity", "open", pd.NaT, JAN, END),
        ("A", None, "open", pd.NaT, JAN, END),
        ("B", "threat", "open", FEB, JAN, END),
    )
    told = by_key(counted(reports(), {"risks": risks}), "open_threats")
    assert told == {"A": [2.0, 2.0, 2.0], "B": [1.0, 0.0, 0.0]}


def test_late_milestones_and_the_next_gate():
    day = pd.Timestamp
    milestones = table(
        "kind baseline_date forecast_date actual_date",
        ("A", "gate", day("2026-03-01"), day("2026-03-10"), pd.NaT, JAN, END),
        ("A", "gate", day("2026-02-10"), day("2026-02-10"), day("2026-02-10"), JAN, END),
        ("A", "delivery", day("2026-02-15"), pd.NaT, pd.NaT, JAN, END),
        ("B", "payment", day("2026-05-01"), day("2026-05-01"), pd.NaT, JAN, END),
    )
    told = counted(reports(), {"milestones": milestones})
    assert by_key(told, "late_milestones") == {"A": [1.0, 2.0, 2.0], "B": [0.0, 0.0, 0.0]}
    assert by_key(told, "days_to_next_gate")["A"] == [10.0, 10.0, -21.0]
    assert told.loc[told["project_key"] == "B", "days_to_next_gate"].isna().all()


def test_registers_that_hold_nothing_leave_the_reports_as_they_are():
    pd.testing.assert_frame_equal(counted(reports(), {"issues": issues().head(0)}), reports())
