"""Under the headline stands the one trap that misleads most, and none that changes nothing of the chances shown."""

import pandas as pd

from models.slip_traps import DATES, NO_YEAR, PAIRS, Gaps, OneDate, Placeholders
from services.slip_traps import Traps
from ui.wording.slip_caution import WHERE, caution

NO_FAR = pd.DataFrame({"project_key": [], "as_of": [], "forecast_finish": []})
FAR = pd.DataFrame({"project_key": ["a", "a", "b"], "as_of": pd.NaT, "forecast_finish": pd.Timestamp("2099-12-31")})
GAPS = Gaps(30.0, 28.0, 400.0)


def found(horizon="next", **other):
    dates = {"forecasts": 100, "one_date": (), "year_end": (), "year_end_held": 0, "far": NO_FAR}
    placed = Placeholders(**{name: other.pop(name, value) for name, value in dates.items()})
    told = {"future": (), "future_read": (), "inputs": 36, "survivors": (), "far_names": (), "gaps": None}
    return Traps(horizon=horizon, placeholders=placed, **{**told, "little": (), "dates": 3, "pairs": 250, **other})


def test_nothing_found_is_nothing_said():
    assert caution(found()) == ""


def test_survivors_are_named_with_what_they_do_to_the_chances():
    assert caution(found(survivors=("list.csv",), gaps=GAPS)) == (
        "Take care: only survivors are held: projects that ended are missing from the past, so the chances are likely "
        f"too high. {WHERE}"
    )


def test_a_column_that_knows_the_future_leads_only_where_the_model_reads_it():
    assert caution(found(future=("Outcome",))) == ""
    assert caution(found(future=("Outcome",), survivors=("list.csv",))).startswith("Take care: only survivors")
    read = caution(found(future=("Outcome",), future_read=("Outcome",), survivors=("list.csv",)))
    assert read.startswith("Take care: the model reads Outcome, which knows the future")


def test_unequal_gaps_are_told_where_they_bear_on_the_horizon_shown():
    assert "28 to 400 days apart" in caution(found(gaps=GAPS))
    assert caution(found("12m", gaps=GAPS)) == ""


def test_placeholder_dates_and_few_cases_are_told_in_one_line():
    crowd = OneDate(pd.Timestamp("2031-06-30"), 21, 2.0)
    assert "21 of 100 live forecasts stand on placeholder dates" in caution(found(one_date=(crowd,)))
    assert "2 projects gave a finish more than 50 years away" in caution(found(far=FAR))
    assert "60 of 100 live forecasts give only a year" in caution(found(year_end=((12, 31),), year_end_held=60))
    assert "with only 3 reporting dates and 250 known outcomes" in caution(found(little=(DATES, PAIRS, NO_YEAR)))
    assert caution(found(little=(NO_YEAR,))) == ""
