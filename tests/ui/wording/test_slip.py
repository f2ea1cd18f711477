"""The sentences of the slip risk page are true to the numbers they are made of."""

from dataclasses import replace
from datetime import date

import pandas as pd

from models.slip_baselines import BASE_RATE, REPORTED_RAG, TABLE
from models.slip_eligibility import REASONS
from services.slip import Expectation
from services.slip_view import Lack, SlipView
from ui.wording import slip as wording
from ui.wording import slip_record as records

METHODS = {
    TABLE: {"precision_top": 0.78, "base_rate": 0.35, "calibration_error": 0.03, "calibration_noise": 0.025},
    BASE_RATE: {"precision_top": 0.35},
    REPORTED_RAG: {"precision_top": 0.43},
}
SHOWN = SlipView(
    as_of=date(2026, 10, 31),
    horizon="next",
    days=30,
    words="by the next committee (about 30 Nov 2026)",
    predicted=pd.DataFrame(),
    unpredicted=pd.DataFrame({"reason_none": ["completed", "no forecast", "completed"]}),
    expectation=Expectation(67.2, 60, 75, 160),
    top=32,
    top_green=8,
    record={"method": TABLE, "methods": METHODS},
    cells=pd.DataFrame(),
)
LACK = Lack(no_forecast=0, no_history=555, outcomes=409, outcome_dates=1, shorter=False)


def test_the_finding_is_an_interval_with_its_base_and_its_day():
    said = wording.finding(SHOWN)
    assert said == (
        "We expect 60 to 75 of 160 projects to slip more than 30 days by the next committee (about 30 Nov 2026)."
    )
    nobody = replace(SHOWN, expectation=Expectation(0.0, 0, 0, 0))
    assert wording.finding(nobody) == "No project has a slip prediction at this date."


def test_who_is_not_counted_and_how_the_likeliest_are_reported_is_said_beside():
    assert wording.aside(SHOWN) == (
        "3 projects without a prediction are listed below with the reason. Of the 32 most likely, 8 are reported green."
    )
    unranked = replace(SHOWN, record={"method": BASE_RATE})
    assert "most likely" not in wording.aside(unranked)
    assert wording.list_head(SHOWN)[0] == "Most likely to slip"
    assert wording.list_head(unranked)[0] == "Projects with a prediction"


def test_one_project_among_the_likeliest_is_told_as_one():
    assert wording.aside(replace(SHOWN, top=4, top_green=1)).endswith("Of the 4 most likely, 1 is reported green.")


def test_the_order_of_the_list_is_named_as_it_stands():
    assert wording.list_order(SHOWN.record) == "Likeliest first"
    assert wording.list_order({"method": BASE_RATE}) == "Most money to go first"


def test_a_missing_second_date_is_named_where_the_outcomes_suffice():
    title, why, upload = wording.lacking(LACK)
    assert title == "There is too little history to say which forecasts will move"
    assert why.endswith(
        "That takes 200 known outcomes on 2 dates at least; 409 are known for this horizon, on one date. Missing: a "
        "second date of outcomes."
    )
    assert upload == "Upload earlier snapshots"


def test_missing_outcomes_are_counted_and_the_shorter_horizon_is_offered_only_where_it_speaks():
    few = replace(LACK, outcomes=140, outcome_dates=2)
    assert wording.lacking(few)[1].endswith("140 are known for this horizon, on 2 dates. Missing: 60 outcomes.")
    both = replace(LACK, outcomes=1)
    assert (
        "1 is known for this horizon, on one date. Missing: 199 outcomes and a second date of"
        in (wording.lacking(both)[1])
    )
    assert wording.lacking(replace(LACK, outcomes=0, outcome_dates=0))[1].endswith(
        "at least; for this horizon none is known yet."
    )
    assert "next committee" not in wording.lacking(LACK)[1]
    assert "By the next committee there is enough" in wording.lacking(replace(LACK, shorter=True))[1]


def test_without_any_forecast_finish_that_is_the_cause_and_not_the_history():
    title, why, upload = wording.lacking(Lack(98, 0, 0, 0, False))
    assert title == "No live project here gives a forecast finish"
    assert "98 live projects give none" in why
    assert "kept under its own name" in why
    assert "history to say" not in title
    assert upload == "Upload the file again"


def test_forecasts_missing_beside_a_short_history_are_told_too():
    said = wording.lacking(Lack(90, 8, 0, 0, False))[1]
    assert "none is known yet." in said
    assert "90 live projects give none: that leaves less to learn from." in said


def test_one_project_without_a_prediction_is_listed_and_several_are():
    assert wording.aside(SHOWN).startswith("3 projects without a prediction are listed below with the reason.")
    one = replace(SHOWN, unpredicted=SHOWN.unpredicted.head(1))
    assert wording.aside(one).startswith("1 project without a prediction is listed below with the reason.")


def test_where_both_horizons_end_on_the_same_day_that_is_said_with_why_the_answers_differ():
    assert wording.SAME_END not in wording.aside(SHOWN)
    assert wording.aside(replace(SHOWN, same_end=True)).endswith(wording.SAME_END)
    nobody = replace(SHOWN, same_end=True, expectation=Expectation(0.0, 0, 0, 0))
    assert wording.SAME_END not in wording.aside(nobody)


def test_every_reason_for_no_prediction_has_words():
    assert set(REASONS) <= set(wording.WHY_NONE)


def test_the_record_is_compared_with_reported_status_where_there_is_one():
    assert records.record_sentence(SHOWN.record) == (
        "Of 100 projects it called most likely, 78 moved; reported status alone would have found 43, "
        "and picking blindly 35."
    )
    without = {"methods": {TABLE: METHODS[TABLE]}}
    assert records.record_sentence(without).endswith("78 moved; picking blindly would have found 35.")
    assert records.record_sentence({}) == ""


def test_calibration_is_judged_against_what_chance_alone_would_do():
    assert "on average, a little more than chance alone" in records.calibration_sentence(SHOWN.record)
    off = {"methods": {TABLE: {**METHODS[TABLE], "calibration_error": 0.08}}}
    assert ", clearly more than chance alone would cause (2.5)" in records.calibration_sentence(off)


def test_an_undefined_figure_is_said_in_words():
    assert records.ranking(None) == records.skill(None) == "Not known: all past cases ended alike."
    assert records.skill(-0.1).startswith("Its error is not smaller")


def test_a_cost_to_go_that_is_the_whole_cost_says_so():
    assert wording.to_go_note(pd.Series(["eac-ac", "budget-ac", ""])) == ""
    assert wording.to_go_note(pd.Series(["eac", "eac-ac", "budget"])) == (
        "To go is the whole forecast cost or approved budget for 2 projects: no actual cost is reported."
    )


def test_the_headline_figures_are_said_plainly():
    assert records.ranks(0.672) == "67 times in 100"
    assert records.ranks(None) == records.gains(None) == "–"
    assert records.gains(0.069) == "By 7%"
    assert records.gains(-0.01) == "Not better"


def test_reasons_are_counted_the_most_frequent_first():
    assert wording.without_prediction(SHOWN.unpredicted) == "2 completed, 1 without a forecast finish."


def test_cells_without_a_past_case_are_left_out_and_none_is_certain():
    table = pd.DataFrame(
        {
            "phase": ["Design", "", "Design"],
            "from_days": [183.0, float("-inf"), 365.0],
            "n": [52, 4, 0],
            "moved": [52, 1, 0],
            "probability": [0.998, 0.3, 0.5],
            "now": [3, 0, 1],
        }
    )
    cells = wording.cells(table, 30)
    assert cells["row"].tolist() == ["Design", "No phase given"]
    assert cells["text"].tolist() == [">99%", "30%"]
    assert cells["note"].tolist() == ["52/52", "1/4"]
    assert wording.long_band(cells["column"].iloc[0]) == wording.band(183.0) == "6 to 12 months to finish"
    assert "3 projects stand here now" in cells["hover"].iloc[0]


def test_every_band_of_the_table_has_words():
    from models.slip_table import EDGES_DAYS

    assert tuple(upper for upper, _, _ in wording.BANDS[:-1]) == EDGES_DAYS
