import pandas as pd

from models.steady_status import since_last_change


def reports(*rows):
    """Return reports (project, month, status, forecast) of 2026."""
    told = pd.DataFrame(rows, columns=["project_key", "month", "said", "forecast_finish"])
    as_of = [pd.Timestamp(2026, month, 1) for month in told["month"]]
    finish = pd.to_datetime(told["forecast_finish"])
    return told.assign(as_of=as_of, forecast_finish=finish, said=told["said"].astype(float))


def test_a_status_stands_since_the_first_report_of_the_last_run():
    told = since_last_change(
        reports(
            ("A", 1, 1, "2027-01-01"),
            ("A", 2, 3, "2027-02-01"),
            ("A", 3, 1, "2027-02-01"),
            ("A", 4, 1, "2027-02-11"),
            ("B", 1, 5, "2027-01-01"),
        )
    )
    assert told.loc["A", "status_since"] == pd.Timestamp(2026, 3, 1)
    assert (told.loc["A", "status_reports"], bool(told.loc["A", "status_changed"])) == (2, True)
    assert (told.loc["A", "moves_since"], told.loc["A", "moved_since_days"]) == (1, 10)
    assert (told.loc["B", "status_reports"], bool(told.loc["B", "status_changed"])) == (1, False)
    assert (told.loc["B", "moves_since"], told.loc["B", "moved_since_days"]) == (0, 0)


def test_moves_later_are_counted_and_the_sum_is_net_of_moves_earlier():
    told = since_last_change(
        reports(
            ("A", 1, 1, "2027-01-01"), ("A", 2, 1, "2027-02-10"), ("A", 3, 1, "2027-01-31"), ("A", 4, 1, "2027-02-05")
        )
    )
    assert (told.loc["A", "moves_since"], told.loc["A", "moved_since_days"]) == (2, 35)


def test_a_report_without_a_status_or_a_forecast_ends_nothing():
    told = since_last_change(
        reports(
            ("A", 1, 1, "2027-01-01"), ("A", 2, None, None), ("A", 3, 1, "2027-01-21"), ("A", 4, None, "2027-01-31")
        )
    )
    assert (told.loc["A", "status_reports"], told.loc["A", "moves_since"]) == (2, 2)
    assert told.loc["A", "moved_since_days"] == 30


def test_the_order_of_the_rows_does_not_matter():
    rows = reports(("A", 1, 1, "2027-01-01"), ("B", 1, 3, "2027-01-01"), ("A", 2, 1, "2027-03-01"), ("B", 2, 1, None))
    pd.testing.assert_frame_equal(since_last_change(rows), since_last_change(rows.iloc[::-1]))


def test_where_nobody_states_a_status_there_is_nothing_to_tell():
    assert since_last_change(reports(("A", 1, None, "2027-01-01"))).empty
