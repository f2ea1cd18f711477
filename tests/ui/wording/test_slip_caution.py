"""Under the headline stands the one trap that misleads most, and none that changes nothing of the chances shown."""

import pandas as pd

from models.slip_baselines import BASE_RATE, MODEL
from models.slip_leavers import Bounds, RecordBounds
from models.slip_traps import DATES, NO_YEAR, PAIRS, Gaps, OneDate, Placeholders
from services.slip_leaks import Leak
from services.slip_leavers import LeaversView
from services.slip_traps import Placed, Traps
from ui.wording.slip_caution import WHERE, caution, cautions

NO_FAR = pd.DataFrame({"project_key": [], "as_of": [], "forecast_finish": []})
FAR = pd.DataFrame({"project_key": ["a", "a", "b"], "as_of": pd.NaT, "forecast_finish": pd.Timestamp("2099-12-31")})
GAPS = Gaps(30.0, 28.0, 400.0)
CROWD = OneDate(pd.Timestamp("2031-06-30"), 21, 2.0)
LEAK = Leak(MODEL, "next", 30, True, 0.997, "rag_overall", "RAG overall", 1.0)


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
    assert "21 of 100 live forecasts stand on placeholder dates" in caution(found(one_date=(CROWD,)))
    assert "2 projects gave a finish more than 50 years away" in caution(found(far=FAR))
    assert "60 of 100 live forecasts give only a year" in caution(found(year_end=((12, 31),), year_end_held=60))
    assert "with only 3 reporting dates and 250 known outcomes" in caution(found(little=(DATES, PAIRS, NO_YEAR)))
    assert caution(found(little=(NO_YEAR,))) == ""


def left(held, slipped, counted=0.06, method=MODEL):
    any_auc = Bounds(0.7, 0.7, 0.7)
    return LeaversView(None, RecordBounds(400, 127, any_auc, Bounds(counted, held, slipped)), method)


def test_a_record_too_good_to_be_true_comes_before_all_else():
    said = cautions(found(leak=LEAK, survivors=("list.csv",), one_date=(CROWD,)))
    assert said[0] == (
        "the record is too good to be true: the model ranked right 100 times in 100, where honest forecasts of slips "
        "reach 75 to 87. A column probably knows the outcome. Reported status (RAG overall) by itself ranks right 100 "
        "times in 100: check how RAG overall is filled in, or leave it out in the mapping"
    )
    assert len(said) == 3
    assert caution(found(leak=LEAK)) == f"Take care: {said[0]}. {WHERE}"


def test_leavers_that_could_take_the_skill_away_are_told_and_others_are_not():
    assert caution(found("12m"), left(-0.122, 0.05)) == (
        "Take care: 127 past cases of projects that left have no outcome: counted either way, Brier skill would lie "
        f"between −0.122 and 0.060, so the chances may be no better than one for all. {WHERE}"
    )
    assert caution(found(), left(0.01, 0.05)) == ""
    assert caution(found(), left(-0.2, -0.1, counted=-0.15)) == "", "there was no skill to lose"
    assert caution(found(), left(-0.122, 0.05, method=BASE_RATE)) == ""
    assert caution(found(), LeaversView(None, None, "")) == ""


def test_placeholder_dates_are_told_of_the_record_and_the_expected_number_too():
    known = caution(found(one_date=(CROWD,), placed=Placed(129, 516, 0.846, 0.619)))
    assert "the chances of these projects, which the expected number counts too, say little" in known
    assert "129 of the 516 predictions in the record are of such forecasts" in known
    assert "without them it ranks right 62 times in 100 in place of 85" in known
    assert "without them it ranks as well" in caution(found(one_date=(CROWD,), placed=Placed(9, 516, 0.8, 0.802)))
    assert "how it would look without them is not known" in caution(found(one_date=(CROWD,)))
