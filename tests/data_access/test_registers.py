"""Register rows on both databases: states, corrections, withdrawals, exact money."""

from datetime import date

import pandas as pd
import pytest

from data_access import reading, transaction
from data_access.states import Coverage

WHOLE = Coverage()
JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


@pytest.fixture
def portfolio(database_url):
    with transaction() as work:
        return work.portfolios.add(
            {
                "key": "city",
                "name": "City",
                "currency": "USD",
                "fiscal_start_month": 7,
                "fiscal_label": "end",
                "time_zone": "UTC",
                "thresholds": {},
                "origin": "reported",
            }
        ).id


def rows(*keys, department="Roads", **more):
    return pd.DataFrame(
        {
            "project_key": list(keys),
            "name": [f"Project {key}" for key in keys],
            "department": department,
            "source_row": range(2, len(keys) + 2),
            **more,
        }
    )


def load(portfolio, as_of, frame, coverage=WHOLE, digest="x"):
    with transaction() as work:
        told = {
            "register": "projects",
            "origin": "file",
            "file_name": "file.csv",
            "sha256": "0",
            "size": 1,
            "choices": {},
            "report": {},
            "received_by": "test",
        }
        upload = work.uploads.add(portfolio, told, coverage)
        snapshot = work.uploads.add_snapshot(portfolio, upload, "projects", as_of, coverage.key, len(frame), digest)
        work.registers.append(portfolio, "projects", snapshot, as_of, frame)
        work.registers.settle(portfolio, "projects", as_of)
        return upload


def state(portfolio, as_of):
    with reading() as work:
        return work.registers.state(portfolio, "projects", as_of, 2).sort_values("project_key").reset_index(drop=True)


def test_departmental_files_of_one_month_give_one_period_in_either_order(portfolio):
    load(portfolio, JAN, rows("W1", department="Water"), Coverage("department", ("Water",)))
    load(portfolio, JAN, rows("R1", "R2"), Coverage("department", ("Roads",)))
    load(portfolio, FEB, rows("R1", "R2"), Coverage("department", ("Roads",)))
    load(portfolio, FEB, rows("W1", department="Water"), Coverage("department", ("Water",)))
    assert list(state(portfolio, JAN)["project_key"]) == ["R1", "R2", "W1"]
    assert list(state(portfolio, FEB)["project_key"]) == ["R1", "R2", "W1"]
    assert (state(portfolio, FEB)["row_as_of"] == pd.Timestamp(FEB)).all()


def test_a_late_department_is_carried_and_then_arrives(portfolio):
    load(portfolio, JAN, rows("R1"), Coverage("department", ("Roads",)))
    load(portfolio, JAN, rows("W1", department="Water"), Coverage("department", ("Water",)))
    load(portfolio, FEB, rows("R1"), Coverage("department", ("Roads",)))
    load(portfolio, MAR, rows("R1"), Coverage("department", ("Roads",)))
    assert list(state(portfolio, MAR)["row_as_of"]) == [pd.Timestamp(MAR), pd.Timestamp(JAN)]
    load(portfolio, FEB, rows("W1", department="Water"), Coverage("department", ("Water",)))
    assert list(state(portfolio, MAR)["row_as_of"]) == [pd.Timestamp(MAR), pd.Timestamp(FEB)]


def test_a_corrected_file_replaces_the_old_one_and_a_withdrawal_brings_it_back(portfolio):
    load(portfolio, JAN, rows("A", "B"))
    load(portfolio, FEB, rows("A"))
    corrected = load(portfolio, JAN, rows("A", "B", "C"), digest="y")
    assert list(state(portfolio, JAN)["project_key"]) == ["A", "B", "C"]
    assert list(state(portfolio, FEB)["project_key"]) == ["A"]
    with transaction() as work:
        work.uploads.withdraw(corrected, "test", "wrong file")
        work.registers.settle(portfolio, "projects", JAN)
    assert list(state(portfolio, JAN)["project_key"]) == ["A", "B"]


def test_keys_and_texts_come_back_exactly_as_they_went_in(portfolio):
    keys = ["0012", "A-1/ä b", "1e5", "Ω 7", "NaN", 'x"y, z\nw']
    load(portfolio, JAN, rows(*keys))
    assert sorted(state(portfolio, JAN)["project_key"]) == sorted(keys)


def test_money_is_exact_and_missing_values_stay_missing(portfolio):
    frame = rows("A", "B")
    frame["approved_budget"] = pd.array([9_007_199_254_740_993, None], dtype="Int64")
    frame["forecast_finish"] = pd.to_datetime(pd.Series(["2108-06-30", None]))
    frame["rag_overall"] = pd.array([None, 4], dtype="Int64")
    load(portfolio, JAN, frame)
    with reading() as work:
        connection = work._connection
        stored = connection.exec_driver_sql("SELECT approved_budget FROM projects ORDER BY project_key").scalars().all()
    assert stored == [9_007_199_254_740_993, None]
    read = state(portfolio, JAN)
    assert read["forecast_finish"].tolist() == [pd.Timestamp("2108-06-30"), pd.NaT]
    assert read["rag_overall"].isna().tolist() == [True, False]
    assert read["sponsor"].tolist() == [None, None]


def test_history_holds_every_report_up_to_a_date_and_none_after(portfolio):
    for as_of in (JAN, FEB, MAR):
        load(portfolio, as_of, rows("A"))
    with reading() as work:
        found = work.registers.history(portfolio, "projects", FEB, 2, ["project_key"])
    assert found["row_as_of"].tolist() == [pd.Timestamp(JAN), pd.Timestamp(FEB)]


def rename_and_fail(portfolio):
    with transaction() as work:
        work.portfolios.change(portfolio, {"name": "Other"})
        raise RuntimeError


def test_a_failed_transaction_leaves_nothing(portfolio):
    with pytest.raises(RuntimeError):
        rename_and_fail(portfolio)
    with reading() as work:
        assert work.portfolios.get("city").name == "City"
