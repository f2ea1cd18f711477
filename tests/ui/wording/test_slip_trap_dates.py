"""Dates that stand for none are told with how many stand on them, and with the projects that the reader sees."""

import pandas as pd
import pytest

from models.slip_traps import HALVES, OneDate, Placeholders
from ui.wording.slip_trap_dates import dates, listed

NO_FAR = pd.DataFrame({"project_key": [], "as_of": [], "forecast_finish": []})


def found(*years: int, **more) -> Placeholders:
    finishes = pd.to_datetime([f"{year}-12-31" for year in years]).astype("datetime64[s]")
    keys = [f"k{at % 2}" for at in range(len(years))]
    far = pd.DataFrame({"project_key": keys, "as_of": pd.Timestamp(2024, 1, 31), "forecast_finish": finishes})
    told = {"forecasts": 100, "one_date": (), "year_end": (), "year_end_held": 0, "far": far if years else NO_FAR}
    return Placeholders(**(told | more))


def test_ordinary_dates_are_not_spoken_of():
    assert dates(found(), ()) == []


@pytest.mark.parametrize(
    ("years", "names", "what"),
    [
        ((2099,), ("North bridge",), "A finish in 2099 was reported on 31 Jan 2024 (North bridge)."),
        ((2099, 2099, 2099), (), "3 reports of 2 unfinished projects give a finish in 2099."),
        ((2099, 2108), ("A", "B"), "2 reports of 2 unfinished projects give a finish in 2099 to 2108 (A and B)."),
    ],
)
def test_reports_of_a_finish_out_of_reach_are_counted_while_a_project_is_unfinished(years, names, what):
    (one,) = dates(found(*years), names)
    assert one.what == what


def test_each_kind_has_its_own_entry():
    crowd = (OneDate(pd.Timestamp(2031, 6, 30), 20, 1.4),)
    told = dates(found(2099, one_date=crowd, year_end=HALVES, year_end_held=80), ())
    assert [one.name for one in told] == ["Placeholder dates", "Year in place of a date", "A finish out of reach"]


def test_names_are_listed_as_in_a_sentence():
    assert (listed(["a"]), listed(["a", "b", "c"])) == ("a", "a, b and c")
