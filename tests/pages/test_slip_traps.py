"""The Slip risk page tells the traps in the data, and says what projects that left could change; nothing otherwise."""

import pytest

from services import slip
from tests.pages.slip_page import opened, words
from tests.services import planted
from tests.services.slip_works import LAST, reports, store
from tests.services.test_slip_leavers import whole, with_leavers
from ui.wording import slip_traps as wording

TITLE = "What to be careful about"


NEXT = {"slip_horizon": "By the next committee"}


def test_every_trap_laid_is_told_in_one_list_without_an_alarm(sqlite_url: str) -> None:
    planted.load(planted.trapped())
    at = opened(**NEXT)
    said = words(at)
    assert TITLE in said
    assert "A column that knows the future" in said
    assert "Total schedule change holds one value per project at all dates" in said
    assert "named inputs only, and this is not among them" in said
    assert "In list.csv every project ever seen is in the last date" in said
    assert "21 stand on 30 Jun 2031" in said
    assert "A finish in 2108 was reported on 31 May 2024 (Project 59)." in said
    assert "the longest gap is 4.9 times the usual one" in said
    assert wording.SURVIVORS in said
    assert not at.warning
    assert not at.error
    lists = [item.value for item in at.markdown if "knows the future" in item.value]
    assert len(lists) == 1
    assert lists[0].count("\n- ") == 4, "one list of five"


def test_a_clean_portfolio_is_told_nothing(sqlite_url: str) -> None:
    planted.load(planted.clean())
    said = words(opened(**NEXT))
    assert TITLE not in said
    assert wording.NOBODY_LEFT in said


@pytest.mark.parametrize("horizon", ["Within 12 months", "By the next committee"])
def test_no_raw_name_is_on_the_page(sqlite_url: str, horizon: str) -> None:
    planted.load(planted.trapped())
    said = words(opened(slip_horizon=horizon))
    part = said[said.index(TITLE) :]
    for raw in ("forecast_finish", "project_key", "no year", "P-059", "NaT", "nan"):
        assert raw not in part


def test_leavers_are_told_below_the_record_with_a_table(sqlite_url: str) -> None:
    slip.refresh(whole(with_leavers()))
    at = opened(**NEXT)
    said = words(at)
    assert "past cases ended without an outcome: 3 cancelled and 4 no longer reported." in said
    assert "AUC would lie between" in said
    (table,) = [item.value for item in at.dataframe if "How they left" in item.value.columns]
    assert table["Cases"].tolist() == [3, 4, 7]
    assert any("7 cases without an outcome, by how they left" in item.label for item in at.expander)


def test_too_little_history_for_a_year_is_told_where_shorter_chances_are_shown(sqlite_url: str) -> None:
    store({day: rows for day, rows in reports().items() if day < LAST.replace(year=2025, month=1)})
    said = words(opened(**NEXT))
    assert "no outcome over 12 months yet" in said.lower()


def test_without_any_known_outcome_nothing_is_said_of_leavers(sqlite_url: str) -> None:
    store(dict(list(reports().items())[:1]))
    said = words(opened(**NEXT))
    assert wording.NOBODY_LEFT not in said


def test_a_record_too_good_to_be_true_leads_the_page_and_takes_the_place_of_the_praise(sqlite_url: str) -> None:
    slip.refresh(store(reports()))
    at = opened(**NEXT)
    said = words(at)
    first = next(item.value for item in at.caption if "Take care" in item.value).replace("\\", "")
    assert first.startswith("Take care: the record is too good to be true: the table of phase and time left ranked")
    assert "Phase by itself ranks right 100 times in 100" in first
    assert [item.value for item in at.info if "no reason to trust" in item.value]
    assert not [item for item in at.caption if "The table beats the base rate" in item.value]
    assert "This record is too good to be true. Phase by itself" in said
    assert "A record too good to be true" in said[said.index(TITLE) :]
