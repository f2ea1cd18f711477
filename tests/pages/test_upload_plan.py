"""The plan on the page tells exactly what will change, and asks about a date far ahead before it loads."""

from datetime import date

import pytest
import streamlit as st

from services import portfolios, upload_ahead
from services.access import local_user, scope
from tests.pages.test_upload import headline, load, opened, stored, upload, words, works

__all__ = ["works"]
ME = local_user()
HEAD = "As of,Project ID,Project Name,Department,Forecast Finish,Forecast cost\n"


def rows(as_of: str, *costs: int) -> str:
    return HEAD + "".join(
        f"{as_of},P{number},Project {number},Roads,2027-05-15,{cost}000000\n" for number, cost in enumerate(costs, 1)
    )


MAY, JUNE = rows("2026-05-31", 1, 2, 3, 4, 5), rows("2026-06-30", 1, 2, 3, 4, 5)


def changes(at) -> list[list]:
    names = ["What", "Key", "Project", "Column", "Before", "After"]
    (frame,) = [each.value for each in at.dataframe if list(each.value.columns) == names]
    return frame.values.tolist()


def test_each_change_stands_with_project_column_and_both_values(works) -> None:
    load(upload(opened(), MAY))
    at = upload(opened(), rows("2026-06-30", 1, 2, 7, 4))
    assert changes(at) == [
        ["Left", "P5", "Project 5", "Forecast cost", "$5,000,000", "–"],
        ["Changed", "P3", "Project 3", "Forecast cost", "$3,000,000", "$7,000,000"],
    ]
    assert "Forecast cost in 1 row" in words(at)


def test_a_project_named_in_refused_rows_is_said_to_be_not_reported(works) -> None:
    load(upload(opened(), MAY))
    at = upload(opened(), JUNE + "2026-06-30,P2,Project 2,Roads,2027-05-15,9000000\n")
    assert "1 not reported" in headline(at)
    assert ["Not reported", "P2", "Project 2", "Forecast cost", "$2,000,000", "$2,000,000"] in changes(at)
    assert "They have not left: what was last reported of them is carried forward." in words(at)


def test_the_totals_of_money_stand_beside_what_was_last_reported(works) -> None:
    load(upload(opened(), MAY))
    at = upload(opened(), JUNE.replace("000000\n", "\n"))
    (totals,) = [each.value for each in at.dataframe if "Column of money" in each.value.columns]
    assert totals.values.tolist() == [["Forecast cost", "$15.00", "$15,000,000.00"]]
    assert "as if it were in millions" in words(at)


def test_a_date_far_ahead_is_loaded_only_once_it_is_said_to_be_meant(works, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_ahead, "today", lambda: date(2026, 5, 1))
    at = upload(opened(), JUNE)
    assert at.button(key="upload_load").disabled
    assert "60 days after today" in "\n".join(str(each.proto) for each in at.warning)
    at.checkbox(key="upload_date_meant").check().run()
    assert not at.button(key="upload_load").disabled
    load(at)
    assert len(stored("2026-06-30")) == 5


def test_another_plan_asks_again(works, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_ahead, "today", lambda: date(2026, 5, 1))
    at = upload(opened(), JUNE)
    at.checkbox(key="upload_date_meant").check().run()
    at.button(key="upload_other").click().run()
    assert portfolios.has_data(scope(ME, "works")) is False
    upload(at, JUNE.replace("Project 1", "Project one"))
    assert at.button(key="upload_load").disabled
    st.cache_data.clear()


def test_a_file_of_column_names_alone_says_so(works) -> None:
    at = upload(opened(), HEAD)
    assert "The file holds column names but no rows." in words(at)
