"""A file as of a date far ahead is warned of, and loaded only where somebody says that it is meant."""

from datetime import date
from pathlib import Path

import pytest

from services import importing, portfolios, upload_ahead
from services.access import local_user, scope
from services.plans import silent

ME = local_user()
TODAY = date(2026, 11, 29)


@pytest.fixture
def city(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(upload_ahead, "today", lambda: TODAY)
    portfolios.create(ME, "city", "City", "USD")
    return "city"


def wanted(folder: Path, as_of: date, *, is_date_meant: bool = False) -> importing.Wanted:
    file = folder / "city.csv"
    file.write_text("Project key,Name,Forecast finish\nA,One,2030-01-31\n", encoding="utf-8")
    return importing.Wanted(file, "city", "projects", as_of, None, None, None, None, is_date_meant=is_date_meant)


def test_a_date_more_than_31_days_ahead_is_named_with_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_ahead, "today", lambda: TODAY)
    assert upload_ahead.warnings([date(2026, 12, 30), TODAY]) == []
    (one,) = upload_ahead.warnings([TODAY, date(2026, 12, 31), date(2062, 10, 31)])
    assert one["text"] == "The file is as of 31 Oct 2062 and 1 earlier date ahead of today, 13,120 days after today."


def test_such_a_file_is_planned_and_not_loaded_until_that_is_confirmed(city: str, tmp_path: Path) -> None:
    ahead = date(2027, 1, 31)
    told = importing.run(ME, wanted(tmp_path, ahead), True, silent)
    assert [one["rule"] for one in told["warnings"]] == [upload_ahead.AHEAD]
    with pytest.raises(upload_ahead.IsAhead, match="31 Jan 2027, 63 days after today"):
        importing.run(ME, wanted(tmp_path, ahead), False, silent)
    assert portfolios.has_data(scope(ME, city)) is False
    done = importing.run(ME, wanted(tmp_path, ahead, is_date_meant=True), False, silent)
    assert done["status"] == "committed"


def test_the_end_of_the_month_is_loaded_without_a_question(city: str, tmp_path: Path) -> None:
    told = importing.run(ME, wanted(tmp_path, date(2026, 11, 30)), False, silent)
    assert (told["status"], told["warnings"]) == ("committed", [])
